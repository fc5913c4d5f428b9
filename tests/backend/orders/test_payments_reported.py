"""What reports of payments do to orders: once each, in order, and nothing when they can't be right."""

import asyncio
from typing import Any

import pytest

from backend.events import STOCK_STREAM
from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from tests.backend.orders.conftest import Report, Sell
from tests.conftest import Stores

Order = dict[str, Any]


@pytest.fixture
async def order(shop: Shop, stores: Stores, sell: Sell) -> Order:
    product_id = await sell(4)
    order_id = await shop.orders.create_order("USR_1", [OrderLine(product_id=product_id, qty=2)], "k")
    return await stored(stores, order_id)


async def stored(stores: Stores, order_id: str) -> Order:
    found = await stores.database["orders"].find_one({"_id": order_id})
    assert found is not None
    return found


async def left_of(stores: Stores, order: Order) -> int:
    stock = await stores.database["stock"].find_one({"_id": order["products"][0]["productId"]})
    assert stock is not None
    return int(stock["available"])


async def test_success_is_stored_shown_and_clears_the_outbox(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    assert await shop.orders.record([report(order, 2), report(order, 3)]) == []
    after = await stored(stores, order["_id"])
    assert (after["orderStatusCode"], after["paymentId"]) == (3, "PAY1")
    assert [step["code"] for step in after["timeline"]] == [1, 2, 3]
    assert (after["outbox"], "dirty" in after) == ([], False)
    view = await shop.history.get("USR_1", order["_id"])
    assert view is not None
    assert (view.status, view.version) == (3, after["version"])


async def test_what_asked_for_the_payment_is_kept_until_its_result(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    await shop.orders.record([report(order, 2)])
    assert (await stored(stores, order["_id"]))["outbox"] == order["outbox"]


async def test_a_repeated_report_changes_nothing(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    await shop.orders.record([report(order, 3)])
    before = await stored(stores, order["_id"])
    assert await shop.orders.record([report(order, 3), report(order, 2)]) == []
    assert await stored(stores, order["_id"]) == before


async def test_a_failure_gives_the_stock_back_once_and_tells_why(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    assert await left_of(stores, order) == 2
    failure = report(order, -3, reason="The card was declined.")
    await asyncio.gather(*(shop.orders.record([failure, failure]) for _ in range(20)))
    assert await left_of(stores, order) == 4
    view = await shop.history.get("USR_1", order["_id"])
    assert view is not None
    assert (view.status, view.timeline[-1].reason) == (-3, "The card was declined.")
    levels = [fields[b"available"] for _, fields in await stores.redis.commands.xrange(STOCK_STREAM)]
    assert levels == [b"2", b"4"]


async def test_a_success_after_a_failure_is_refunded_and_keeps_the_stock(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    await shop.orders.record([report(order, -3)])
    await shop.orders.record([report(order, 3)])
    await shop.orders.record([report(order, 3)])
    after = await stored(stores, order["_id"])
    assert after["orderStatusCode"] == 6
    assert [step["code"] for step in after["timeline"]] == [1, -3, 6]
    assert await left_of(stores, order) == 4


async def test_what_cannot_be_right_is_rejected_and_changes_nothing(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    wrong = [
        report(order, 3, order_id="01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        report(order, 3, user_id="USR_2"),
        report(order, 10),
        report(order, -1),
    ]
    rejected = await shop.orders.record(wrong)
    assert [rejection.message for rejection in rejected] == wrong
    assert [rejection.reason.split(":")[0] for rejection in rejected] == [
        "orderId",
        "userId",
        "orderStatusCode",
        "orderStatusCode",
    ]
    assert await stored(stores, order["_id"]) == order


async def test_reports_that_race_are_all_counted(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    await asyncio.gather(shop.orders.record([report(order, 2)]), shop.orders.record([report(order, 3)]))
    after = await stored(stores, order["_id"])
    assert after["orderStatusCode"] == 3
    assert after["version"] == len(after["timeline"])


async def test_a_refund_keeps_the_payment_that_succeeded(
    shop: Shop, stores: Stores, order: Order, report: Report
) -> None:
    await shop.orders.record([report(order, 3)])
    await shop.orders.record([report(order, 6, payment_id="PAY2")])
    after = await stored(stores, order["_id"])
    assert (after["orderStatusCode"], after["paymentId"]) == (6, "PAY1")
