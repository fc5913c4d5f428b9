"""The front door of a real shop, from outside: whatever is sent, and to whichever part of it."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest

from backend.gateway.guards.bodies import LONGEST
from tests.backend.gateway.doors import ask, exchange, parsed
from tests.e2e.shops import open_shop_with
from tests.running_shop import RunningShop

EVIL = "Origin: http://evil.test"
SECURE = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
ROUTES = (
    "/",
    "/orders",
    "/account/sign-in",
    "/api/v1/orders",
    "/products/getProductsByFilter",
    "/orders/createOrder",
    "/pictures/1-00000000.svg",
    "/_event",
    "/ping",
    "/no/such/route",
)


@pytest.fixture(scope="module")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop behind one proxy that allows little."""
    limits = {
        "RIVULET_RATE_LIMIT_IP_ORDERS": "3",
        "RIVULET_RATE_LIMIT_IP_SIGN_INS": "3",
        "RIVULET_RATE_LIMIT_IP_SESSIONS": "4",
    }
    async with open_shop_with(tmp_path_factory, RIVULET_TRUSTED_PROXY_HOPS="1", **limits) as shop:
        yield shop


async def test_no_part_takes_a_body_without_end(running_shop: RunningShop):
    for route in ROUTES:
        answer = await ask(running_shop.port, f"POST {route}", body=b"x" * (LONGEST + 1))
        assert answer.status == 413, route


async def test_no_part_acts_for_another_sites_page(running_shop: RunningShop):
    async with httpx.AsyncClient(base_url=running_shop.url) as browser:
        cookie = (await browser.get("/")).headers["set-cookie"].partition(";")[0]
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        for route in ROUTES:
            headers = (EVIL, f"Cookie: {cookie}", f"Content-Type: {kind}")
            answer = await ask(running_shop.port, f"POST {route}", *headers, body=b"{}")
            assert answer.status == 403, route


async def test_every_answer_has_its_rules(running_shop: RunningShop):
    for route in ROUTES:
        answer = await ask(running_shop.port, f"GET {route}", "Accept: text/html")
        assert answer.headers["x-content-type-options"] == "nosniff", route
        assert answer.headers["referrer-policy"] == "same-origin", route
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers
        if answer.headers.get("content-type", "").startswith("text/html"):
            scripts = answer.headers["content-security-policy"].partition("script-src ")[2].partition(";")[0]
            assert scripts.count("'sha256-") > 3
            assert "unsafe" not in scripts


async def test_only_our_own_page_opens_the_socket(running_shop: RunningShop):
    place = urlsplit(running_shop.url).netloc
    for origin, status in ((f"http://{place}", 101), ("http://evil.test", 403), ("null", 403)):
        lines = (
            "GET /_event/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {place}",
            f"Origin: {origin}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "",
        )
        close = b"\x88\x80\x00\x00\x00\x00"
        raw = await exchange(running_shop.port, "\r\n".join(lines).encode(), close, pause_s=0.1)
        assert parsed(raw).status == status, origin


async def test_a_request_that_never_becomes_whole_is_cut_off_and_holds_up_nobody(running_shop: RunningShop):
    began = asyncio.get_running_loop().time()
    reader, writer = await asyncio.open_connection("127.0.0.1", running_shop.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: shop.test\r\n")
    assert (await ask(running_shop.port, "GET /healthz")).status == 200
    async with asyncio.timeout(15):
        assert (await reader.read()).startswith(b"HTTP/1.1 408")
    assert asyncio.get_running_loop().time() - began > 8
    writer.close()


async def test_behind_tls_everything_asks_to_stay_there(guarded: RunningShop):
    async with httpx.AsyncClient(base_url=guarded.url, headers=SECURE) as browser:
        page = await browser.get("/")
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "; Secure" in page.headers["set-cookie"]


async def test_each_address_that_the_proxy_names_has_limits_of_its_own(guarded: RunningShop):
    async def tried(address: str) -> list[int]:
        headers = {"X-Forwarded-For": f"198.51.100.77, {address}"}
        form = {"email": "nobody@shop.example", "password": "not a password"}
        async with httpx.AsyncClient(base_url=guarded.url, headers=headers) as program:
            answers = [await program.post("/account/sign-in", data=form) for _ in range(4)]
        return [answer.status_code for answer in answers]

    assert await tried("203.0.113.21") == [303, 303, 303, 429]
    assert await tried("203.0.113.22") == [303, 303, 303, 429]


async def test_orders_and_strangers_have_limits_by_each_interface(guarded: RunningShop):
    async def first_refused(method: str, path: str, address: str) -> tuple[int, httpx.Response]:
        headers = {"X-Forwarded-For": address}
        async with httpx.AsyncClient(base_url=guarded.url, headers=headers) as program:
            for count in range(10):
                answer = await program.request(method, path, json={} if method == "POST" else None)
                program.cookies.clear()
                if answer.status_code == 429:
                    return count, answer
        raise AssertionError("nothing was refused")

    count, refused = await first_refused("POST", "/orders/createOrder", "203.0.113.31")
    assert (count, refused.json()["error"]["name"]) == (3, "TooManyRequestsError")
    count, refused = await first_refused("POST", "/api/v1/orders", "203.0.113.32")
    assert (count, refused.headers["content-type"]) == (3, "application/problem+json")
    for number, path in enumerate(("/", "/orders", "/orderHistory/viewOrderHistory")):
        count, refused = await first_refused("GET", path, f"203.0.113.{40 + number}")
        assert count == 4
        assert int(refused.headers["retry-after"]) >= 1
