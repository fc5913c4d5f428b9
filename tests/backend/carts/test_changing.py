"""What a shopper puts in, changes and takes out."""

import asyncio
from typing import Any

import pytest

from backend.carts.schemas import CartView
from backend.carts.service import CartService, build_carts
from backend.kit.errors import RefusedError
from tests.backend.carts.conftest import USER, Shelf, Till, product
from tests.conftest import Stores


def lines(view: CartView) -> list[tuple[int, int]]:
    return [(line.product_id, line.qty) for line in view.lines]


async def refused(field: str, asked: Any) -> str:
    with pytest.raises(RefusedError) as refusal:
        await asked
    assert [problem.field for problem in refusal.value.problems] == [field]
    return refusal.value.message


async def test_a_new_shopper_has_an_empty_cart(carts: CartService) -> None:
    assert await carts.view(USER) == CartView()


async def test_lines_keep_the_order_in_which_they_were_added(carts: CartService) -> None:
    await carts.add(USER, 3)
    await carts.add(USER, 1, 2)
    view = await carts.add(USER, 3)
    assert lines(view) == [(3, 2), (1, 2)]
    assert (view.count, view.total, view.currency) == (4, 4000, "USD")


async def test_the_cart_survives_the_process(
    carts: CartService, stores: Stores, shelf: Shelf, till: Till
) -> None:
    await carts.add(USER, 7, 2)
    restarted = build_carts(stores.database, shelf, till, currency="USD")
    assert lines(await restarted.view(USER)) == [(7, 2)]


async def test_another_shopper_has_another_cart(carts: CartService) -> None:
    await carts.add(USER, 1)
    assert lines(await carts.view(USER + "|")) == []


async def test_more_than_ten_of_a_product_are_refused_and_nothing_is_lost(carts: CartService) -> None:
    await carts.add(USER, 1, 8)
    words = await refused("qty", carts.add(USER, 1, 3))
    assert words == "You can order at most 10 of Shirt 1; 8 are in your cart."
    assert lines(await carts.view(USER)) == [(1, 8)]


async def test_the_fifty_first_product_is_refused(carts: CartService) -> None:
    for number in range(1, 51):
        await carts.add(USER, number)
    await refused("lines", carts.add(USER, 51))
    assert len((await carts.add(USER, 50)).lines) == 50


async def test_a_product_that_is_not_sold_is_refused(carts: CartService) -> None:
    await refused("productId", carts.add(USER, 999))


async def test_a_sold_out_product_is_refused_by_name(carts: CartService, shelf: Shelf) -> None:
    shelf.products[1] = product(1, in_stock=False, left=0)
    assert await refused("productId", carts.add(USER, 1)) == "Shirt 1 is sold out."


async def test_quantity_is_set_and_zero_removes(carts: CartService) -> None:
    await carts.add(USER, 1)
    assert lines(await carts.set_quantity(USER, 1, 10)) == [(1, 10)]
    assert lines(await carts.set_quantity(USER, 1, 0)) == []


async def test_the_quantity_of_what_another_tab_removed_is_not_set(carts: CartService) -> None:
    await refused("productId", carts.set_quantity(USER, 1, 2))
    assert lines(await carts.remove(USER, 1)) == []


async def test_a_quantity_rises_and_falls_within_bounds(carts: CartService) -> None:
    await carts.add(USER, 1, 8)
    assert lines(await carts.change_quantity(USER, 1, 2)) == [(1, 10)]
    await refused("qty", carts.change_quantity(USER, 1, 1))
    assert lines(await carts.change_quantity(USER, 1, -9)) == [(1, 1)]
    for nonsense in (0, 11, -11):
        await refused("qty", carts.change_quantity(USER, 1, nonsense))
    assert lines(await carts.change_quantity(USER, 1, -1)) == []
    await refused("productId", carts.change_quantity(USER, 1, 1))


async def test_clicks_at_the_same_time_all_count(carts: CartService) -> None:
    await carts.add(USER, 1)
    await asyncio.gather(*(carts.change_quantity(USER, 1, 1) for _ in range(5)))
    assert lines(await carts.view(USER)) == [(1, 6)]


async def test_undo_puts_the_line_back_in_its_place(carts: CartService) -> None:
    for number in (1, 2, 3):
        await carts.add(USER, number, number)
    await carts.remove(USER, 2)
    assert lines(await carts.restore(USER, 2, 2, 1)) == [(1, 1), (2, 2), (3, 3)]


