"""An order on hold: what is kept of it, how it is released, and what happens to it meanwhile."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.bus.streams import ensure_group
from backend.events import ORDERS_CON_GROUP, ORDERS_STREAM
from backend.events.origin import Origin
from backend.kit.clock import now
from backend.orders.models import placed_event
from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from tests.backend.orders.conftest import Report, Sell
from tests.conftest import Stores

Order = dict[str, Any]
ORIGIN = Origin("SESSION", "browser", "address", signed_in=True)


@pytest.fixture
async def order(shop: Shop, sell: Sell, stores: Stores) -> Order:
    product_id = await sell(4)
    return await stored(
        stores, await shop.orders.create_order("USR_1", [OrderLine(product_id, 2)], "k", ORIGIN)
    )


@pytest.fixture
async def held(shop: Shop, stores: Stores, order: Order, report: Report) -> Order:
    await shop.orders.record([report(order, 4, reason="A new browser.", risk="0.65")])
    return await stored(stores, order["_id"])


async def stored(stores: Stores, order_id: str) -> Order:
    found = await stores.database["orders"].find_one({"_id": order_id})
    assert found is not None
    return found


async def placed(stores: Stores) -> list[dict[bytes, bytes]]:
    return [fields for _, fields in await stores.redis.commands.xrange(ORDERS_STREAM)]


async def test_order_placed_says_where_the_order_came_from_and_what_kinds_are_in_it(
    stores: Stores, order: Order
) -> None:
    (fields,) = await placed(stores)
    assert (fields[b"sessionId"], fields[b"fingerprint"], fields[b"ipHash"]) == (
        b"SESSION",
        b"browser",
        b"address",
    )
    assert fields[b"categories"].decode() == order["products"][0]["productData"]["articleType"]
    assert fields[b"released"] == b"0"


async def test_a_held_order_is_shown_with_its_reason_and_keeps_its_stock_and_its_risk(
    shop: Shop, stores: Stores, held: Order
) -> None:
    view = await shop.history.get("USR_1", held["_id"])
    assert view is not None
    assert (view.status, view.released, view.timeline[-1].reason) == (4, False, "A new browser.")
    assert (held["risk"], held["outbox"]) == (0.65, [])
    stock = await stores.database["stock"].find_one({"_id": held["products"][0]["productId"]})
    assert stock is not None
    assert stock["available"] == 2
    (waiting,) = await shop.orders.on_hold()
    assert (waiting.order_id, waiting.user, waiting.risk, waiting.reason) == (
        held["_id"],
        "USR_1",
        0.65,
        "A new browser.",
    )


async def test_what_a_guest_placed_is_released_by_no_shopper_whoever_owns_it_now(
    shop: Shop, sell: Sell, stores: Stores, report: Report
) -> None:
    line = OrderLine(await sell(4), 1)
    guest = Origin("SESSION", "browser", "address")
    order_id = await shop.orders.create_order("USR_guest", [line], "k", guest)
    await shop.orders.record([report(await stored(stores, order_id), 4)])
    await shop.orders.take_over("USR_guest", "USR_thief")
    for user in ("USR_guest", "USR_thief"):
        assert not await shop.orders.release(order_id, user, user)
    assert await shop.orders.release(order_id, "admin")


async def test_released_it_asks_payments_again_under_its_next_version(
    shop: Shop, stores: Stores, held: Order
) -> None:
    assert await shop.orders.release(held["_id"], "USR_1", "USR_1")
    *_, fields = await placed(stores)
    assert fields[b"released"] == b"1"
    assert fields[b"eventId"].decode() == f"{held['_id']}:{held['version'] + 1}"
    assert b"fingerprint" not in fields
    assert (await stored(stores, held["_id"]))["released"]["by"] == "USR_1"
    view = await shop.history.get("USR_1", held["_id"])
    assert view is not None
    assert (view.status, view.released) == (4, True)
    assert await shop.orders.on_hold() == []


async def test_released_twice_or_by_many_at_once_it_goes_on_once(
    shop: Shop, stores: Stores, held: Order
) -> None:
    answers = await asyncio.gather(*(shop.orders.release(held["_id"], "admin") for _ in range(10)))
    assert answers == [True] * 10
    assert len(await placed(stores)) == 2


async def test_of_held_orders_those_that_wait_for_a_person_are_found_newest_first(
    shop: Shop, stores: Stores, sell: Sell, report: Report
) -> None:
    product_id = await sell(100)
    for number in range(6):
        await shop.orders.create_order(f"USR_{number}", [OrderLine(product_id, 1)], "k")
    orders = await stores.database["orders"].find({}).sort("_id", 1).to_list(None)
    await shop.orders.record([report(order, 4) for order in orders[:5]])
    await shop.orders.record([report(orders[1], 3), report(orders[2], 5)])
    await shop.orders.release(orders[3]["_id"], "admin")
    for _ in range(2):
        found = [each.order_id for each in await shop.orders.on_hold()]
        assert found == [orders[4]["_id"], orders[0]["_id"]]
    assert [each.order_id for each in await shop.orders.on_hold(size=1)] == [orders[4]["_id"]]
    assert [each.order_id for each in await shop.orders.on_hold(orders[4]["_id"], 1)] == [orders[0]["_id"]]
    assert await stores.database["orders_on_hold"].count_documents({}) == 3


async def test_only_its_shopper_can_release_it(shop: Shop, held: Order) -> None:
    assert not await shop.orders.release(held["_id"], "USR_2", "USR_2")
    assert not await shop.orders.release("nothing", "USR_2")


@pytest.mark.parametrize("codes", [[], [2], [3], [4, 5], [4, 3]])
async def test_only_an_order_on_hold_can_be_released(
    shop: Shop, stores: Stores, order: Order, report: Report, codes: list[int]
) -> None:
    await shop.orders.record([report(order, code) for code in codes])
    assert not await shop.orders.release(order["_id"], "admin")
    assert len(await placed(stores)) == 1


async def test_a_cancelled_order_gives_its_stock_back_once(
    shop: Shop, stores: Stores, held: Order, report: Report
) -> None:
    cancelled = report(held, 5, reason="You cancelled it.")
    await asyncio.gather(*(shop.orders.record([cancelled]) for _ in range(5)))
    after = await stored(stores, held["_id"])
    assert (after["orderStatusCode"], after["timeline"][-1]["reason"]) == (5, "You cancelled it.")
    stock = await stores.database["stock"].find_one({"_id": held["products"][0]["productId"]})
    assert stock is not None
    assert stock["available"] == 4


@pytest.mark.parametrize(("code", "is_kept"), [(2, True), (4, False), (3, False), (-3, False), (5, False)])
async def test_where_an_order_came_from_is_forgotten_once_payments_has_answered(
    shop: Shop, stores: Stores, order: Order, report: Report, code: int, is_kept: bool
) -> None:
    assert "SESSION" in str(order)
    await shop.orders.record([report(order, code)])
    assert ("SESSION" in str(await stored(stores, order["_id"]))) == is_kept


async def test_asked_again_the_order_says_where_it_came_from(shop: Shop, order: Order) -> None:
    again = placed_event(order, 1)["fields"]
    assert (again["fingerprint"], again["resend"]) == ("browser", "1")
    assert again["categories"] == order["outbox"][0]["fields"]["categories"]


class TestAskingAgain:
    async def owed(self, shop: Shop, stores: Stores, order: Order) -> bool:
        old = {"$set": {"lastUpdatedOn": now() - timedelta(hours=1)}}
        await stores.database["orders"].update_one({"_id": order["_id"]}, old)
        return bool(await shop.asking_again.still_owed([await stored(stores, order["_id"])]))

    async def test_an_order_that_waits_for_a_person_asks_nobody(
        self, shop: Shop, stores: Stores, held: Order
    ) -> None:
        await stores.operator.flushall()
        assert not await self.owed(shop, stores, held)
        assert await placed(stores) == []

    async def test_a_released_one_asks_until_it_is_answered(
        self, shop: Shop, stores: Stores, held: Order, report: Report
    ) -> None:
        await shop.orders.release(held["_id"], "admin")
        # Payments has read all of it, and its answer is lost.
        await ensure_group(stores.redis.commands, ORDERS_STREAM, ORDERS_CON_GROUP)
        await stores.redis.commands.xreadgroup(ORDERS_CON_GROUP, "payments", {ORDERS_STREAM: ">"}, noack=True)
        assert await self.owed(shop, stores, held)
        *_, fields = await placed(stores)
        assert (fields[b"released"], fields[b"resend"]) == (b"1", b"1")
        await shop.orders.record([report(held, 3)])
        assert not await self.owed(shop, stores, held)


async def test_a_release_that_could_not_be_published_is_left_to_the_sweeper(
    shop: Shop, stores: Stores, held: Order
) -> None:
    await stores.operator.config_set("min-replicas-to-write", 1)
    try:
        assert await shop.orders.release(held["_id"], "admin")
    finally:
        await stores.operator.config_set("min-replicas-to-write", 0)
    after = await stored(stores, held["_id"])
    assert after["dirty"]
    assert after["outbox"][-1]["fields"]["released"] == "1"


async def test_a_report_after_the_release_moves_the_order_on(
    shop: Shop, stores: Stores, held: Order, report: Report
) -> None:
    await shop.orders.release(held["_id"], "admin")
    await shop.orders.record([report(held, 4), report(held, 2), report(held, 3)])
    after = await stored(stores, held["_id"])
    assert [step["code"] for step in after["timeline"]] == [1, 4, 2, 3]
    assert (after["outbox"], "dirty" in after) == ([], False)
