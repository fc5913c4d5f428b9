"""The whole journey over the real streams, and with a payments service that is not ours."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from redis.exceptions import ResponseError

from backend.events import ORDERS_CON_GROUP, ORDERS_STREAM, PAYMENTS_CON_GROUP, PAYMENTS_STREAM
from backend.kit.clock import now
from backend.orders import asking_again
from backend.orders.schemas import OrderLine
from backend.settings import SERVICES
from backend.wiring import Shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

Buy = Callable[[str], Awaitable[str]]


@pytest.fixture
async def buy(shop: Shop) -> Buy:
    await shop.products.generate(12, seed=2026)
    product = (await shop.products.search()).products[0]
    number = iter(range(1_000_000))

    async def order(user: str = "USR_1") -> str:
        lines = [OrderLine(product_id=product.product_id, qty=1)]
        return await shop.orders.create_order(user, lines, f"key {next(number)}")

    return order


async def until_status(shop: Shop, order_id: str, status: int, user: str = "USR_1") -> None:
    async def reached() -> bool:
        view = await shop.history.get(user, order_id)
        return view is not None and view.status == status

    await eventually(reached, within_s=20)


async def until_idle(stores: Stores) -> None:
    async def idle() -> bool:
        for stream, group in ((ORDERS_STREAM, ORDERS_CON_GROUP), (PAYMENTS_STREAM, PAYMENTS_CON_GROUP)):
            groups = await stores.redis.commands.xinfo_groups(stream)
            if not any(
                found["name"] == group.encode() and found["pending"] == 0 and found["lag"] == 0
                for found in groups
            ):
                return False
        return True

    await eventually(idle, within_s=20)


async def test_an_order_is_paid_and_each_open_page_is_told(shop: Shop, buy: Buy) -> None:
    async with run_services(shop, SERVICES), shop.history.watch() as watch:
        await watch.add("USR_1")
        order_id = await buy("USR_1")
        versions = []
        async with asyncio.timeout(10):
            async for hint in watch:
                if hint.changed == order_id:
                    versions.append(hint.version)
                    if hint.version == 2:
                        break
        assert versions[-1] == 2
        view = await shop.history.get("USR_1", order_id)
        assert view is not None
        assert view.status == 3
        assert await shop.history.get("USR_2", order_id) is None


async def test_a_payments_service_that_knows_only_the_tutorials_fields_takes_our_place(
    shop: Shop, stores: Stores, buy: Buy
) -> None:
    redis = stores.redis.commands
    async with run_services(shop, ("products", "orders")):
        order_id = await buy("USR_1")
        with suppress(ResponseError):  # it may be there already
            await redis.xgroup_create(ORDERS_STREAM, ORDERS_CON_GROUP, id="0", mkstream=True)
        ((_, ((entry_id, placed),)),) = await redis.xreadgroup(
            ORDERS_CON_GROUP, "theirs", {ORDERS_STREAM: ">"}
        )
        assert float(placed[b"orderAmount"]) > 0
        await redis.xadd(
            PAYMENTS_STREAM,
            {
                "orderId": placed[b"orderId"],
                "paymentId": "their-payment",
                "orderStatusCode": "3",
                "userId": placed[b"userId"],
            },
        )
        await redis.xack(ORDERS_STREAM, ORDERS_CON_GROUP, entry_id)
        await until_status(shop, order_id, 3)
    view = await shop.history.get("USR_1", order_id)
    assert view is not None
    assert view.payment_id == "their-payment"


def _bad_messages(order_id: str) -> list[dict[str, Any]]:
    good = {"orderId": order_id, "paymentId": "P", "orderStatusCode": "3", "userId": "USR_1"}
    missing = [{name: value for name, value in good.items() if name != left_out} for left_out in good]
    return [
        *missing,
        {**good, "orderId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
        {**good, "userId": "USR_2"},
        {**good, "paymentId": b"\xff\xfe"},
        {**good, "orderStatusCode": "8"},
        {**good, "orderStatusCode": "three"},
        {**good, "orderStatusCode": "3.0"},
        {**good, "orderStatusCode": "+3"},
        {**good, "orderStatusCode": "99999999999999999999"},
        {"nothing": "of the kind"},
        {f"field {number}": b"\xff" * 10_000 for number in range(2_000)},
    ]


async def test_what_cannot_be_right_becomes_a_dead_letter_and_blocks_nothing(
    shop: Shop, stores: Stores, buy: Buy
) -> None:
    order_id = await buy("USR_1")
    before = await stores.database["orders"].find_one({"_id": order_id})
    bad = _bad_messages(order_id)
    async with run_services(shop, ("orders",)):
        for fields in bad:
            await stores.redis.commands.xadd(PAYMENTS_STREAM, fields)
        letters = stores.database["dead_letters"]

        async def all_buried() -> bool:
            return await letters.count_documents({}) == len(bad)

        await eventually(all_buried)
        assert await stores.database["orders"].find_one({"_id": order_id}) == before
        assert all([letter["reason"] async for letter in letters.find()])
    async with run_services(shop, SERVICES):
        await until_status(shop, order_id, 3)


async def test_the_same_entry_twice_pays_once(shop: Shop, stores: Stores, buy: Buy) -> None:
    async with run_services(shop, SERVICES):
        order_id = await buy("USR_1")
        await until_status(shop, order_id, 3)
        for stream in (ORDERS_STREAM, PAYMENTS_STREAM):
            ((_, fields),) = (await stores.redis.commands.xrevrange(stream, count=1))[:1]
            await stores.redis.commands.xadd(stream, fields)
        await until_idle(stores)
    order = await stores.database["orders"].find_one({"_id": order_id})
    assert order is not None
    assert [step["code"] for step in order["timeline"]] == [1, 3]
    assert await stores.database["payments"].count_documents({}) == 1
    assert await stores.database["dead_letters"].count_documents({}) == 0


async def test_a_declined_order_tells_why_and_gives_its_stock_back(
    shop: Shop, stores: Stores, buy: Buy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop.payments._provider, "_decline_rate", 1.0)
    levels = {stock["_id"]: stock["available"] async for stock in stores.database["stock"].find()}
    async with run_services(shop, SERVICES):
        order_id = await buy("USR_1")
        await until_status(shop, order_id, -3)
    view = await shop.history.get("USR_1", order_id)
    assert view is not None
    assert "declined" in view.timeline[-1].reason
    assert levels == {stock["_id"]: stock["available"] async for stock in stores.database["stock"].find()}


async def test_an_order_whose_messages_redis_lost_is_paid_after_all(
    shop: Shop, stores: Stores, buy: Buy, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = await buy("USR_1")
    await stores.operator.flushall()
    await _make_old(stores)
    async with run_services(shop, SERVICES):
        await until_status(shop, order_id, 3)


async def test_an_order_whose_answer_was_lost_asks_again(
    shop: Shop, stores: Stores, buy: Buy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_again, "FIRST_AFTER_S", 1)
    async with run_services(shop, ("payments",)):
        order_id = await buy("USR_1")

        async def reported() -> bool:
            return bool(await stores.redis.commands.xlen(PAYMENTS_STREAM))

        await eventually(reported)
        await until_acked(stores)
    await stores.redis.commands.delete(PAYMENTS_STREAM)
    await _make_old(stores)
    async with run_services(shop, SERVICES):
        await until_status(shop, order_id, 3)
    payments = await stores.database["payments"].count_documents({})
    assert payments == 1


async def until_acked(stores: Stores) -> None:
    async def acked() -> bool:
        pending = await stores.redis.commands.xpending(ORDERS_STREAM, ORDERS_CON_GROUP)
        return bool(pending["pending"] == 0)

    await eventually(acked)


async def _make_old(stores: Stores) -> None:
    old = now() - timedelta(minutes=2)
    await stores.database["orders"].update_many({}, {"$set": {"lastUpdatedOn": old}})
