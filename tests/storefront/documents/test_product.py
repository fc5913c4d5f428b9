"""A product's address asked for without scripts: its status, and what its document says of it."""

import gzip
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.products.schemas import ProductView, SizeView
from backend.wiring import Shop
from storefront.components.picture_zoom import PICTURE
from storefront.components.product_skeleton import BRAND, NAME, SHOWN
from storefront.documents import product as product_document
from storefront.documents.heads import SUMMARY, head_of
from storefront.documents.product import slots_of
from storefront.documents.without_scripts import product_in_words
from storefront.edge import Edge
from storefront.whole import whole
from tests.conftest import Stores

BUILT = (
    "<!DOCTYPE html><html><head><script>1</script></head><body>"
    '<noscript><div class="c"><p>It needs scripts.</p></div></noscript><p>The frame.</p></body></html>'
)
ANY = BUILT.replace("The frame.", 'The page.</p><div data-slot="picture"></div><p data-slot="name"></p><p>')
HOSTILE = "</script></title><script>alert(1)</script><!--\"'&amp; \u2028 ]]>"
SHIRT = ProductView(
    product_id=7,
    name="Linen Shirt",
    brand="Oakenfeld",
    variant="Linen",
    price=4_000,
    list_price=5_000,
    currency="USD",
    picture="/pictures/7-00000000.svg",
    article_type="Shirts",
    category="Topwear",
    colour="White",
    gender="Men",
    rating=4.56,
    rating_count=12,
    description="<p>Long &amp; <em>light</em>.</p><p>Washes well.</p>",
)


async def elsewhere(request: Request) -> Response:
    return PlainTextResponse("elsewhere", 404)


