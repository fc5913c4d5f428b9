"""Sizes: each is sold and stocked under an id of its own, and the product shows them all."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from backend.orders.stock import Stock
from backend.products.generator import generate
from backend.products.models import ProductRecord, Size
from backend.products.schemas import ProductView, SizeView
from backend.products.service import ProductService, build_products
from backend.products.views import to_index
from tests.conftest import Stores

SHIRT, SCARF = 10, 20
SMALL, MIDDLE, LARGE = 1001, SHIRT, 1003
PIECES = {SMALL: 9, MIDDLE: 9, LARGE: 9}

Put = Callable[..., Awaitable[None]]


def shirt(pieces: dict[int, int], **fields: Any) -> ProductRecord:
    """A shirt in sizes of so many pieces each; without any it has none."""
    names = {SMALL: "S", MIDDLE: "M", LARGE: "L"}
    sizes = tuple(
        Size(product_id=each, size=names[each], stock_qty=qty)
        for each, qty in pieces.items()
        if each in names
    )
    return ProductRecord(
        **{"product_id": SHIRT, "product_display_name": "Shirt", "price": 1000, "discounted_price": 1000}
        | fields,
        sizes=sizes,
        stock_qty=sum(pieces.values()) or 9,
    )


def scarf() -> ProductRecord:
    return shirt({}, product_id=SCARF, product_display_name="Scarf")


@pytest.fixture
def put(catalogue: ProductService) -> Put:
    """Take records into the catalogue as its sources are."""

    async def take(*records: ProductRecord) -> None:
        await catalogue.ensure_index()
        await catalogue._filling._take(records, by="test")

    return take


@pytest.fixture
async def sized(catalogue: ProductService, put: Put) -> ProductService:
    """A shirt in three sizes, nine pieces each, and a scarf."""
    await put(shirt(PIECES), scarf())
    return catalogue


@pytest.fixture
def other(stores: Stores, tmp_path: Path) -> ProductService:
    """The catalogue as another process has it."""
    return build_products(
        stores.database, stores.redis, Stock(stores.database), currency="USD", home=tmp_path / "home"
    )


async def listed(catalogue: ProductService) -> dict[int, ProductView]:
    return {product.product_id: product for product in (await catalogue.search()).products}


async def as_sold(catalogue: ProductService, product_id: int) -> ProductView:
    product = await catalogue.get(product_id)
    assert product is not None
    return product


def left(product: ProductView) -> dict[str, int | None]:
    return {size.size: size.stock_left for size in product.sizes}


class TestLookingAtAProduct:
    async def test_the_id_of_a_size_shows_the_product_as_that_size(self, sized: ProductService) -> None:
        await sized.apply_stock([(LARGE, 2, 5)])
        found = await sized.get_many([SMALL, SHIRT, LARGE, SCARF, 999])
        assert {each: (product.product_id, product.size) for each, product in found.items()} == {
            SMALL: (SMALL, "S"),
            SHIRT: (SHIRT, "M"),
            LARGE: (LARGE, "L"),
            SCARF: (SCARF, ""),
        }
        assert (found[SMALL].stock_left, found[LARGE].stock_left) == (None, 2)
        assert found[SMALL].sizes == found[LARGE].sizes

    async def test_a_list_has_the_product_once_with_all_sizes_in_wearing_order(
        self, sized: ProductService
    ) -> None:
        products = await listed(sized)
        assert products.keys() == {SHIRT, SCARF}
        assert products[SHIRT].size == "M"
        assert products[SHIRT].sizes == tuple(
            SizeView(product_id=each, size=size, in_stock=True)
            for each, size in ((SMALL, "S"), (MIDDLE, "M"), (LARGE, "L"))
        )
        assert (products[SCARF].size, products[SCARF].sizes) == ("", ())

    async def test_the_tutorials_list_has_it_once_and_tells_the_same_of_every_size(
        self, sized: ProductService
    ) -> None:
        objects, _ = await sized.contract("", "http://shop")
        assert objects.count(b'"_id":') == 2
        for _ in range(2):  # at first from the database, then by what is remembered
            data = await sized.contract_data([SMALL, SHIRT, LARGE, 999], "http://shop")
            assert data.keys() == {SMALL, SHIRT, LARGE}
            assert len(set(data.values())) == 1

    async def test_its_colours_have_it_as_it_is_looked_at(self, catalogue: ProductService, put: Put) -> None:
        blue = shirt({}, product_id=11, style_code="S1", product_display_name="Blue shirt")
        await put(shirt(PIECES, style_code="S1"), blue)
        large = await as_sold(catalogue, LARGE)
        assert await catalogue.colours_of(large) == [large, await as_sold(catalogue, 11)]

    async def test_documents_from_before_there_were_sizes_are_read(
        self, sized: ProductService, stores: Stores
    ) -> None:
        await stores.database["products"].update_one({"_id": SCARF}, {"$unset": {"sizes": ""}})
        await sized.reindex()
        await sized.apply_stock([(SCARF, 3, 7)])
        assert (await as_sold(sized, SCARF)).stock_left == 3
        assert (await listed(sized))[SCARF].sizes == ()
        assert (await sized.quote([SCARF]))[SCARF]["productData"]["size"] == ""

    async def test_no_look_up_reads_the_whole_catalogue(self, sized: ProductService, stores: Stores) -> None:
        for field in ("_id", "sizes.productId"):
            plan = await stores.database["products"].find({field: {"$in": [SMALL, SHIRT, LARGE]}}).explain()
            assert plan["executionStats"]["totalDocsExamined"] <= 3
            assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


class TestStock:
    async def test_every_size_has_its_first_stock(self, sized: ProductService, stores: Stores) -> None:
        stock = await Stock(stores.database).levels([*PIECES, SCARF])
        assert {each: available for each, (available, _) in stock.items()} == {**PIECES, SCARF: 9}

    async def test_a_size_that_sells_out_leaves_the_others_on_sale(self, sized: ProductService) -> None:
        await sized.apply_stock([(MIDDLE, 0, 2)])
        assert not (await as_sold(sized, SHIRT)).in_stock
        assert (await as_sold(sized, LARGE)).in_stock
        shown = (await listed(sized))[SHIRT]
        assert (shown.in_stock, shown.stock_left, left(shown)) == (True, None, {"S": None, "M": 0, "L": None})

    async def test_the_last_size_takes_the_product_with_it_and_brings_it_back(
        self, sized: ProductService
    ) -> None:
        await sized.apply_stock([(each, 0, 2) for each in PIECES])
        assert (await listed(sized)).keys() == {SCARF}
        await sized.apply_stock([(LARGE, 4, 3)])
        shown = (await listed(sized))[SHIRT]
        assert (shown.stock_left, left(shown)) == (4, {"S": 0, "M": 0, "L": 4})
        assert (await sized.search("shirt")).total == 1

    async def test_few_of_all_sizes_together_are_told(self, sized: ProductService) -> None:
        await sized.apply_stock([(SMALL, 2, 2), (MIDDLE, 1, 2), (LARGE, 3, 2)])
        assert (await listed(sized))[SHIRT].stock_left is None
        await sized.apply_stock([(LARGE, 2, 3)])
        assert (await listed(sized))[SHIRT].stock_left == 5

    async def test_older_news_of_a_size_never_undoes_newer(self, sized: ProductService) -> None:
        await sized.apply_stock([(SMALL, 0, 9), (SMALL, 4, 8), (LARGE, 1, 2)])
        await sized.apply_stock([(SMALL, 3, 7)])
        for product in ((await listed(sized))[SHIRT], await as_sold(sized, SHIRT)):
            assert left(product) == {"S": 0, "M": None, "L": 1}

    async def test_news_of_several_sizes_at_once_all_count(
        self, sized: ProductService, other: ProductService
    ) -> None:
        await asyncio.gather(
            *(
                process.apply_stock([(size, version % 5, version)])
                for version in range(2, 8)
                for process, size in ((sized, SMALL), (other, MIDDLE), (sized, LARGE), (other, LARGE))
            )
        )
        for product in ((await listed(sized))[SHIRT], await as_sold(other, SHIRT)):
            assert left(product) == {"S": 2, "M": 2, "L": 2}

    async def test_reindex_learns_what_was_missed_of_a_size(
        self, sized: ProductService, stores: Stores
    ) -> None:
        await stores.database["stock"].update_one({"_id": SMALL}, {"$set": {"available": 0, "version": 9}})
        await sized.reindex()
        for product in ((await listed(sized))[SHIRT], await as_sold(sized, LARGE)):
            assert left(product) == {"S": 0, "M": None, "L": None}

    async def test_a_rebuild_never_takes_a_size_back_in_time(self, sized: ProductService) -> None:
        [older] = await sized._repository.find([SHIRT])
        await sized.apply_stock([(SMALL, 0, 5)])
        await sized._index.put([to_index(older)])
        assert left((await listed(sized))[SHIRT])["S"] == 0


class TestTakingInAgain:
    async def test_a_changed_product_keeps_the_stock_of_its_sizes(
        self, sized: ProductService, put: Put
    ) -> None:
        await sized.apply_stock([(SMALL, 0, 5), (LARGE, 2, 5)])
        await put(shirt(PIECES, discounted_price=800))
        for product in ((await listed(sized))[SHIRT], await as_sold(sized, SHIRT)):
            assert (product.price, left(product)) == (800, {"S": 0, "M": None, "L": 2})

    async def test_an_unchanged_one_is_left_alone(self, sized: ProductService) -> None:
        await sized.apply_stock([(SMALL, 0, 5)])
        taken = await sized._filling._take([shirt(PIECES), scarf()], by="test")
        assert (taken.new, taken.changed, taken.same) == (0, 0, 2)

    async def test_a_size_that_is_new_comes_with_its_first_stock(
        self, catalogue: ProductService, put: Put
    ) -> None:
        await put(shirt({MIDDLE: 9, LARGE: 9}))
        await put(shirt({SMALL: 3, MIDDLE: 9, LARGE: 9}))
        for product in ((await listed(catalogue))[SHIRT], await as_sold(catalogue, SMALL)):
            assert left(product) == {"S": 3, "M": None, "L": None}

    async def test_a_product_may_lose_its_sizes_and_get_them_back(
        self, sized: ProductService, put: Put
    ) -> None:
        await sized.apply_stock([(SMALL, 0, 50), (MIDDLE, 3, 2), (LARGE, 0, 50)])
        await put(shirt({}))
        for product in ((await listed(sized))[SHIRT], await as_sold(sized, SHIRT)):
            assert (product.size, product.sizes, product.in_stock) == ("", (), True)
        assert await sized.get(SMALL) is None
        await sized.apply_stock([(MIDDLE, 0, 3)])
        assert (await listed(sized)).keys() == {SCARF}
        await put(shirt(PIECES))
        await sized.apply_stock([(LARGE, 1, 51)])
        assert left((await listed(sized))[SHIRT])["L"] == 1

    async def test_an_id_of_another_products_size_is_refused(
        self, sized: ProductService, source: Callable[..., Path]
    ) -> None:
        report = await sized.import_directory(source(one={"id": LARGE}, two={"id": 77}))
        assert [(each.file, each.reason) for each in report.rejected] == [
            ("one.json", f"id: {LARGE} is already an id of another product")
        ]
        assert (report.imported, (await as_sold(sized, LARGE)).name) == (1, "Shirt")

    async def test_sizes_that_another_product_is_sold_under_are_refused(
        self, catalogue: ProductService, put: Put
    ) -> None:
        invented = next(record for record in generate(60, seed=2026) if record.sizes)
        await put(shirt({}, product_id=invented.sizes[0].product_id))
        report = await catalogue.generate(60, seed=2026)
        assert [each.file for each in report.rejected] == [f"product {invented.product_id}"]
        assert (report.imported, await catalogue.count()) == (59, 60)


class TestQuotes:
    async def test_every_size_has_the_products_price_and_its_own_name(self, sized: ProductService) -> None:
        quotes = await sized.quote([SMALL, SHIRT, LARGE, SCARF, 999])
        assert quotes.keys() == {SMALL, SHIRT, LARGE, SCARF}
        assert {quote["price"] for quote in quotes.values()} == {1000}
        lines = {each: quote["productData"] for each, quote in quotes.items()}
        assert {each: (line["productId"], line["size"]) for each, line in lines.items()} == {
            SMALL: (SMALL, "S"),
            SHIRT: (SHIRT, "M"),
            LARGE: (LARGE, "L"),
            SCARF: (SCARF, ""),
        }
        assert lines[SMALL]["picture"] == lines[LARGE]["picture"]


def test_a_product_is_one_of_its_sizes() -> None:
    with pytest.raises(ValueError, match="own id"):
        shirt({SMALL: 1, LARGE: 1})
