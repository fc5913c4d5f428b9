"""The cart on the real rooms: what it buys is stored, shown and out of stock."""

import asyncio

import pytest

from backend.kit.errors import RefusedError
from backend.wiring import Shop
from tests.backend.carts.conftest import USER
from tests.backend.carts.test_changing import lines
from tests.backend.in_sizes import another_size
from tests.conftest import Stores


@pytest.fixture
async def on_sale(shop: Shop) -> list[int]:
    """The ids of some products that the shop has in stock."""
    await shop.products.generate(12, seed=2026)
    await shop.history.ensure_index()
    return [product.product_id for product in (await shop.products.search()).products]


async def test_a_cart_is_bought_and_shown_among_the_orders(shop: Shop, on_sale: list[int]) -> None:
    cart = await shop.carts.add(USER, on_sale[0], 2)
    order_id = await shop.carts.buy(USER)
    [order] = (await shop.history.page(USER)).orders
    assert (order.order_id, order.total) == (order_id, cart.total)
    assert lines(await shop.carts.view(USER)) == []


async def test_ten_clicks_at_once_make_one_order(shop: Shop, on_sale: list[int]) -> None:
    await shop.carts.add(USER, on_sale[0])
    bought = await asyncio.gather(*(shop.carts.buy(USER) for _ in range(10)))
    assert len(set(bought)) == 1
    assert (await shop.history.page(USER)).total == 1


async def test_an_order_whose_process_died_is_found_by_its_key(
    shop: Shop, on_sale: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise RuntimeError("killed")

    await shop.carts.add(USER, on_sale[0])
    with monkeypatch.context() as patch:
        patch.setattr(shop.carts._buying, "_finish", dies)
        with pytest.raises(RuntimeError):
            await shop.carts.buy(USER)
    assert lines(await shop.carts.add(USER, on_sale[1])) == [(on_sale[1], 1)]
    assert (await shop.history.page(USER)).total == 1


async def test_a_refusal_names_the_line_and_keeps_the_cart(
    shop: Shop, on_sale: list[int], stores: Stores
) -> None:
    await shop.carts.add(USER, on_sale[0])
    await shop.carts.add(USER, on_sale[1], 4)
    await stores.database["stock"].update_one({"_id": on_sale[1]}, {"$set": {"available": 3}})
    with pytest.raises(RefusedError) as refusal:
        await shop.carts.buy(USER)
    assert [problem.field for problem in refusal.value.problems] == ["lines[1].qty"]
    assert lines(await shop.carts.view(USER)) == [(on_sale[0], 1), (on_sale[1], 4)]
    await shop.carts.set_quantity(USER, on_sale[1], 3)
    await shop.carts.buy(USER)
    assert lines(await shop.carts.view(USER)) == []


async def test_each_size_is_a_line_of_its_own_that_names_it(shop: Shop, on_sale: list[int]) -> None:
    product, size = await another_size(shop)
    await shop.carts.add(USER, product.product_id)
    cart = await shop.carts.add(USER, size.product_id, 2)
    assert [(line.product_id, line.name, line.size, line.qty) for line in cart.lines] == [
        (product.product_id, product.name, product.size, 1),
        (size.product_id, product.name, size.size, 2),
    ]
    await shop.carts.buy(USER)
    [order] = (await shop.history.page(USER)).orders
    assert [(line.product_id, line.size) for line in order.lines] == [
        (line.product_id, line.size) for line in cart.lines
    ]


async def test_a_size_that_is_sold_out_is_refused_by_its_name(shop: Shop, on_sale: list[int]) -> None:
    product, size = await another_size(shop)
    await shop.products.apply_stock([(size.product_id, 0, 9)])
    with pytest.raises(RefusedError) as refusal:
        await shop.carts.add(USER, size.product_id)
    assert refusal.value.message == f"{product.name} is sold out in size {size.size}."
    await shop.carts.add(USER, product.product_id)
