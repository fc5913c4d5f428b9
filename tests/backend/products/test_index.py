"""The index builds itself when it is missing, of another schema or incomplete; nobody sees it half full."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from backend.orders.stock import Stock
from backend.products import index as index_module
from backend.products.building import IndexBuilder
from backend.products.index import INDEX, PREFIX
from backend.products.service import ProductService, build_products
from backend.products.stock import stocked as stocked_fields
from backend.products.views import to_index
from tests.backend.products.conftest import SIZE
from tests.conftest import Stores

Stocked = Callable[..., Awaitable[ProductService]]


@pytest.fixture
def other(stores: Stores, tmp_path: Path) -> ProductService:
    """The catalogue as another process has it."""
    return build_products(
        stores.database, stores.redis, Stock(stores.database), currency="USD", home=tmp_path / "home"
    )


def newer(product_id: int, available: int, version: int) -> dict[str, Any]:
    """What a product's document says of a stock that the database has not got yet."""
    return {
        "productId": product_id,
        **stocked_fields({"productId": product_id}, {product_id: (available, version)}),
    }


async def _indexes(stores: Stores) -> list[bytes]:
    found: list[bytes] = await stores.redis.commands.execute_command("FT._LIST")
    return found


async def test_first_search_builds_the_index(stocked: Stocked) -> None:
    catalogue = await stocked("Black jeans")
    assert (await catalogue.search("jeans")).total == 1


