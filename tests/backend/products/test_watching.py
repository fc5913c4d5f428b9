"""Whoever watches a product is given a hint when its stock changed, after the new level is stored."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from backend.bus.hints import Hint
from backend.bus.watch import Watch
from backend.products.service import ProductService
from tests.backend.products.conftest import Fill
from tests.backend.products.test_sizes import PIECES, SHIRT, shirt
from tests.waiting import next_hint


@pytest.fixture
async def watch(catalogue: ProductService) -> AsyncIterator[Watch]:
    async with catalogue.watch() as opened:
        while not opened.is_connected:
            await asyncio.sleep(0)
        yield opened


async def test_a_new_level_is_hinted_once_it_can_be_read(stocked: Fill, watch: Watch) -> None:
    products: ProductService = await stocked("Black Jeans", "Red Scarf")
    await watch.add("1", "2")
    for version, (available, left) in enumerate([(3, 3), (0, 0), (40, None)], 2):
        await products.apply_stock([(1, available, version)])
        assert await next_hint(watch) == Hint("1", "1", version)
        product = await products.get(1)
        assert product is not None
        assert (product.in_stock, product.stock_left) == (available > 0, left)


async def test_a_redelivered_level_is_hinted_again(stocked: Fill, watch: Watch) -> None:
    products: ProductService = await stocked("Black Jeans")
    await watch.add("1")
    for _ in range(2):
        await products.apply_stock([(1, 3, 2)])
        assert (await next_hint(watch)).changed == "1"


async def test_other_products_are_not_heard(stocked: Fill, watch: Watch) -> None:
    products: ProductService = await stocked("Black Jeans", "Red Scarf")
    await watch.add("2")
    await products.apply_stock([(1, 3, 2), (12, 3, 2), (2, 4, 7)])
    assert await next_hint(watch) == Hint("2", "2", 7)


async def test_who_watches_a_product_hears_of_each_of_its_sizes(
    catalogue: ProductService, watch: Watch
) -> None:
    await catalogue.ensure_index()
    await catalogue._filling._take([shirt(PIECES)], by="test")
    await watch.add(str(SHIRT))
    for size in PIECES:
        await catalogue.apply_stock([(size, 2, 5)])
        assert (await next_hint(watch)).changed == str(SHIRT)