@pytest.fixture
async def browser(
    stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """Asks a shop whose only documents are `ANY` and `BUILT`."""
    built, built_of_any = tmp_path / "404.html", tmp_path / "index.html"
    built.write_text(BUILT)
    built_of_any.write_text(ANY)
    monkeypatch.setattr(product_document, "shared_document", lambda _: built)
    monkeypatch.setattr(product_document, "any_products_document", lambda _: built_of_any)
    app = Edge(Starlette(routes=[Route("/{rest:path}", elsewhere)]), {})
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as opened:
        yield opened


class Read(HTMLParser):
    """What a program takes from a document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    @property
    def data(self) -> list[dict[str, Any]]:
        """Of schema.org."""
        found: list[dict[str, Any]] = orjson.loads(self.texts["script"][-1])
        return found

    def meta(self, name: str) -> str | None:
        """What one says of itself."""
        return next(
            attrs["content"]
            for tag, attrs in self.tags
            if tag == "meta" and name in (attrs.get("name"), attrs.get("property"))
        )

    @property
    def canonical(self) -> str | None:
        """The address to keep."""
        return next(attrs["href"] for _, attrs in self.tags if attrs.get("rel") == "canonical")


async def first(shop: Shop) -> ProductView:
    return (await shop.products.search()).products[0]


class TestTheAnswer:
    async def test_a_product_is_there_under_any_name_and_says_which_one_to_keep(
        self, browser: httpx.AsyncClient, stocked: Shop
    ) -> None:
        product = await first(stocked)
        kept = set()
        for end in ("", "-", "-another-name", "-a.html", "/"):
            answer = await browser.get(f"/product/{product.product_id}{end}")
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "text/html; charset=utf-8"
            assert "The page." in answer.text
            kept.add(Read(answer.text).canonical)
        assert len(kept) == 1
        assert str(kept.pop()).startswith(f"http://shop.test/product/{product.product_id}-")

    @pytest.mark.parametrize("end", ["999999", "0", "any", "x", "1x", "-1", "9" * 40, "%3Cscript%3E", "1%00"])
    async def test_what_the_shop_does_not_have_is_a_404_with_the_frame(
        self, browser: httpx.AsyncClient, end: str
    ) -> None:
        for answer in (await browser.get(f"/product/{end}"), await browser.head(f"/product/{end}")):
            assert answer.status_code == 404
        answer = await browser.get(f"/product/{end}")
        assert "The frame." in answer.text
        assert Read(answer.text).texts["title"] == ["No such product · Rivulet"]
        assert "ld+json" not in answer.text

    @pytest.mark.changes_products
    async def test_a_withdrawn_product_is_a_404(
        self, browser: httpx.AsyncClient, stocked: Shop, stores: Stores
    ) -> None:
        product = await first(stocked)
        await stores.database["products"].update_many({}, {"$set": {"statusCode": 0}})
        assert (await browser.get(f"/product/{product.product_id}")).status_code == 404

    @pytest.mark.parametrize(
        "path", ["/product", "/product/", "/product/1/2", "/product/1-a/b", "/products/1"]
    )
    async def test_other_addresses_are_none_of_it(self, browser: httpx.AsyncClient, path: str) -> None:
        assert (await browser.get(path)).text == "elsewhere"

    async def test_with_the_stores_away_the_page_goes_out_as_it_was_built(
        self, browser: httpx.AsyncClient, stocked: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object) -> None:
            raise ConnectionError("gone")

        monkeypatch.setattr(stocked.products, "get", fail)
        assert (await browser.get("/product/1")).text == "elsewhere"

    async def test_it_is_asked_for_each_time_and_sent_when_it_changed(
        self, browser: httpx.AsyncClient, stocked: Shop
    ) -> None:
        address = f"/product/{(await first(stocked)).product_id}"
        answer = await browser.get(address)
        assert answer.headers["cache-control"] == "private, no-cache"
        again = await browser.get(address, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = await browser.get(address, headers={"if-none-match": '"another"'})
        assert other.status_code == 200

    async def test_it_is_packed_for_who_takes_that(self, browser: httpx.AsyncClient, stocked: Shop) -> None:
        address = f"/product/{(await first(stocked)).product_id}"
        packed = await browser.get(address, headers={"accept-encoding": "br, gzip"})
        plain = await browser.get(address, headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.text == plain.text
        assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))
        assert packed.headers["etag"] != plain.headers["etag"]
        assert "Accept-Encoding" in plain.headers["vary"]


class TestBeforeScripts:
    async def test_its_picture_and_its_name_are_in_the_document(
        self, browser: httpx.AsyncClient, stocked: Shop
    ) -> None:
        product = await first(stocked)
        read = Read((await browser.get(f"/product/{product.product_id}")).text)
        pictures = [attrs for tag, attrs in read.tags if tag == "img"]
        assert [each["src"] for each in pictures] == [product.picture]
        assert pictures[0]["fetchpriority"] == "high"
        assert "preload" not in [attrs.get("rel") for _, attrs in read.tags]
        assert product.name in read.texts["p"]

    def test_a_photograph_is_asked_for_in_the_size_that_its_page_shows(self) -> None:
        (photograph,) = slots_of(SHIRT.model_copy(update={"picture_set": "/a.jpg 400w, /b.jpg 800w"}))[SHOWN]
        ((_, attrs),) = Read(photograph).tags
        assert (attrs["srcset"], attrs["sizes"]) == ("/a.jpg 400w, /b.jpg 800w", PICTURE["sizes"])
        ((_, drawn),) = Read(slots_of(SHIRT)[SHOWN][0]).tags
        assert "srcset" not in drawn

    def test_no_text_of_a_product_leaves_its_place(self) -> None:
        hostile = SHIRT.model_copy(
            update={"name": HOSTILE, "brand": HOSTILE, "picture": HOSTILE, "picture_set": f'"{HOSTILE}'}
        )
        contents = slots_of(hostile)
        assert [tag for tag, _ in Read("".join(contents[SHOWN])).tags] == ["img"]
        assert Read(f"<p>{contents[NAME][0]}{contents[BRAND][0]}</p>").texts == {"p": [HOSTILE * 2]}


class TestWithoutScripts:
    async def test_the_document_says_what_it_is_of(self, browser: httpx.AsyncClient, stocked: Shop) -> None:
        product = await stocked.products.get((await first(stocked)).product_id)
        assert product
        text = (await browser.get(f"/product/{product.product_id}")).text
        said = text.partition("<noscript>")[2].partition("</noscript>")[0]
        assert said.startswith(f'<div class="c">{product_in_words(product)}')
        assert said.endswith("<p>It needs scripts.</p></div>")

    async def test_of_none_it_says_so_and_leads_on(self, browser: httpx.AsyncClient) -> None:
        read = Read((await browser.get("/product/999999", headers={"cookie": "rivulet_language=zh"})).text)
        assert read.texts["h1"] == ["没有这件商品"]
        assert read.texts["a"] == ["显示全部商品"]
        assert ("a", "/") in [(tag, attrs.get("href")) for tag, attrs in read.tags]

    def test_it_is_name_price_and_description(self) -> None:
        read = Read(product_in_words(SHIRT))
        assert read.texts["h1"] == ["Linen Shirt"]
        assert read.texts["p"][:2] == ["$40.00", "Long & light. Washes well."]

    def test_no_text_of_a_product_leaves_its_place(self) -> None:
        hostile = SHIRT.model_copy(
            update={"name": HOSTILE, "description": f"</noscript>{HOSTILE}", "currency": HOSTILE}
        )
        plain, read = Read(product_in_words(SHIRT)), Read(product_in_words(hostile))
        assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
        assert read.texts["h1"] == [HOSTILE]


class TestTheHead:
    def test_it_says_what_the_page_shows(self) -> None:
        read = Read(head_of(SHIRT, "http://shop.test"))
        assert read.texts["title"] == ["Linen Shirt · Rivulet"]
        assert read.meta("description") == read.meta("og:description") == "Long & light. Washes well."
        assert read.canonical == read.meta("og:url") == "http://shop.test/product/7-linen-shirt"
        assert read.meta("og:image") == "http://shop.test/pictures/7-00000000.svg"
        product, way = read.data
        assert product["@type"] == "Product"
        assert product["offers"]["price"] == "40.00"
        assert product["offers"]["priceCurrency"] == "USD"
        assert product["offers"]["availability"] == "https://schema.org/InStock"
        assert product["aggregateRating"]["ratingValue"] == "4.6"
        assert product["aggregateRating"]["ratingCount"] == 12
        assert [step["name"] for step in way["itemListElement"]] == ["Rivulet", "Shirts", "Linen Shirt"]
        assert way["itemListElement"][1]["item"] == "http://shop.test/?category=Shirts"

    def test_what_is_not_known_is_not_said(self) -> None:
        bare = SHIRT.model_copy(
            update={"rating_count": 0, "description": "", "article_type": "", "colour": "", "in_stock": False}
        )
        read = Read(head_of(bare, "http://shop.test"))
        product, way = read.data
        assert not {"aggregateRating", "description", "category", "color"} & product.keys()
        assert product["offers"]["availability"] == "https://schema.org/OutOfStock"
        assert len(way["itemListElement"]) == 2
        assert read.meta("description") == "Linen Shirt, $40.00. Delivery is included."

    def test_a_long_description_ends_at_a_word(self) -> None:
        long = SHIRT.model_copy(update={"description": f"<p>{'Word, ' * 100}</p>"})
        said = Read(head_of(long, "")).meta("description") or ""
        assert len(said) <= SUMMARY + 1
        assert said.endswith("Word…")

    def test_no_text_of_a_product_leaves_its_place(self) -> None:
        texts = ("name", "brand", "colour", "article_type", "picture", "currency")
        hostile = SHIRT.model_copy(
            update=dict.fromkeys(texts, HOSTILE) | {"description": f"<p>{HOSTILE}</p>"}
        )
        plain, read = Read(head_of(SHIRT, "")), Read(head_of(hostile, ""))
        assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
        assert [attrs.keys() for _, attrs in read.tags] == [attrs.keys() for _, attrs in plain.tags]
        assert read.texts["title"] == [f"{HOSTILE} · Rivulet"]
        assert read.meta("og:title") == HOSTILE
        assert read.data[0]["name"] == HOSTILE

    def test_it_is_of_all_sizes_together(self) -> None:
        sizes = tuple(
            SizeView(product_id=number, size=size, in_stock=number == 8, stock_left=3 if number == 8 else 0)
            for number, size in ((6, "S"), (7, "M"), (8, "L"))
        )
        of_size = {"product_id": 6, "own_id": 7, "size": "S", "sizes": sizes, "in_stock": False}
        small = SHIRT.model_copy(update=of_size)
        shown = whole(small)
        assert (shown.product_id, shown.in_stock, shown.stock_left) == (7, True, 3)
        read = Read(head_of(small, ""))
        assert {attrs["data-of"] for tag, attrs in read.tags if tag != "title"} == {"/product/6"}
        assert read.canonical == "/product/7-linen-shirt"
        assert read.data[0]["offers"]["availability"] == "https://schema.org/InStock"
