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
from storefront.components.hero import DOOR
from storefront.documents import home
from storefront.documents.home_pictures import IN_SIGHT
from storefront.edge import Edge
from storefront.front import front_now
from storefront.pages.home import LISTED, NEW
from storefront.wishes import Wish
from tests.storefront.documents.test_product import Read

SLOTS = "".join(f'<div data-slot="{name}"></div>' for name in [DOOR] * 3 + [NEW] * 4 + [LISTED] * 12)
BUILT = f"<html><head><title>Rivulet</title></head><body><p>The frame.</p>{SLOTS}</body></html>"


async def as_built(request: Request) -> Response:
    return HTMLResponse("as it was built")


@pytest.fixture
async def browser(
    stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
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


def pictures_in(text: str) -> dict[str, list[str | None]]:
    """By slot, those that are filled."""
    found: dict[str, list[str | None]] = {}
    slot = ""
    for tag, attrs in Read(text).tags:
        slot = attrs.get("data-slot") or slot
        if tag == "img":
            found.setdefault(slot, []).append(attrs["src"])
    return found


async def test_the_first_pictures_are_those_that_the_page_will_show(
    browser: httpx.AsyncClient, stocked: Shop
) -> None:
    front = await front_now()
    shown = pictures_in((await browser.get("/")).text)
    assert shown[DOOR] == [door.picture for door in front.doors]
    assert shown[NEW] == [card.picture for card in front.fresh]
    assert LISTED not in shown


async def test_of_a_list_they_are_its_first_ones_and_those_of_the_bare_page_are_not_loaded(
    browser: httpx.AsyncClient, stocked: Shop
) -> None:
    for asked, wish in (("/?category=Coats", Wish(category="Coats")), ("/?q=black", Wish("black"))):
        products = (await wish.page(1)).products
        shown = pictures_in((await browser.get(asked)).text)
        assert shown == {LISTED: [each.picture for each in products[:IN_SIGHT]]}


@pytest.mark.parametrize("asked", ["/?utm=x", "/?q=qqqzzz"])
async def test_where_no_list_will_be_there_are_none(browser: httpx.AsyncClient, asked: str) -> None:
    assert pictures_in((await browser.get(asked)).text) == {}


async def test_one_who_has_it_is_told_so(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/")
    again = await browser.get("/", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "rivulet_language" in answer.headers["set-cookie"]


async def test_with_the_stores_away_the_page_goes_out_as_it_was_built(
    browser: httpx.AsyncClient, stocked: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(stocked.products, "category_named", fail)
    assert (await browser.get("/?category=Coats")).text == "as it was built"


@pytest.mark.changes_products  # a shop whose front no other test has had read
async def test_pictures_are_left_out_where_the_index_does_not_answer(
    browser: httpx.AsyncClient, stocked: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(stocked.products, "find", fail)
    monkeypatch.setattr(stocked.products, "search", fail)
    for asked in ("/", "/?q=black"):
        answer = await browser.get(asked)
        assert "The frame." in answer.text
        assert pictures_in(answer.text) == {}


async def test_other_addresses_are_none_of_it(browser: httpx.AsyncClient) -> None:
    for path in ("/cart", "/orders", "/index"):
        assert (await browser.get(path)).text == "as it was built", path
