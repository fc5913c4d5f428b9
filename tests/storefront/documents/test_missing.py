"""An address of nothing asked for without scripts."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from backend.wiring import Shop
from storefront.documents import missing
from storefront.edge import Edge

FRAME = "<html><head></head><body><noscript><div></div></noscript><p>The frame.</p></body></html>"


async def none_built(request: Request) -> Response:
    return HTMLResponse("as it was built", 404)


async def data(request: Request) -> Response:
    return JSONResponse({}, 404)


async def there(request: Request) -> Response:
    return HTMLResponse("there")


@pytest.fixture
async def browser(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    built = tmp_path / "404.html"
    built.write_text(FRAME)
    monkeypatch.setattr(missing, "shared_document", lambda _: built)
    routes = [Route("/there", there), Route("/data", data), Route("/{rest:path}", none_built)]
    transport = httpx.ASGITransport(app=Edge(Starlette(routes=routes), {}))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as opened:
        yield opened


@pytest.mark.parametrize(
    ("language", "title", "way_on"),
    [("en", "No such page", "Show all products"), ("zh", "没有这个页面", "显示全部商品")],
)
async def test_says_so_in_its_language_and_leads_on(
    browser: httpx.AsyncClient, language: str, title: str, way_on: str
) -> None:
    answer = await browser.get("/nonsense", headers={"accept-language": language})
    assert answer.status_code == 404
    assert f'<title data-of="none">{title} · Rivulet</title></head>' in answer.text
    said = answer.text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert f">{title}</h1>" in said
    assert f">{way_on}</a>" in said


async def test_is_a_page_like_any_other(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/nonsense")
    assert "rivulet_language" in answer.headers["set-cookie"]
    assert answer.headers["content-language"] == "en"


async def test_what_is_there_or_is_no_page_stays_as_it_is(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/there")).text == "there"
    assert (await browser.get("/data")).json() == {}


async def test_without_a_build_the_answer_is_what_it_was(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing, "shared_document", lambda _: None)
    assert (await browser.get("/nonsense")).text == "as it was built"
