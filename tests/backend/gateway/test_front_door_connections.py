"""A connection that is slow, silent or deaf comes to an end, and a quick one beside it is served."""

import asyncio
import time
import zlib
from typing import Any

import pytest

from backend.gateway.guards.bodies import LONGEST
from backend.gateway.guards.connections import LONGEST_HEAD, BoundedHttp, BoundedWebSocket
from tests.backend.gateway.doors import Inside, ask, door, exchange, parsed, served

REQUEST = b"GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n"


class Hasty(BoundedHttp):
    """The same with little patience."""

    head_within_s = 0.3
    taken_within_s = 0.3


class HastyWebSocket(BoundedWebSocket):
    """The same with little patience."""

    taken_within_s = 0.3


class Endless:
    """Sends without end, by HTTP or by WebSocket, until it is told that nobody is there."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await receive()
            if scope["type"] == "websocket":
                await send({"type": "websocket.accept"})
                for _ in range(10_000):
                    await send({"type": "websocket.send", "bytes": bytes(100_000)})
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _ in range(10_000):
                await send({"type": "http.response.body", "body": bytes(100_000), "more_body": True})
                if scope["type"] == "http" and (await _next(receive)) == "http.disconnect":
                    return
        finally:
            self.ended.set()


async def _next(receive: Any) -> str:
    try:
        async with asyncio.timeout(0):
            return str((await receive())["type"])
    except TimeoutError:
        return ""


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [b"GET / HT"],
        [b"GET / HTTP/1.1\r\nHost: shop.test\r\n", *[b"X-A: b\r\n"] * 100],
        [REQUEST, *[b"\r\n"] * 100],
        [REQUEST, b"GET / HTTP/1.1\r\n", *[b"X"] * 100],
    ],
    ids=["silent", "half a line", "header by header", "empty lines", "second request"],
)
async def test_the_head_of_a_request_has_a_limit_of_time(pieces: list[bytes]):
    async with served(door(Inside()), http=Hasty) as port:
        began = time.monotonic()
        raw = await exchange(port, *pieces, pause_s=0.05)
        assert time.monotonic() - began < 2
    if pieces and pieces[0] == REQUEST:
        assert parsed(raw).status == 200
    elif pieces:
        assert parsed(raw).status == 408


async def test_what_was_slow_before_may_still_be_quick_enough():
    async with served(door(Inside()), http=Hasty) as port:
        raw = await exchange(
            port, b"GET / HTTP/1.1\r\n", b"Host: a\r\nConnection: close\r\n\r\n", pause_s=0.1
        )
    assert parsed(raw).status == 200


async def test_an_answer_that_stays_open_is_not_cut():
    async with served(door(Inside()), http=Hasty) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /api/stays HTTP/1.1\r\nHost: a\r\n\r\n")
        await reader.readuntil(b"open")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(), 0.8)
        writer.close()


@pytest.mark.parametrize(
    "pieces",
    [
        [b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * LONGEST_HEAD + b"\r\n\r\n"],
        [b"GET / HTTP/1.1\r\nHost: a\r\n", *[b"X: " + b"x" * 8_000 + b"\r\n"] * 20],
        [b"GET /" + b"x" * 3 * LONGEST_HEAD],
        [b"GET /" + b"x" * LONGEST_HEAD + b" HTTP/1.1\r\nHost: a\r\n\r\n"],
    ],
    ids=["one header", "many headers", "an address without end", "an address"],
)
async def test_the_head_of_a_request_has_a_limit_of_size(pieces: list[bytes]):
    inside = Inside()
    async with served(door(inside)) as port:
        assert parsed(await exchange(port, *pieces)).status in (400, 431)
    assert inside.asked == 0


async def test_requests_one_after_another_are_not_summed():
    async with served(door(Inside())) as port:
        header = b"X: " + b"x" * (LONGEST_HEAD - 1_000)
        once = b"GET / HTTP/1.1\r\nHost: a\r\n" + header + b"\r\n"
        raw = await exchange(port, once + b"\r\n", once + b"Connection: close\r\n\r\n", pause_s=0.05)
    assert raw.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("upgrade", [False, True])
async def test_who_takes_nothing_of_an_answer_is_cut_off(upgrade: bool):
    endless = Endless()
    lines = ["GET / HTTP/1.1", "Host: a"]
    if upgrade:
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    async with served(door(endless), http=Hasty, ws=HastyWebSocket) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_000)
        writer.write("\r\n".join([*lines, "", ""]).encode())
        await asyncio.wait_for(endless.ended.wait(), 5)
        assert (await ask(port, "POST /nothing", body=b"x" * (LONGEST + 1))).status == 413
        writer.close()
        del reader


class TestMessages:
    async def _send(self, *frames: bytes, packed: bool = False) -> bytes:
        handshake = (
            b"GET /_event HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        )
        if packed:
            handshake += b"Sec-WebSocket-Extensions: permessage-deflate\r\n"
        async with served(door(Inside())) as port:
            raw = await exchange(port, handshake + b"\r\n", *frames, pause_s=0.05)
        return raw.partition(b"\r\n\r\n")[2]

    def _frame(self, first: int, payload: bytes) -> bytes:
        # A mask of zeros leaves the payload as it is.
        return bytes([first, 0x80 | 127]) + len(payload).to_bytes(8, "big") + bytes(4) + payload

    async def test_over_a_mebibyte_close_the_socket(self):
        assert b"\x03\xf1" in await self._send(self._frame(0x81, b"x" * (LONGEST + 1)))  # 1009

    async def test_over_a_mebibyte_in_parts_too(self):
        parts = [self._frame(0x01, b"x" * 600_000), self._frame(0x80, b"x" * 600_000)]
        assert b"\x03\xf1" in await self._send(*parts)

    async def test_over_a_mebibyte_once_unpacked_too(self):
        packing = zlib.compressobj(9, zlib.DEFLATED, -12)
        packed = packing.compress(bytes(50_000_000)) + packing.flush(zlib.Z_SYNC_FLUSH)
        assert len(packed) < 100_000
        assert b"\x03\xf1" in await self._send(self._frame(0xC1, packed[:-4]), packed=True)

    async def test_a_mebibyte_arrives(self):
        assert b"1048576" in await self._send(self._frame(0x81, b"x" * LONGEST), b"\x88\x80\0\0\0\0")
