"""Pictures come under addresses that change with them, safely, and only those that are ours."""

import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from starlette.applications import Starlette

from backend.gateway import pictures
from backend.wiring import Shop

FILES = Path(__file__).parents[1] / "products" / "files"


@pytest.fixture
async def browser(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the picture routes alone, with our own test products in the shop."""
    await shop.products.import_directory(FILES)
    transport = httpx.ASGITransport(Starlette(routes=pictures.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield client


async def _address(shop: Shop, product_id: int) -> str:
    product = await shop.products.get(product_id)
    assert product
    return product.picture


async def test_drawn_picture_is_kept_for_ever_and_can_do_nothing(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    answer = await browser.get(await _address(shop, 910002))
    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.text).tag.endswith("svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("accepted", ["identity", "br, gzip;q=0", "gzip; q=0.0, deflate"])
async def test_browser_that_takes_no_gzip_gets_the_same_picture(
    browser: httpx.AsyncClient, shop: Shop, accepted: str
) -> None:
    address = await _address(shop, 910002)
    plain = await browser.get(address, headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in plain.headers
    assert plain.text == (await browser.get(address)).text


async def test_a_picture_that_the_browser_has_is_not_sent_again(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    for product_id in (910001, 910002):
        address = await _address(shop, product_id)
        first = await browser.get(address)
        again = await browser.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_photograph_is_sent_as_what_it_is(browser: httpx.AsyncClient, shop: Shop) -> None:
    product = await shop.products.get(910001)
    assert product
    addresses = [size.split()[0] for size in product.picture_set.split(", ")]
    assert addresses[-1] == product.picture
    for address in addresses:
        answer = await browser.get(address)
        assert answer.content.startswith(b"RIFF")
        assert answer.headers["content-type"] == "image/webp"
        assert "content-encoding" not in answer.headers
        assert "immutable" in answer.headers["cache-control"]


async def test_photograph_of_an_older_home_is_sent_too(browser: httpx.AsyncClient, shop: Shop) -> None:
    (shop.settings.home / "pictures" / "5-0a1b2c3d.jpg").write_bytes(b"\xff\xd8\xff...")
    answer = await browser.get("/pictures/5-0a1b2c3d.jpg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")


async def test_file_that_is_no_photograph_is_never_sent(browser: httpx.AsyncClient, shop: Shop) -> None:
    fake = shop.settings.home / "pictures" / "5-00000000.jpg"
    fake.write_text("<html>")
    assert (await browser.get(f"/pictures/{fake.name}")).status_code == 404


async def test_a_kind_that_nobody_has_drawn_is_a_parcel(browser: httpx.AsyncClient, shop: Shop) -> None:
    answer = await browser.get(await _address(shop, 910003))
    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.text).tag.endswith("svg")


async def test_outdated_address_shows_todays_picture_for_a_while(
    browser: httpx.AsyncClient, shop: Shop
) -> None:
    answer = await browser.get("/pictures/910002-00000000.svg")
    assert answer.text == (await browser.get(await _address(shop, 910002))).text
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        "1-00000000.svg",
        "1-00000000.jpg",
        "910001.jpg",
        "910001-00000000-400.webp",
        "910001-00000000-.webp",
        "910001-00000000-4000.webp",
        "910002-00000000-400.svg",
        "910001-00000000-400.webp.part",
        "910001-00000000-\u0664\u0660\u0660.webp",
        "910002-00000000.html",
        "..%2f..%2fsecret",
        "%2e%2e%2fsecret",
        "..%2f910001-00000000.jpg",
        "910002-0000000g.svg",
        "-00000000.svg",
        "%00",
        "9" * 400 + "-00000000.svg",
        "\u0661-00000000.svg",
    ],
)
async def test_anything_else_is_not_found(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/pictures/{name}")).status_code == 404


def test_drawn_pictures_in_memory_are_bounded() -> None:
    recent = pictures._Recent(100)
    for number in range(50):
        recent.keep(str(number), pictures._Drawn("image/svg+xml", b"x" * 20, b"y" * 10))
    assert len(recent._pictures) == 3
    assert recent.get("49")
    assert recent.get("0") is None


@pytest.mark.parametrize(
    ("origins", "shown_in"), [((), "same-origin"), (("https://partner.example",), "cross-origin")]
)
async def test_only_pages_of_configured_origins_show_pictures_too(
    shop: Shop,
    browser: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    origins: tuple[str, ...],
    shown_in: str,
) -> None:
    wanted = shop.settings.model_copy(update={"cors_origins": origins})
    monkeypatch.setattr(pictures, "shop", lambda: dataclasses.replace(shop, settings=wanted))
    for product_id in (910001, 910002):
        answer = await browser.get(await _address(shop, product_id))
        assert answer.headers["cross-origin-resource-policy"] == shown_in