async def test_undo_twice_puts_it_back_once(carts: CartService) -> None:
    await carts.add(USER, 1, 6)
    await carts.remove(USER, 1)
    await carts.restore(USER, 1, 6, 0)
    assert lines(await carts.restore(USER, 1, 6, 0)) == [(1, 6)]


async def test_undo_beyond_the_end_puts_it_last(carts: CartService) -> None:
    await carts.add(USER, 1)
    assert lines(await carts.restore(USER, 2, 1, 40)) == [(1, 1), (2, 1)]


@pytest.mark.parametrize("wrong", [None, True, 1.0, "1", float("nan"), [], {"$gt": 0}, 0, -1, 2**53, 2**70])
async def test_what_is_no_product_number_is_refused(carts: CartService, wrong: Any) -> None:
    for asked in (
        carts.add(USER, wrong),
        carts.set_quantity(USER, wrong, 1),
        carts.remove(USER, wrong),
        carts.restore(USER, wrong, 1, 0),
    ):
        await refused("productId", asked)


@pytest.mark.parametrize("wrong", [None, True, 1.0, "1", float("inf"), [], -1, 11, 2**70])
async def test_what_is_no_quantity_is_refused(carts: CartService, wrong: Any) -> None:
    await carts.add(USER, 1)
    for asked in (
        carts.add(USER, 1, wrong),
        carts.set_quantity(USER, 1, wrong),
        carts.restore(USER, 1, wrong, 0),
    ):
        await refused("qty", asked)
    assert lines(await carts.view(USER)) == [(1, 1)]


@pytest.mark.parametrize("wrong", [None, True, 1.0, "0", -1, 2**70])
async def test_what_is_no_position_is_refused(carts: CartService, wrong: Any) -> None:
    await refused("position", carts.restore(USER, 1, 1, wrong))


async def test_fifty_adds_at_once_lose_nothing(
    carts: CartService, stores: Stores, shelf: Shelf, till: Till
) -> None:
    other_process = build_carts(stores.database, shelf, till, currency="USD")
    await asyncio.gather(
        *((carts, other_process)[number % 2].add(USER, 1 + number % 5) for number in range(50))
    )
    view = await carts.view(USER)
    assert sorted(lines(view)) == [(number, 10) for number in range(1, 6)]


class TestWhatChangedMeanwhile:
    async def test_todays_price_counts(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add(USER, 1, 2)
        shelf.products[1] = product(1, price=750)
        assert (await carts.view(USER)).total == 1500

    async def test_what_is_sold_out_stays_and_costs_nothing(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add(USER, 1)
        await carts.add(USER, 2)
        shelf.products[1] = product(1, in_stock=False, left=0)
        view = await carts.view(USER)
        assert (view.lines[0].available, view.lines[0].note, view.total) == (False, "Sold out.", 1000)

    async def test_what_is_no_longer_sold_stays_until_removed(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add(USER, 1)
        del shelf.products[1]
        view = await carts.view(USER)
        assert (view.lines[0].available, view.lines[0].note, view.total) == (False, "No longer sold.", 0)
        assert lines(await carts.remove(USER, 1)) == []

    async def test_more_than_are_left_is_said(self, carts: CartService, shelf: Shelf) -> None:
        await carts.add(USER, 1, 4)
        shelf.products[1] = product(1, left=3)
        assert (await carts.view(USER)).lines[0].note == "Only 3 left; reduce the quantity."


async def test_what_was_ordered_before_is_put_back_as_far_as_it_can_be_bought(
    carts: CartService, shelf: Shelf
) -> None:
    await carts.add(USER, 4, 1)
    shelf.products[2] = product(2, in_stock=False)
    del shelf.products[3]
    view = await carts.put_back(USER, {1: 2, 2: 1, 3: 1, 4: 3, 5: 99})
    assert lines(view) == [(4, 3), (1, 2), (5, 10)]


async def test_what_is_put_back_twice_or_is_there_already_is_there_once(carts: CartService) -> None:
    await carts.add(USER, 1, 5)
    for _ in range(2):
        view = await carts.put_back(USER, {1: 2, 2: 3})
        assert lines(view) == [(1, 5), (2, 3)]


async def test_what_no_longer_fits_into_the_cart_is_refused_and_nothing_is_changed(
    carts: CartService,
) -> None:
    for number in range(1, 50):
        await carts.add(USER, number)
    before = lines(await carts.view(USER))
    await refused("lines", carts.put_back(USER, {50: 1, 51: 1}))
    assert lines(await carts.view(USER)) == before
