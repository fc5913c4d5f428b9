"""A cart becomes one order and is emptied with it, whatever happens in between."""

import asyncio

import pytest

from backend.carts.service import CartService, build_carts
from backend.kit.errors import Problem, RefusedError
from tests.backend.carts.conftest import USER, Clock, Shelf, Till
from tests.backend.carts.test_changing import lines, refused
from tests.conftest import Stores


class DiedError(RuntimeError):
    """The shop's process died here."""


async def test_buying_orders_the_lines_and_empties_the_cart(carts: CartService, till: Till) -> None:
    await carts.add(USER, 1, 2)
    await carts.add(USER, 2)
    order_id = await carts.buy(USER)
    assert till.bought == [[(1, 2), (2, 1)]]
    assert order_id in {known[0] for known in till.orders.values()}
    assert lines(await carts.view(USER)) == []


async def test_an_empty_cart_is_refused(carts: CartService) -> None:
    assert await refused("lines", carts.buy(USER)) == "Your cart is empty."


async def test_two_clicks_at_once_make_one_order(carts: CartService, till: Till) -> None:
    await carts.add(USER, 1)
    first, second = await asyncio.gather(carts.buy(USER), carts.buy(USER))
    assert first == second
    assert len(till.orders) == 1


async def test_two_clicks_in_two_processes_make_one_order(
    carts: CartService, stores: Stores, shelf: Shelf, till: Till, clock: Clock
) -> None:
    other_process = build_carts(stores.database, shelf, till, currency="USD", clock=clock)
    await carts.add(USER, 1)
    bought = await asyncio.gather(*(each.buy(USER) for each in (carts, other_process) * 5))
    assert len(set(bought)) == 1
    assert len(till.orders) == 1
    assert lines(await carts.view(USER)) == []


async def test_a_late_second_click_finds_the_cart_empty(carts: CartService, till: Till, clock: Clock) -> None:
    await carts.add(USER, 1)
    order_id = await carts.buy(USER)
    clock.turn(0.3)
    assert await carts.buy(USER) == order_id
    clock.turn(10)
    await refused("lines", carts.buy(USER))
    assert len(till.orders) == 1


async def test_buying_again_makes_a_second_order(carts: CartService, till: Till) -> None:
    await carts.add(USER, 1)
    first = await carts.buy(USER)
    await carts.add(USER, 1)
    assert await carts.buy(USER) != first
    assert till.bought == [[(1, 1)], [(1, 1)]]


async def test_a_refused_order_leaves_the_cart_as_it_was(
    carts: CartService, till: Till, stores: Stores
) -> None:
    await carts.add(USER, 1)
    till.refusal = RefusedError(Problem("lines[0].qty", "Shirt 1 is sold out."))
    assert await refused("lines[0].qty", carts.buy(USER)) == "Shirt 1 is sold out."
    assert lines(await carts.view(USER)) == [(1, 1)]
    stored = await stores.database["carts"].find_one({"_id": USER})
    assert stored is not None
    assert stored["checkout"] is None


class TestAfterACrash:
    async def test_with_the_order_stored_the_cart_is_empty(self, carts: CartService, till: Till) -> None:
        await carts.add(USER, 1)
        till.crash_after = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        assert lines(await carts.view(USER)) == []

    async def test_buying_again_gives_the_stored_order(self, carts: CartService, till: Till) -> None:
        await carts.add(USER, 1)
        till.crash_after = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        order_id = await carts.buy(USER)
        assert [known[0] for known in till.orders.values()] == [order_id]

    async def test_what_was_added_since_stays(self, carts: CartService, till: Till) -> None:
        await carts.add(USER, 1, 2)
        till.crash_after = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        assert lines(await carts.add(USER, 1)) == [(1, 1)]

    async def test_without_an_order_the_cart_is_kept_and_can_be_bought(
        self, carts: CartService, till: Till
    ) -> None:
        await carts.add(USER, 1)
        till.crash_before = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        assert lines(await carts.view(USER)) == [(1, 1)]
        till.crash_before = None
        await carts.buy(USER)
        assert till.bought == [[(1, 1)]]

    async def test_an_old_request_that_arrives_late_is_not_ordered_beside_the_new_one(
        self, carts: CartService, till: Till, stores: Stores
    ) -> None:
        await carts.add(USER, 1)
        till.crash_before = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        till.crash_before = None
        stored = await stores.database["carts"].find_one({"_id": USER})
        assert stored is not None
        await carts.add(USER, 2)
        await carts.buy(USER)
        with pytest.raises(RefusedError):
            await till.create_order(USER, [], stored["checkout"]["key"])
        assert till.bought == [[(1, 1), (2, 1)]]

    async def test_when_the_old_request_won_only_its_lines_leave_the_cart(
        self, carts: CartService, till: Till, stores: Stores
    ) -> None:
        await carts.add(USER, 1)
        real, slow = till.create_order, []

        async def lost(user: str, lines: object, key: str, origin: object) -> str:
            slow.append((user, lines, key))
            raise DiedError

        till.create_order = lost  # type: ignore[method-assign, assignment]
        with pytest.raises(DiedError):
            await carts.buy(USER)
        await carts.add(USER, 2)

        async def overtaken(user: str, lines: object, key: str, origin: object) -> str:
            till.create_order = real  # type: ignore[method-assign]
            await real(*slow[0])
            return await real(user, lines, key)  # type: ignore[arg-type]

        till.create_order = overtaken  # type: ignore[method-assign, assignment]
        order_id = await carts.buy(USER)
        assert till.bought == [[(1, 1)]]
        assert await till.placed(USER, slow[0][2]) == order_id
        assert lines(await carts.view(USER)) == [(2, 1)]

    async def test_stores_that_go_away_meanwhile_take_no_lines_for_granted(
        self, carts: CartService, till: Till
    ) -> None:
        await carts.add(USER, 1)
        till.crash_before = DiedError()
        with pytest.raises(DiedError):
            await carts.buy(USER)
        till.crash_before, till.crash_after = None, DiedError()
        await carts.add(USER, 2)
        with pytest.raises(DiedError):
            await carts.buy(USER)
        till.crash_before = RefusedError(Problem("order", "We can't take orders right now."))
        await refused("order", carts.view(USER))
        till.crash_before = None
        assert lines(await carts.view(USER)) == []

    async def test_stores_that_are_away_leave_the_outcome_open(
        self, carts: CartService, till: Till, stores: Stores
    ) -> None:
        await carts.add(USER, 1)
        till.refusal = RefusedError(Problem("order", "We can't take orders right now."))
        await refused("order", carts.buy(USER))
        stored = await stores.database["carts"].find_one({"_id": USER})
        till.refusal = None
        await carts.buy(USER)
        assert stored is not None
        assert [key for _, key in till.orders] == [stored["checkout"]["key"]]
