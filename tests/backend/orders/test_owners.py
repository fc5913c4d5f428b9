"""An account takes over a guest's orders, and an erased person's become nobody's."""

import asyncio
from typing import Any

import pytest

from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from tests.backend.orders.conftest import Report, Sell
from tests.conftest import Stores
from tests.waiting import eventually

Order = dict[str, Any]
GUEST, ACCOUNT = "USR_guest", "USR_account"


@pytest.fixture
async def product(sell: Sell) -> int:
    return await sell(1000)


async def buy(shop: Shop, product: int, user: str, key: str) -> str:
    return await shop.orders.create_order(user, [OrderLine(product, 1)], key)


async def stored(stores: Stores, order_id: str) -> Order:
    found = await stores.database["orders"].find_one({"_id": order_id})
    assert found is not None
    return found


async def test_all_of_a_guests_orders_become_the_accounts_however_often_it_is_asked(
    shop: Shop, stores: Stores, product: int
) -> None:
    await shop.history.ensure_index()
    theirs = await asyncio.gather(*(buy(shop, product, GUEST, f"k{number}") for number in range(120)))
    own = await buy(shop, product, ACCOUNT, "own")
    for _ in range(2):
        await shop.orders.take_over(GUEST, ACCOUNT)
    page = await shop.history.page(ACCOUNT, size=10)
    assert page.total == 121
    assert (await shop.history.page(GUEST)).total == 0
    assert await shop.history.get(GUEST, theirs[0]) is None
    view = await shop.history.get(ACCOUNT, theirs[0])
    assert view is not None
    assert view.version == 2
    assert (await stored(stores, own))["version"] == 1


async def test_the_accounts_open_pages_are_told(shop: Shop, product: int) -> None:
    order_id = await buy(shop, product, GUEST, "k")
    async with shop.history.watch() as watch, asyncio.timeout(5):

        async def connected() -> bool:
            return watch.is_connected

        await eventually(connected)
        await watch.add(ACCOUNT)
        await shop.orders.take_over(GUEST, ACCOUNT)
        while (await anext(watch)).changed != order_id:
            pass


async def test_a_report_of_either_owner_is_right_and_one_of_a_third_is_not(
    shop: Shop, stores: Stores, product: int, report: Report
) -> None:
    orders = [await stored(stores, await buy(shop, product, GUEST, f"k{number}")) for number in range(3)]
    await shop.orders.take_over(GUEST, ACCOUNT)
    users = (GUEST, ACCOUNT, "USR_third")
    reports = [report(order, 3, user_id=user) for order, user in zip(orders, users, strict=True)]
    rejected = await shop.orders.record(reports)
    assert [each.message for each in rejected] == reports[2:]
    assert [(await stored(stores, order["_id"]))["orderStatusCode"] for order in orders] == [3, 3, 1]


async def test_a_key_that_both_have_used_keeps_both_orders(shop: Shop, stores: Stores, product: int) -> None:
    first = await buy(shop, product, GUEST, "same")
    other = await buy(shop, product, GUEST, "other")
    own = await buy(shop, product, ACCOUNT, "same")
    await shop.orders.take_over(GUEST, ACCOUNT)
    assert {(await stored(stores, order_id))["userId"] for order_id in (first, other, own)} == {ACCOUNT}
    assert await shop.orders.placed(ACCOUNT, "same") == own
    assert await shop.orders.placed(ACCOUNT, "other") == other


async def test_a_repeat_after_the_sign_in_is_no_second_order(shop: Shop, product: int) -> None:
    order_id = await buy(shop, product, GUEST, "k")
    await shop.orders.take_over(GUEST, ACCOUNT)
    assert await buy(shop, product, ACCOUNT, "k") == order_id


async def test_reports_and_a_takeover_at_the_same_time_are_both_done(
    shop: Shop, stores: Stores, product: int, report: Report
) -> None:
    orders = [
        await stored(stores, order_id)
        for order_id in await asyncio.gather(
            *(buy(shop, product, GUEST, f"k{number}") for number in range(40))
        )
    ]
    await asyncio.gather(
        shop.orders.take_over(GUEST, ACCOUNT),
        *(shop.orders.record([report(order, 2), report(order, 3)]) for order in orders),
    )
    after = [await stored(stores, order["_id"]) for order in orders]
    assert {(order["userId"], order["orderStatusCode"]) for order in after} == {(ACCOUNT, 3)}


async def test_asked_again_the_stream_names_who_placed_it(shop: Shop, stores: Stores, product: int) -> None:
    from backend.orders.models import placed_event

    order_id = await buy(shop, product, GUEST, "k")
    await shop.orders.take_over(GUEST, ACCOUNT)
    assert placed_event(await stored(stores, order_id), 1)["fields"]["userId"] == GUEST


async def test_an_erased_persons_orders_stay_as_nobodys(
    shop: Shop, stores: Stores, product: int, report: Report
) -> None:
    await shop.history.ensure_index()
    orders = [await stored(stores, await buy(shop, product, GUEST, f"k{number}")) for number in range(3)]
    await shop.orders.take_over(GUEST, ACCOUNT)
    await shop.orders.record([report(order, 3) for order in orders])
    for _ in range(2):
        await shop.orders.forget(ACCOUNT, "GONE_1")
    for order in orders:
        after = await stored(stores, order["_id"])
        assert GUEST not in str(after)
        assert ACCOUNT not in str(after)
        assert (after["userId"], after["orderAmount"]) == ("GONE_1", order["orderAmount"])
    assert (await shop.history.page(ACCOUNT)).total == 0
    before = [await stored(stores, order["_id"]) for order in orders]
    assert await shop.orders.record([report(order, 3) for order in orders]) == []
    assert [await stored(stores, order["_id"]) for order in orders] == before
