"""What is in a guest's cart is in the account's after the sign-in, once, whatever was under way."""

import asyncio

import pytest

from backend.carts.checks import MAX_LINES, MAX_QTY
from backend.carts.service import CartService, build_carts
from tests.backend.carts.conftest import Clock, Shelf, Till
from tests.backend.carts.test_buying import DiedError
from tests.backend.carts.test_changing import lines
from tests.conftest import Stores

GUEST, ACCOUNT = "USR_guest", "USR_account"


async def test_a_guests_lines_join_the_accounts(carts: CartService, stores: Stores) -> None:
    await carts.add(ACCOUNT, 1, 2)
    await carts.add(GUEST, 2, 3)
    await carts.add(GUEST, 1)
    for _ in range(2):
        await carts.take_over(GUEST, ACCOUNT)
    assert lines(await carts.view(ACCOUNT)) == [(1, 3), (2, 3)]
    assert await stores.database["carts"].find_one({"_id": GUEST}) is None


async def test_nothing_to_take_over_changes_nothing(carts: CartService, stores: Stores) -> None:
    await carts.take_over(GUEST, ACCOUNT)
    assert await stores.database["carts"].count_documents({}) == 0
    await carts.add(GUEST, 1)
    await carts.take_over(GUEST, ACCOUNT)
    assert lines(await carts.view(ACCOUNT)) == [(1, 1)]


async def test_limits_hold_for_what_is_joined(carts: CartService) -> None:
    await carts.add(ACCOUNT, 1, MAX_QTY - 1)
    for number in range(2, MAX_LINES):
        await carts.add(ACCOUNT, number)
    for number in (1, 51, 52, 53):
        await carts.add(GUEST, number, 5)
    await carts.take_over(GUEST, ACCOUNT)
    joined = dict(lines(await carts.view(ACCOUNT)))
    assert len(joined) == MAX_LINES
    assert (joined[1], joined[51]) == (MAX_QTY, 5)


async def test_many_takeovers_at_once_take_everything_once(
    carts: CartService, stores: Stores, shelf: Shelf, till: Till, clock: Clock
) -> None:
    other_process = build_carts(stores.database, shelf, till, currency="USD", clock=clock)
    await carts.add(ACCOUNT, 2)
    await carts.add(GUEST, 1, 2)
    await asyncio.gather(
        *(each.take_over(GUEST, ACCOUNT) for each in (carts, other_process) * 4), carts.add(ACCOUNT, 3)
    )
    assert sorted(lines(await carts.view(ACCOUNT))) == [(1, 2), (2, 1), (3, 1)]


@pytest.mark.parametrize("owner", [GUEST, ACCOUNT])
async def test_what_an_order_has_already_is_not_taken_over(
    carts: CartService, till: Till, owner: str
) -> None:
    await carts.add(GUEST, 1)
    till.crash_after = DiedError()
    with pytest.raises(DiedError):
        await carts.buy(GUEST)
    till.crash_after = None
    # The account may have taken over the order before the cart.
    till.orders = {(owner, key): order for (_, key), order in till.orders.items()}
    await carts.take_over(GUEST, ACCOUNT)
    assert lines(await carts.view(ACCOUNT)) == []
    assert len(till.orders) == 1


async def test_an_order_that_comes_out_later_leaves_the_accounts_cart(carts: CartService, till: Till) -> None:
    await carts.add(GUEST, 1, 2)
    till.crash_before = DiedError()
    with pytest.raises(DiedError):
        await carts.buy(GUEST)
    till.crash_before = None
    stamp = (await carts._carts.load(GUEST)).checkout
    assert stamp is not None
    await carts.add(ACCOUNT, 2)
    await carts.take_over(GUEST, ACCOUNT)
    assert lines(await carts.view(ACCOUNT)) == [(2, 1), (1, 2)]
    await till.create_order(ACCOUNT, stamp.attempts[-1], stamp.key)
    assert lines(await carts.view(ACCOUNT)) == [(2, 1)]


async def test_an_erased_persons_cart_is_gone(carts: CartService, stores: Stores) -> None:
    await carts.add(GUEST, 1)
    for _ in range(2):
        await carts.forget(GUEST, "GONE_1")
    assert await stores.database["carts"].count_documents({}) == 0
