"""Bodies: whole and small enough before anything of the shop runs, on every route and method."""

import asyncio
from itertools import product

import pytest

from backend.gateway.guards.bodies import LONGEST, THROWN_AWAY
from tests.backend.gateway.doors import Inside, ask, door, exchange, parsed, served

METHODS = ("POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS", "REPORT")
ROUTES = ("/", "/orders", "/api/v1/orders", "/products/getProductsByFilter", "/no/such/route")
HEAD = "{} {} HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n"


def _head(method: str, path: str, *headers: str) -> bytes:
    return (HEAD.format(method, path) + "".join(f"{header}\r\n" for header in headers) + "\r\n").encode()


async def test_more_than_a_mebibyte_is_refused_on_every_route_and_method():
    inside = Inside()
    async with served(door(inside)) as port:
        for method, path in product(METHODS, ROUTES):
            answer = await ask(port, f"{method} {path}", body=b"x" * (LONGEST + 1))
            assert answer.status == 413, (method, path)
    assert inside.asked == 0


async def test_exactly_a_mebibyte_arrives_whole():
    async with served(door(Inside())) as port:
        answer = await ask(port, "POST /", body=b"x" * LONGEST)
    assert (answer.status, answer.json["body"]) == (200, LONGEST)


async def test_what_is_announced_too_large_is_refused_before_it_is_sent():
    async with served(door(Inside())) as port:
        huge = _head("POST", "/", f"Content-Length: {THROWN_AWAY + 1}")
        polite = _head("POST", "/", f"Content-Length: {LONGEST + 1}", "Expect: 100-continue")
        assert parsed(await exchange(port, huge)).status == 413
        assert parsed(await exchange(port, polite)).status == 413


async def test_chunks_are_counted_as_they_come():
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    inside = Inside()
    async with served(door(inside)) as port:
        start = _head("POST", "/api/v1/orders", "Transfer-Encoding: chunked")
        small = parsed(await exchange(port, start, chunk, b"0\r\n\r\n"))
        large = parsed(await exchange(port, start, *[chunk] * 17, b"0\r\n\r\n"))
        endless = parsed(await exchange(port, start, *[chunk] * 200))
    assert (small.status, small.json["body"]) == (200, 65_536)
    assert (large.status, endless.status) == (413, 413)
    assert inside.asked == 1


@pytest.mark.parametrize(
    "headers",
    [
        ["Content-Length: -1"],
        ["Content-Length: 1e3"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Content-Length: 99999999999999999999999999"],
    ],
)
async def test_a_length_that_is_none_is_refused(headers: list[str]):
    inside = Inside()
    async with served(door(inside)) as port:
        answer = parsed(await exchange(port, _head("POST", "/", *headers) + b"5\r\nhello\r\n0\r\n\r\n"))
    assert answer.status in (400, 413)
    assert inside.asked == 0


@pytest.mark.parametrize("lie", [b"zz\r\nhello\r\n", b"3\r\nhello\r\n0\r\n\r\n", b"fffffffffffffffff\r\n"])
async def test_chunks_that_lie_never_reach_the_shop(lie: bytes):
    inside = Inside()
    async with served(door(inside)) as port:
        raw = await exchange(port, _head("POST", "/", "Transfer-Encoding: chunked"), lie, pause_s=0.05)
    assert parsed(raw).status == 400
    assert inside.asked == 0


@pytest.mark.parametrize("headers", [["Content-Length: 1000"], ["Transfer-Encoding: chunked"]])
async def test_a_body_that_comes_drop_by_drop_has_a_limit_of_time_in_all(headers: list[str]):
    inside = Inside()
    drops = [b"1\r\nx\r\n"] * 40
    async with served(door(inside, body_within_s=0.3)) as port:
        answer = parsed(await exchange(port, _head("POST", "/api/v1/orders", *headers), *drops, pause_s=0.05))
    assert answer.status == 408
    assert answer.headers["content-type"] == "application/problem+json"
    assert inside.asked == 0


async def test_who_goes_away_in_the_middle_of_a_body_asks_nothing():
    inside = Inside()
    async with served(door(inside)) as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_head("POST", "/", "Content-Length: 100") + b"half")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert (await ask(port, "GET /")).status == 200
    assert inside.asked == 1


@pytest.mark.parametrize("body", [b"", b"some"])
async def test_an_answer_that_stays_open_hears_that_its_reader_left(body: bytes):
    inside = Inside()
    async with served(door(inside)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(_head("GET", "/api/stays", *([f"Content-Length: {len(body)}"] if body else [])) + body)
        await reader.readuntil(b"open")
        assert not inside.gone.is_set()
        writer.close()
        await asyncio.wait_for(inside.gone.wait(), 5)
