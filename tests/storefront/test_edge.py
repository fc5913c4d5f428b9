"""What pages pass on their way out."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from backend.gateway.callers import COOKIE
from backend.wiring import Shop
from storefront import edge
from storefront.documents import home
from storefront.edge import Edge
from tests.storefront.conftest import HOME_DESK

DAY_S = 24 * 3600


async def page(request: Request) -> Response:
    return HTMLResponse(f"<p>{request.url.path}</p>")


async def unchanged(request: Request) -> Response:
    return Response(status_code=304)


async def greeting(request: Request) -> Response:
    return HTMLResponse("<p>你好</p>")


async def script(request: Request) -> Response:
    return PlainTextResponse("1", media_type="text/javascript")


async def icon(request: Request) -> Response:
    return Response("<svg/>", media_type="image/svg+xml")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Edge:
    monkeypatch.setattr(edge, "documents", lambda: frozenset({"/orders"}))
    monkeypatch.setattr(home, "home_document", lambda _: None)  # whatever this checkout has built
    routes: list[Any] = [
        Route("/", page),
        Route("/orders/", page),
        Route("/same", unchanged),
        Route("/assets/a-1.js", script),
        Route("/favicon.svg", icon),
    ]
    return Edge(Starlette(routes=routes), {"zh": Starlette(routes=[Route("/", greeting)])})


@pytest.fixture
async def browser(app: Edge, shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with cookies of its own."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test:3000") as opened:
        yield opened


async def sessions_in(shop: Shop) -> int:
    return await shop.sessions.repository.collection.count_documents({})


async def test_a_first_page_brings_a_session_that_scripts_cannot_read(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    said = (await browser.get("/")).headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert f"Max-Age={shop.settings.session_days * DAY_S}" in said
    assert "Secure" not in said
    session = await shop.sessions.find(browser.cookies[COOKIE])
    assert session
    assert not session.signed_in


async def test_a_shopper_keeps_the_session_and_the_browser_keeps_it_for_longer(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    await browser.get("/")
    first = browser.cookies[COOKIE]
    for path in ("/", "/same"):
        assert f"{COOKIE}={first};" in (await browser.get(path)).headers["set-cookie"]
    assert await sessions_in(shop) == 1


async def test_a_page_from_the_browsers_own_copy_brings_a_session_too(browser: httpx.AsyncClient) -> None:
    assert COOKIE in (await browser.get("/same")).headers["set-cookie"]


async def test_what_is_no_session_is_replaced_by_a_guests(browser: httpx.AsyncClient, shop: Shop) -> None:
    token, session = await shop.sessions.begin(HOME_DESK)
    await shop.sessions.end(token)
    for claimed in (token, "SES_" + "a" * 43, "USR_01M86AW1DXVT6T01ZQTETXVTTM.aaaa.bbbb"):
        answer = await browser.get("/", headers={"cookie": f'odd={{"a":1}}; {COOKIE}={claimed}'})
        given = answer.cookies[COOKIE]
        assert given != claimed
        found = await shop.sessions.find(given)
        assert found
        assert found.user != session.user


async def test_whoever_asks_for_no_page_is_given_no_session(browser: httpx.AsyncClient, shop: Shop) -> None:
    for answer in (await browser.head("/"), await browser.get("/assets/a-1.js"), await browser.post("/")):
        assert "set-cookie" not in answer.headers
    assert await sessions_in(shop) == 0


async def test_over_tls_the_session_is_sent_over_tls_alone(app: Edge, shop: Shop) -> None:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://shop.test") as browser:
        assert "; Secure" in (await browser.get("/")).headers["set-cookie"]


async def test_without_its_stores_the_shop_still_answers(
    browser: httpx.AsyncClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(shop.sessions, "begin", fail)
    answer = await browser.get("/")
    assert answer.status_code == 200
    assert COOKIE not in answer.headers["set-cookie"]


async def test_scripts_are_kept_for_ever_and_pages_asked_for_each_time(browser: httpx.AsyncClient) -> None:
    assert "immutable" in (await browser.get("/assets/a-1.js")).headers["cache-control"]
    assert (await browser.get("/")).headers["cache-control"] == "private, no-cache"


async def test_a_page_is_answered_at_its_address_without_a_detour(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/orders")
    assert (answer.status_code, answer.text) == (200, "<p>/orders/</p>")


async def test_too_many_strangers_from_one_address_are_turned_away_and_shoppers_are_not(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    await browser.get("/")
    let_in, limit = 1, shop.settings.rate_limit_ip_sessions
    # Of those that came in long ago, on a slow machine, the limit knows no more.
    for _ in range(3 * limit):
        answer = await browser.get("/", headers={"cookie": "", "accept": "text/html"})
        if answer.status_code != 200:
            break
        let_in += 1
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert "<h1>" in answer.text
    assert let_in >= limit
    assert await sessions_in(shop) == let_in
    assert (await browser.get("/")).status_code == 200


async def test_the_icon_is_there_under_the_name_that_browsers_try(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["cache-control"] == "public, max-age=86400"


class TestLanguages:
    async def test_a_page_is_in_the_language_that_the_browser_asks_for(self, browser: httpx.AsyncClient):
        answer = await browser.get("/", headers={"accept-language": "zh-CN,en;q=0.5"})
        assert (answer.text, answer.headers["content-language"]) == ("<p>你好</p>", "zh-CN")
        assert {"Cookie", "Accept-Language"} <= {each.strip() for each in answer.headers["vary"].split(",")}

    async def test_its_socket_will_be_in_that_language_too(self, browser: httpx.AsyncClient):
        await browser.get("/", headers={"accept-language": "zh-CN"})
        assert browser.cookies["rivulet_language"] == "zh"
        assert (await browser.get("/")).text == "<p>你好</p>"

    async def test_files_are_the_same_in_every_language(self, browser: httpx.AsyncClient):
        answer = await browser.get("/assets/a-1.js", headers={"accept-language": "zh-CN"})
        assert answer.status_code == 200
        assert "content-language" not in answer.headers

    async def test_whoever_asks_for_no_language_of_ours_gets_english(self, browser: httpx.AsyncClient):
        answer = await browser.get("/", headers={"accept-language": "de"})
        assert (answer.text, answer.headers["content-language"]) == ("<p>/</p>", "en")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/Orders", "/orders"),
        ("//orders", "/orders"),
        ("/ORDERS//01KA?to=%2F%2Fa", "/orders/01KA?to=%2F%2Fa"),
        ("//", "/"),
        ("///?q=a", "/?q=a"),
        ("/Orders/%0d%0aa:%20b", "/orders/%0D%0Aa%3A%20b"),
    ],
)
async def test_another_spelling_of_a_pages_address_leads_to_it(
    browser: httpx.AsyncClient, asked: str, meant: str
) -> None:
    answer = await browser.get(f"http://shop.test:3000{asked}")
    assert (answer.status_code, answer.headers.get("location")) == (308, meant)


@pytest.mark.parametrize(
    "path", ["/orders", "/orders/", "/nonsense", "/Nonsense", "//evil.test", "//evil.test/orders"]
)
async def test_what_is_spelt_well_or_means_nothing_leads_nowhere_else(
    browser: httpx.AsyncClient, path: str
) -> None:
    answer = await browser.get(f"http://shop.test:3000{path}")
    assert "location" not in answer.headers
