"""The index builds itself when it is missing, of another schema or incomplete; nobody sees it half full."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from backend.orders.stock import Stock
from backend.products import index as index_module
from backend.products.building import IndexBuilder
from backend.products.index import INDEX, PREFIX
from backend.products.service import ProductService, build_products
from tests.conftest import Stores

Stocked = Callable[..., Awaitable[ProductService]]


@pytest.fixture
def other(stores: Stores, tmp_path: Path) -> ProductService:
    """The catalogue as another process has it."""
    return build_products(
        stores.database, stores.redis, Stock(stores.database), currency="USD", home=tmp_path / "home"
    )


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
    assert await rebuilding == 240
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
    await catalogue._index.put_stock([(1, 0, 99)])  # arrived while the rebuild held an older document
    await catalogue.reindex()
    assert (await catalogue.search("jeans")).total == 0


async def test_reindex_tells_how_far_it_is(seeded: ProductService) -> None:
    told: list[tuple[int, int]] = []
    await seeded.reindex(lambda done, total: told.append((done, total)))
    assert told[-1] == (240, 240)