async def test_index_is_built_again_when_it_was_dropped(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans")
    await catalogue.search()
    await stores.redis.commands.execute_command("FT.DROPINDEX", INDEX, "DD")
    assert (await catalogue.search("jeans")).total == 1


async def test_index_is_built_again_when_redis_lost_everything(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans")
    await catalogue.search()
    await stores.operator.flushall()
    assert (await catalogue.search("jeans")).total == 1


async def test_an_incomplete_index_is_filled_at_the_next_start(
    stocked: Stocked, stores: Stores, other: ProductService
) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans")
    await catalogue.search()
    await stores.redis.commands.delete(f"{PREFIX}1")
    assert (await other.search("jeans")).total == 2


async def test_another_schema_is_built_beside_the_old_index_and_takes_its_place(
    stocked: Stocked, stores: Stores, other: ProductService, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = await stocked("Black jeans")
    await catalogue.search()
    with monkeypatch.context() as newer:
        newer.setattr(index_module, "INDEX", "rivulet:products:newer")
        newer.setattr(index_module, "PREFIX", "rivulet:product:newer:")
        newer.setattr(index_module, "FRAGMENTS", "rivulet:product_fragments:newer")
        newer.setattr(index_module, "LISTING", "rivulet:product_listing:newer")
        assert (await other.search("jeans")).total == 1
        assert await _indexes(stores) == [b"rivulet:products:newer"]
        keys = [key async for key in stores.redis.commands.scan_iter(match="rivulet:product:*")]
        assert keys == [b"rivulet:product:newer:1"]
        assert (await catalogue.search("jeans")).total == 1


async def test_two_processes_build_it_once(
    stocked: Stocked, other: ProductService, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = await stocked("Black jeans")
    built: list[object] = []
    build = IndexBuilder._build

    async def counted(self: IndexBuilder, *args: object) -> None:
        built.append(self)
        await build(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(IndexBuilder, "_build", counted)
    pages = await asyncio.gather(catalogue.search("jeans"), other.search("jeans"), other.search())
    assert [page.total for page in pages] == [1, 1, 1]
    assert len(built) == 1


async def test_searches_go_on_with_full_results_during_a_reindex(seeded: ProductService) -> None:
    total = (await seeded.search()).total
    rebuilding = asyncio.ensure_future(seeded.reindex())
    seen: set[int] = set()
    while not rebuilding.done():
        seen.add((await seeded.search()).total)
    assert await rebuilding == SIZE
    assert seen == {total}


async def test_reindex_forgets_products_that_are_no_more(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans")
    await catalogue.search()
    await stores.database["products"].delete_one({"_id": 1})
    assert await catalogue.reindex() == 1
    assert (await catalogue.search("jeans")).total == 1


async def test_reindex_learns_the_stock_it_missed(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans")
    await catalogue.search()
    await stores.database["stock"].update_one({"_id": 1}, {"$set": {"available": 0, "version": 99}})
    await catalogue.reindex()
    assert (await catalogue.search("jeans")).total == 1
    product = await catalogue.get(1)
    assert product
    assert not product.in_stock


async def test_a_rebuild_never_takes_stock_back_in_time(stocked: Stocked) -> None:
    catalogue = await stocked("Black jeans")
    await catalogue.search()
    # Arrived while the rebuild held an older document.
    await catalogue._index.put_stock([newer(1, 0, 99)])
    await catalogue.reindex()
    assert (await catalogue.search("jeans")).total == 0


async def test_reindex_tells_how_far_it_is(seeded: ProductService) -> None:
    told: list[tuple[int, int]] = []
    await seeded.reindex(lambda done, total: told.append((done, total)))
    assert told[-1] == (SIZE, SIZE)


class TestTheListOfEverything:
    """All that is on sale, in the catalogue's order, is kept as a list of its own."""

    async def test_it_follows_the_stock(self, stocked: Stocked, stores: Stores) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans", "Grey jeans")
        await catalogue.search()
        for version, available in ((5, 0), (6, 3), (7, 0), (7, 9), (6, 9)):
            await catalogue.apply_stock([(2, available, version), (77, available, version)])
            listed = [1, 2, 3] if (version, available) == (6, 3) else [1, 3]
            page = await catalogue.search()
            assert [product.product_id for product in page.products] == listed
            assert page.total == len(listed)
            assert (await catalogue.search("jeans")).total == len(listed)

    async def test_a_withdrawn_product_does_not_come_back_with_its_stock(
        self, stocked: Stocked, stores: Stores
    ) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await stores.database["products"].update_one({"_id": 1}, {"$set": {"statusCode": 0}})
        await catalogue.reindex()
        await catalogue.apply_stock([(1, 0, 5)])
        await catalogue.apply_stock([(1, 9, 6)])
        assert (await catalogue.search()).total == (await catalogue.search("jeans")).total == 1

    async def test_a_product_written_again_keeps_its_newer_stock(self, stocked: Stocked) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await catalogue.search()
        await catalogue._index.put_stock([newer(1, 0, 99)])
        await catalogue.reindex()
        assert (await catalogue.search()).total == (await catalogue.search("jeans")).total == 1

    async def test_a_product_that_is_no_more_leaves_it(self, stocked: Stocked, stores: Stores) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await catalogue.search()
        await stores.database["products"].delete_one({"_id": 1})
        await catalogue.reindex()
        assert (await catalogue.search()).total == 1

    async def test_the_index_answers_when_it_is_lost(self, stocked: Stocked, stores: Stores) -> None:
        catalogue = await stocked(*(f"Jeans {number}" for number in range(5)))
        whole = await catalogue.search()
        part = await catalogue.find("", size=2)
        await stores.redis.commands.unlink(index_module.LISTING)
        await catalogue.queries.forget()
        assert await catalogue.search() == whole
        rest = await catalogue.find("", size=3, cursor=part.next)
        assert [product.product_id for product in (*part.products, *rest.products)] == [1, 2, 3, 4, 5]
        assert (await catalogue.contract("", "http://shop"))[0].count(b'"_id"') == 5

    async def test_nobody_sees_it_half_full(self, stocked: Stocked, stores: Stores) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        for answer in (
            lambda: catalogue.contract("", "http://shop"),
            lambda: catalogue.search(),
            lambda: catalogue.find(),
        ):
            await catalogue.ensure_index()
            await answer()
            await stores.operator.flushall()
            # A builder in another process has written one product so far.
            [document] = await catalogue._repository.find([1])
            await catalogue._index.put([to_index(document)])
            found = await answer()
            count = found[0].count(b'"_id"') if isinstance(found, tuple) else found.total
            assert count == 2
