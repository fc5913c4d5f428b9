"""Taking orders: the server's prices, no oversell, one order a key, and refusals that name the line."""

import asyncio
from typing import Any

import pytest

from backend.events import ORDERS_STREAM, STOCK_STREAM
from backend.kit.errors import RefusedError
from backend.orders.errors import IdempotencyConflictError, OrdersUnavailableError, PriceChangedError
from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from tests.backend.in_sizes import another_size
from tests.backend.orders.conftest import Sell
from tests.conftest import Stores


def line(product_id: Any, qty: Any = 1) -> OrderLine:
    return OrderLine(product_id, qty)


async def available(stores: Stores, product_id: int) -> int:
    stock = await stores.database["stock"].find_one({"_id": product_id})
    assert stock is not None
    return int(stock["available"])


async def test_an_order_is_stored_as_the_tutorial_stores_it_at_the_servers_price(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    first, second = await sell(9), await sell(9)
    order_id = await shop.orders.create_order("USR_1", [line(first, 2), line(second)], "k")
    order = await stores.database["orders"].find_one({"_id": order_id})
    quotes = await shop.products.quote([first, second])
    assert order is not None
    assert (order["orderId"], order["userId"], order["orderStatusCode"]) == (order_id, "USR_1", 1)
    assert [(stored["productId"], stored["qty"], stored["productPrice"]) for stored in order["products"]] == [
        (first, 2, quotes[first]["price"]),
        (second, 1, quotes[second]["price"]),
    ]
    assert order["products"][0]["productData"]["productDisplayName"]
    assert order["orderAmount"] == 2 * quotes[first]["price"] + quotes[second]["price"]
    assert order["currency"] == "USD"
    assert {
        "createdOn",
        "createdBy",
        "lastUpdatedOn",
        "lastUpdatedBy",
        "statusCode",
        "paymentId",
    } <= order.keys()
    assert await available(stores, first) == 7


async def test_order_placed_carries_the_amount_in_major_units(shop: Shop, stores: Stores, sell: Sell) -> None:
    product_id = await sell(9)
    order_id = await shop.orders.create_order("USR_1", [line(product_id)], "k")
    ((_, fields),) = await stores.redis.commands.xrange(ORDERS_STREAM)
    price = (await shop.products.quote([product_id]))[product_id]["price"]
    assert fields[b"orderId"].decode() == order_id
    assert fields[b"userId"] == b"USR_1"
    assert fields[b"orderAmount"].decode() == f"{price // 100}.{price % 100:02}"


async def test_the_same_key_and_lines_give_the_same_order_however_they_arrive(shop: Shop, sell: Sell) -> None:
    product_id = await sell(50)
    together = await asyncio.gather(
        *(shop.orders.create_order("USR_1", [line(product_id)], "k") for _ in range(20))
    )
    later = await shop.orders.create_order("USR_1", [line(product_id)], "k")
    assert {*together, later} == {later}
    assert await shop.orders.placed("USR_1", "k") == later
    assert await shop.orders.placed("USR_2", "k") is None


async def test_the_same_key_with_other_lines_is_a_clear_error(shop: Shop, sell: Sell) -> None:
    product_id = await sell(50)
    answers = await asyncio.gather(
        shop.orders.create_order("USR_1", [line(product_id)], "k"),
        shop.orders.create_order("USR_1", [line(product_id, 2)], "k"),
        return_exceptions=True,
    )
    assert isinstance(answers[0], str)
    assert isinstance(answers[1], IdempotencyConflictError)
    with pytest.raises(IdempotencyConflictError) as refused:
        await shop.orders.create_order("USR_1", [line(product_id, 3)], "k")
    assert refused.value.problems[0].field == "idempotencyKey"


async def test_the_same_key_of_another_shopper_is_another_order(shop: Shop, sell: Sell) -> None:
    product_id = await sell(50)
    mine = await shop.orders.create_order("USR_1", [line(product_id)], "k")
    assert await shop.orders.create_order("USR_2", [line(product_id)], "k") != mine


async def test_200_parallel_orders_of_the_last_piece_give_one_order(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    product_id = await sell(1)
    answers = await asyncio.gather(
        *(shop.orders.create_order(f"USR_{number}", [line(product_id)], "k") for number in range(200)),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if isinstance(answer, RefusedError)]
    assert len(refused) == 199
    assert {problem.field for refusal in refused for problem in refusal.problems} == {"lines[0].qty"}
    assert all("sold out" in refusal.message for refusal in refused)
    assert await available(stores, product_id) == 0
    assert await stores.database["orders"].count_documents({}) == 1


async def test_two_processes_never_oversell_either(shop: Shop, stores: Stores, sell: Sell) -> None:
    from backend.wiring import open_shop

    product_id = await sell(30)
    async with open_shop(shop.settings) as other:
        answers = await asyncio.gather(
            *(
                taker.orders.create_order(f"USR_{number}", [line(product_id, 2)], "k")
                for number in range(30)
                for taker in (shop, other)
            ),
            return_exceptions=True,
        )
    assert len({answer for answer in answers if isinstance(answer, str)}) == 15
    assert await available(stores, product_id) == 0


async def test_an_order_is_taken_whole_or_not_at_all(shop: Shop, stores: Stores, sell: Sell) -> None:
    plenty, few = await sell(50), await sell(2)
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", [line(plenty), line(few, 3)], "k")
    assert [problem.field for problem in refused.value.problems] == ["lines[1].qty"]
    assert "Only 2 left" in refused.value.message
    assert (await available(stores, plenty), await available(stores, few)) == (50, 2)
    await shop.orders.create_order("USR_1", [line(plenty), line(few, 2)], "k")


async def test_one_product_in_two_lines_is_counted_together(shop: Shop, sell: Sell) -> None:
    product_id = await sell(3)
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", [line(product_id, 2), line(product_id, 2)], "k")
    assert refused.value.problems[0].field == "lines[1].qty"


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([], "lines"),
        ([line(1)] * 51, "lines"),
        ([line(1, 0)], "lines[0].qty"),
        ([line(1, 11)], "lines[0].qty"),
        ([line(1, -1)], "lines[0].qty"),
        ([line(1, True)], "lines[0].qty"),
        ([line(1, 1.5)], "lines[0].qty"),
        ([line(1, "1")], "lines[0].qty"),
        ([line(2**70)], "lines[0].productId"),
        ([line({"$gt": 0})], "lines[0].productId"),
        ([line(None)], "lines[0].productId"),
        ([line(987_654_321)], "lines[0].productId"),
    ],
)
async def test_bad_lines_are_refused_by_name(shop: Shop, lines: list[OrderLine], field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", lines, "k")
    assert field in [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize("key", ["", " ", " k", "k" * 201, "new\nline", None, 7, {"$ne": ""}])
async def test_a_bad_key_is_refused_by_name(shop: Shop, sell: Sell, key: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", [line(await sell(5))], key)
    assert refused.value.problems[0].field == "idempotencyKey"


async def test_a_withdrawn_product_is_not_for_sale(shop: Shop, stores: Stores, sell: Sell) -> None:
    product_id = await sell(5)
    await stores.database["products"].update_one({"_id": product_id}, {"$set": {"statusCode": 0}})
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", [line(product_id)], "k")
    assert refused.value.problems[0].field == "lines[0].productId"


async def test_stock_is_told_when_it_runs_low_and_only_then(shop: Shop, stores: Stores, sell: Sell) -> None:
    product_id = await sell(8)
    for number, expected in enumerate([0, 0, 1, 2]):
        await shop.orders.create_order("USR_1", [line(product_id)], f"k{number}")
        assert await stores.redis.commands.xlen(STOCK_STREAM) == expected
    *_, (_, fields) = await stores.redis.commands.xrange(STOCK_STREAM)
    assert (fields[b"productId"].decode(), fields[b"available"]) == (str(product_id), b"4")


async def test_an_order_stands_when_redis_is_away_and_is_published_later(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    product_id = await sell(5)
    await stores.operator.config_set("min-replicas-to-write", 1)
    try:
        order_id = await shop.orders.create_order("USR_1", [line(product_id)], "k")
    finally:
        await stores.operator.config_set("min-replicas-to-write", 0)
    order = await stores.database["orders"].find_one({"_id": order_id})
    assert order is not None
    assert order["dirty"]
    assert order["outbox"][0]["fields"]["orderId"] == order_id


async def test_a_dead_database_is_said_plainly_and_the_key_may_be_tried_again(
    shop: Shop, sell: Sell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pymongo.errors import AutoReconnect

    from backend.orders.repository import OrderRepository

    async def away(*_: object) -> None:
        raise AutoReconnect("connection closed")

    product_id = await sell(5)
    with monkeypatch.context() as patched:
        patched.setattr(OrderRepository, "insert", away)
        with pytest.raises(OrdersUnavailableError):
            await shop.orders.create_order("USR_1", [line(product_id)], "k")
    assert await shop.orders.create_order("USR_1", [line(product_id)], "k")


async def test_a_line_at_another_price_is_refused_by_name_and_nothing_is_taken(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    right, wrong = await sell(9), await sell(9)
    prices = {key: quote["price"] for key, quote in (await shop.products.quote([right, wrong])).items()}
    lines = [OrderLine(right, 1, prices[right]), OrderLine(wrong, 1, prices[wrong] - 1)]
    with pytest.raises(PriceChangedError) as refused:
        await shop.orders.create_order("USR_1", lines, "k")
    assert [problem.field for problem in refused.value.problems] == ["lines[1].productPrice"]
    assert (await available(stores, right), await available(stores, wrong)) == (9, 9)
    lines[1] = OrderLine(wrong, 1, prices[wrong])
    order_id = await shop.orders.create_order("USR_1", lines, "k")
    assert await shop.orders.create_order("USR_1", [line(right), line(wrong)], "k") == order_id


async def test_an_order_that_stands_is_given_again_though_the_price_has_changed(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    product_id = await sell(9)
    price = (await shop.products.quote([product_id]))[product_id]["price"]
    order_id = await shop.orders.create_order("USR_1", [OrderLine(product_id, 1, price)], "k")
    await stores.database["products"].update_one({"_id": product_id}, {"$inc": {"discountedPrice": 100}})
    assert await shop.orders.create_order("USR_1", [OrderLine(product_id, 1, price)], "k") == order_id


@pytest.mark.parametrize("price", [-1, "100", 1.5, True, 2**70])
async def test_what_is_no_price_is_refused_by_name(shop: Shop, sell: Sell, price: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        await shop.orders.create_order("USR_1", [OrderLine(await sell(5), 1, price)], "k")
    assert [problem.field for problem in refused.value.problems] == ["lines[0].productPrice"]


async def test_a_size_is_ordered_by_its_id_and_only_its_stock_is_taken(
    shop: Shop, stores: Stores, sell: Sell
) -> None:
    product, size = await another_size(shop)
    before = [await available(stores, each.product_id) for each in product.sizes]
    order_id = await shop.orders.create_order("USR_1", [line(size.product_id, 2)], "k")
    after = [await available(stores, each.product_id) for each in product.sizes]
    taken = dict(
        zip((each.product_id for each in product.sizes), map(int.__sub__, before, after), strict=True)
    )
    assert {each: qty for each, qty in taken.items() if qty} == {size.product_id: 2}
    order = await stores.database["orders"].find_one({"_id": order_id})
    assert order is not None
    [stored] = order["products"]
    assert (stored["productId"], stored["productPrice"]) == (size.product_id, product.price)
    assert stored["productData"]["productId"] == size.product_id
    assert stored["productData"]["size"] == size.size


async def test_too_little_of_a_size_is_refused_by_its_name(shop: Shop, stores: Stores, sell: Sell) -> None:
    product, size = await another_size(shop)
    for left, sentence in (
        (1, f"Only 1 left of {product.name} in size {size.size}."),
        (0, f"{product.name} is sold out in size {size.size}."),
    ):
        await stores.database["stock"].update_one({"_id": size.product_id}, {"$set": {"available": left}})
        with pytest.raises(RefusedError) as refusal:
            await shop.orders.create_order("USR_1", [line(size.product_id, 2)], f"k{left}")
        assert [(each.field, each.message) for each in refusal.value.problems] == [("lines[0].qty", sentence)]
