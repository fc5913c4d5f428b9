"""What every answer keeps the browser from doing, and that a request's own text never becomes a header."""

from pathlib import Path

import pytest

from backend.gateway.front_door import FrontDoor
from backend.gateway.guards.counting import Counting
from backend.gateway.guards.limits import Limits
from backend.gateway.guards.scripts import hashes_of, inline_scripts
from backend.settings import Settings
from backend.wiring import ShopNotOpenError
from tests.backend.gateway.doors import Answer, Inside, ask, door, exchange, parsed, served
from tests.conftest import Stores

PAGE_ONLY = ("x-frame-options", "cross-origin-opener-policy", "permissions-policy")


async def _page(*headers: str, inside: Inside | None = None, line: str = "GET /orders") -> Answer:
    async with served(door(inside or Inside(kind=b"text/html; charset=utf-8"))) as port:
        return await ask(port, line, *headers)


async def test_a_page_runs_only_our_own_scripts_and_stands_in_no_frame():
    answer = await _page("Host: shop.test:3000")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self' ws://shop.test:3000"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_page_that_the_browser_still_has_brings_its_rules_anew():
    inside = Inside(kind=b"", status=304)
    assert "script-src" in (await _page(inside=inside)).headers["content-security-policy"]
    picture = await _page(inside=inside, line="GET /favicon.svg")
    assert "content-security-policy" not in picture.headers


async def test_an_answer_for_programs_may_do_nothing_as_a_page():
    answer = await _page(inside=Inside(), line="GET /api/v1/products")
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in PAGE_ONLY if name in answer.headers]


async def test_what_an_app_has_said_itself_stays_and_stands_once():
    own = [(b"Content-Security-Policy", b"sandbox"), (b"X-Content-Type-Options", b"nosniff")]
    answer = await _page(inside=Inside(kind=b"image/svg+xml", headers=own), line="GET /pictures/1-a.svg")
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host",
    ["evil.test; script-src *", "evil.test, shop.test", "a b", "<script>", "x\xff", "shop.test:99999999", ""],
)
async def test_a_host_that_is_none_is_refused_and_repeated_nowhere(host: str):
    inside = Inside(kind=b"text/html")
    answer = await _page(f"Host: {host}", inside=inside)
    assert answer.status == 400
    assert "script-src" not in answer.headers.get("content-security-policy", "")
    assert inside.asked == 0


async def test_two_hosts_are_none():
    assert (await _page("Host: shop.test", "Host: evil.test")).status == 400


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
async def test_a_line_hidden_in_a_header_or_an_address_starts_no_other_one(end: str):
    hidden = f"{end}Set-Cookie: shop_sid=evil"
    async with served(door(Inside(kind=b"text/html"))) as port:
        for request in (
            "GET /?q=%0d%0aSet-Cookie:%20shop_sid=evil HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            f"GET / HTTP/1.1\r\nHost: a{hidden}\r\nConnection: close\r\n\r\n",
            f"GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://a{hidden}\r\nConnection: close\r\n\r\n",
            f"GET /{hidden} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        ):
            answer = parsed(await exchange(port, request.encode()))
            assert "set-cookie" not in answer.headers
            assert "evil" not in str(answer.headers)


def test_the_scripts_of_a_build_are_found_in_all_its_documents(tmp_path: Path):
    (tmp_path / "orders").mkdir()
    (tmp_path / "index.html").write_text(
        '<script>one("</p>&amp;")</script><script src="/a.js"></script><script type="module">two()</script>'
    )
    (tmp_path / "orders" / "index.html").write_text(
        "<SCRIPT id=x>three()\n</SCRIPT><p>one</p><script></script>"
    )
    found = inline_scripts(tmp_path)
    assert found == {'one("</p>&amp;")', "two()", "three()\n", ""}
    # The hash of RFC-shaped policies: base64 of SHA-256 over the script's exact text.
    assert "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" in hashes_of(found)


def test_without_a_build_there_are_none(tmp_path: Path):
    assert hashes_of(inline_scripts(tmp_path / "nowhere")) == ()


async def test_before_the_shop_is_open_and_after_whoever_asks_is_put_off():
    def closed() -> Limits:
        raise ShopNotOpenError

    door = FrontDoor(Inside(), Inside(), Settings(), owns=lambda _: True, limits=closed)
    async with served(door) as port:
        answer = await ask(port, "GET /api/v1/products")
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) >= 1


async def test_what_programs_are_answered_is_kept_by_nobody_unless_it_may_be():
    assert (await _page(line="GET /api/v1/cart")).headers["cache-control"] == "no-store"
    kept = Inside(headers=[(b"cache-control", b"public, max-age=60")])
    assert (await _page(inside=kept, line="GET /api/docs.css")).headers[
        "cache-control"
    ] == "public, max-age=60"
    assert "cache-control" not in (await _page(line="GET /orders")).headers


async def test_a_limit_that_a_route_tells_of_is_told_once(settings: Settings, stores: Stores):
    limits = Limits(settings, Counting(lambda: stores.redis.commands))
    narrower = Inside(status=429, headers=[(b"ratelimit-limit", b"10"), (b"ratelimit-remaining", b"0")])
    app = FrontDoor(narrower, narrower, settings, owns=lambda _: True, limits=lambda: limits)
    async with served(app) as port:
        raw = await exchange(
            port, b"GET /api/v1/cart HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n"
        )
    lines = raw.lower().partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line for line in lines if line.startswith(b"ratelimit-limit")] == [b"ratelimit-limit: 10"]
    assert [line for line in lines if line.startswith(b"ratelimit-remaining")] == [b"ratelimit-remaining: 0"]
