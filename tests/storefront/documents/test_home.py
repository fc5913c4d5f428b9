"""The home page's addresses asked for without scripts: what each says of itself."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from backend.wiring import Shop
from storefront.documents import home
from storefront.edge import Edge
from tests.storefront.documents.test_product import Read

BUILT = "<html><head><title>Rivulet</title></head><body><p>The frame.</p></body></html>"


async def as_built(request: Request) -> Response:
    return HTMLResponse("as it was built")


@pytest.fixture
async def browser(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    await shop.products.generate(60, seed=2026)
    built = tmp_path / "index.html"
    built.write_text(BUILT)
    monkeypatch.setattr(home, "home_document", lambda _: built)
    transport = httpx.ASGITransport(app=Edge(Starlette(routes=[Route("/{rest:path}", as_built)]), {}))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "title", "kept"),
    [
        ("/", "Rivulet", "/"),
        ("/?sort=price_asc&utm=x", "Rivulet", "/"),
        ("/?category=Coats", "Coats · Rivulet", "/?category=Coats"),
        ("/?category=coats%27&sort=newest&page=3", "Coats · Rivulet", "/?category=Coats"),
        ("/?category=footwear", "Footwear · Rivulet", "/?category=Footwear"),
        ("/?show=sale", "On sale · Rivulet", "/?show=sale"),
        ("/?category=T-Shirts&show=sale", "T-Shirts · Rivulet", "/?category=T-Shirts&show=sale"),
    ],
)
async def test_a_list_says_what_it_is_and_which_address_to_keep(
    browser: httpx.AsyncClient, asked: str, title: str, kept: str
) -> None:
    answer = await browser.get(asked)
    read = Read(answer.text)
    assert read.texts["title"] == [title]
    assert read.meta("og:title") == title
    assert read.canonical == read.meta("og:url") == f"http://shop.test{kept}"
    assert read.meta("description") == read.meta("og:description")
    assert "Delivery is included" in str(read.meta("description"))
    assert "noindex" not in answer.text
    assert "The frame." in answer.text


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("/?q=black", "“black” · Rivulet"),
        ("/?q=%3C/title%3E%3Cscript%3E&category=Coats", "“</title><script>” in Coats · Rivulet"),
        ("/?category=zzz", "Not in the shop · Rivulet"),
    ],
)
async def test_what_one_shopper_asked_for_is_not_listed(
    browser: httpx.AsyncClient, asked: str, title: str
) -> None:
    answer = await browser.get(asked)
    read = Read(answer.text)
    assert read.texts["title"] == [title]
    assert read.meta("robots") == "noindex"
    assert "canonical" not in answer.text
    assert "<script>" not in answer.text


async def test_it_is_about_its_very_address(browser: httpx.AsyncClient) -> None:
    for asked in ("/", "/?category=Coats&sort=newest", "/?q=%22%3E%3Cb%3E"):
        of = [
            attrs["data-of"] for _, attrs in Read((await browser.get(asked)).text).tags if "data-of" in attrs
        ]
        assert set(of) == {asked}


async def test_it_is_in_the_language_that_is_asked_for(browser: httpx.AsyncClient) -> None:
    read = Read((await browser.get("/?category=Coats", headers={"accept-language": "zh"})).text)
    assert read.texts["title"] == ["大衣 · Rivulet"]
    assert str(read.meta("description")).startswith("大衣\uff1a")
    assert read.canonical == "http://shop.test/?category=Coats"


async def test_one_who_has_it_is_told_so(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/")
    again = await browser.get("/", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "rivulet_language" in answer.headers["set-cookie"]


async def test_with_the_stores_away_the_page_goes_out_as_it_was_built(
    browser: httpx.AsyncClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(shop.products, "category_named", fail)
    assert (await browser.get("/?category=Coats")).text == "as it was built"


async def test_other_addresses_are_none_of_it(browser: httpx.AsyncClient) -> None:
    for path in ("/cart", "/orders", "/index"):
        assert (await browser.get(path)).text == "as it was built", path
