"""All orders in the tutorial's shape: as right as a page, from Redis where that can be relied on."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from backend.order_history import whole
from backend.order_history.contract import MARK
from backend.order_history.models import KEY_PREFIX
from backend.order_history.service import OrderHistoryService, build_order_history
from backend.stores.redis import open_redis
from tests.backend.order_history.conftest import USER, numbered, order, store
from tests.conftest import Stores

ADDRESS = "https://shop.example"


class OneProduct:
    """Knows product 7, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    async def contract_data(self, product_ids: Sequence[int], base_url: str) -> dict[int, bytes]:
        self.asked.append([*product_ids])
        known = {
            "ageGroup": "Adults",
            "gender": "Men",
            "displayCategories": "Shirts",
            "styleImages": {"default": {"imageURL": f"{base_url}/today.svg"}},
            "productDescriptors": {"description": {"value": "Blue."}},
        }
        return {7: orjson.dumps(known)[1:]} if 7 in product_ids else {}


@pytest.fixture
def catalogue() -> OneProduct:
    return OneProduct()


@pytest.fixture
async def selling(history: OrderHistoryService, stores: Stores, catalogue: OneProduct) -> OrderHistoryService:
    """The history of a shop that sells product 7."""
    return build_order_history(stores.database, stores.redis, catalogue)


@pytest.fixture
async def without_redis(stores: Stores, unused_tcp_port: int) -> AsyncIterator[OrderHistoryService]:
    async with open_redis(f"redis://127.0.0.1:{unused_tcp_port}") as nowhere:
        yield build_order_history(stores.database, nowhere, OneProduct())


async def everything(history: OrderHistoryService, user: str = USER) -> list[dict[str, Any]]:
    text = await history.everything(user, ADDRESS)
    assert MARK not in text
    found: list[dict[str, Any]] = orjson.loads(text)
    return found


def ids(orders: list[dict[str, Any]]) -> list[str]:
    return [each["orderId"] for each in orders]


async def test_an_order_has_the_tutorials_keys(selling: OrderHistoryService, stores: Stores) -> None:
    stored = order(status=3)
    stored["products"][0]["productData"]["variantName"] = "Haven"
    stored["createdOn"] = datetime(2026, 11, 24, 6, 41, 6, 961_000, UTC)
    stored["lastUpdatedOn"] = datetime(2026, 1, 2, 3, 4, 5, 0, UTC)
    stored["lastUpdatedBy"] = "PAYMENTS"
    await store(stores, stored)
    await selling.refresh([stored])
    [shown] = await everything(selling)
    assert shown == {
        "orderId": stored["_id"],
        "userId": USER,
        "orderStatusCode": 3,
        "products": [
            {
                "productId": 7,
                "qty": 2,
                "productPrice": 12.5,
                "productData": {
                    "id": 7,
                    "price": 12.5,
                    "productDisplayName": "Blue shirt",
                    "variantName": "Haven",
                    "brandName": "Acme",
                    "ageGroup": "Adults",
                    "gender": "Men",
                    "displayCategories": "Shirts",
                    "styleImages": {"default": {"imageURL": f"{ADDRESS}/today.svg"}},
                    "productDescriptors": {"description": {"value": "Blue."}},
                },
            }
        ],
        "createdOn": "2026-11-24T06:41:06.961Z",
        "createdBy": USER,
        "lastUpdatedOn": "2026-01-02T03:04:05.000Z",
        "lastUpdatedBy": "PAYMENTS",
    }
    assert [*shown] == [
        *("orderId", "userId", "orderStatusCode", "products"),
        *("createdOn", "createdBy", "lastUpdatedOn", "lastUpdatedBy"),
    ]


async def test_redis_and_mongodb_give_the_same_text(
    selling: OrderHistoryService, without_redis: OrderHistoryService, stores: Stores
) -> None:
    orders = [order() for _ in range(5)]
    await store(stores, *orders)
    await selling.refresh(orders)
    text = await selling.everything(USER, ADDRESS)
    assert text == await without_redis.everything(USER, ADDRESS)
    assert ids(orjson.loads(text)) == sorted((each["_id"] for each in orders), reverse=True)


async def test_a_product_that_is_no_more_shows_what_the_order_kept(
    selling: OrderHistoryService, stores: Stores
) -> None:
    stored = order()
    stored["products"].append({"productId": 8, "qty": 1, "productPrice": 100})
    stored["products"].append(
        {"productId": 9, "qty": 1, "productPrice": 100, "productData": {"picture": '/p "9".svg'}}
    )
    await store(stores, stored)
    await selling.refresh([stored])
    [shown] = await everything(selling)
    known, bare, pictured = (line["productData"] for line in shown["products"])
    assert [*known] == [*bare] == [*pictured]
    assert (bare["productDisplayName"], bare["styleImages"]["default"]["imageURL"]) == ("Product 8", "")
    assert pictured["styleImages"]["default"]["imageURL"] == f'{ADDRESS}/p "9".svg'
    assert bare["productDescriptors"] == {"description": {"value": ""}}


async def test_names_with_signs_of_json_stay_what_they_are(
    history: OrderHistoryService, stores: Stores
) -> None:
    name, user = 'a","userId":"bob \x02 \u2028 \\ 👟', 'al"ice\\'
    stored = order(user)
    stored["products"][0]["productData"] = dict.fromkeys(("productDisplayName", "brandName", "picture"), name)
    await store(stores, stored)
    for _ in range(2):
        [shown] = await everything(history, user)
        data = shown["products"][0]["productData"]
        assert (shown["userId"], data["productDisplayName"], data["brandName"]) == (user, name, name)
        assert data["styleImages"]["default"]["imageURL"] == ADDRESS + name
        await history.refresh([stored])


async def test_a_shopper_without_orders_has_an_empty_list(history: OrderHistoryService) -> None:
    assert await history.everything(USER, ADDRESS) == b"[]"


async def test_a_product_bought_often_is_looked_up_once(
    selling: OrderHistoryService, stores: Stores, catalogue: OneProduct
) -> None:
    orders = [order() for _ in range(20)]
    await store(stores, *orders)
    await selling.refresh(orders)
    assert len(await everything(selling)) == 20
    assert catalogue.asked == [[7]]


async def test_at_most_the_newest_are_shown(
    history: OrderHistoryService, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "MOST", 3)
    orders = [order(order_id=numbered(number)) for number in range(5)]
    await store(stores, *orders)
    newest = [numbered(number) for number in (4, 3, 2)]
    assert ids(await everything(history)) == newest
    await history.refresh(orders)
    assert ids(await everything(history)) == newest


async def test_many_questions_at_once_are_answered_together(
    history: OrderHistoryService, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store(stores, order())
    reads: list[str] = []
    read = whole.WholeHistory.read

    async def counted(self: whole.WholeHistory, user: str, base_url: str) -> bytes:
        reads.append(user)
        return await read(self, user, base_url)

    monkeypatch.setattr(whole.WholeHistory, "read", counted)
    texts = await asyncio.gather(*(history.everything(USER, ADDRESS) for _ in range(30)))
    assert len({*texts}) == 1
    assert len(reads) == 2


class TestRedisIsNotRight:
    async def test_a_view_that_is_behind_is_not_shown_and_is_repaired(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = [order() for _ in range(3)]
        await store(stores, *orders)
        await history.refresh(orders)
        paid = {"orderStatusCode": 3, "version": 2}
        await stores.database["orders"].update_one({"_id": orders[1]["_id"]}, {"$set": paid})
        assert [each["orderStatusCode"] for each in await everything(history)] == [1, 3, 1]
        text = await stores.redis.commands.execute_command(
            "JSON.GET", KEY_PREFIX + orders[1]["_id"], "$.version"
        )
        assert text == b"[2]"

    async def test_views_that_were_lost_are_read_from_mongodb(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = [order() for _ in range(6)]
        await store(stores, *orders)
        await history.refresh(orders)
        newest_first = sorted((each["_id"] for each in orders), reverse=True)
        for lost in ([orders[2]], orders[1:]):
            await stores.redis.commands.unlink(*(KEY_PREFIX + each["_id"] for each in lost))
            assert ids(await everything(history)) == newest_first
            assert await stores.redis.commands.exists(KEY_PREFIX + lost[0]["_id"])

    async def test_a_redis_that_was_emptied_costs_nothing_but_time(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = [order() for _ in range(3)]
        await store(stores, *orders)
        await history.refresh(orders)
        await stores.operator.flushall()
        for _ in range(3):
            assert ids(await everything(history)) == sorted((each["_id"] for each in orders), reverse=True)

    async def test_a_view_of_no_order_is_not_shown(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        real, stranger = order(), order()
        await store(stores, real)
        await history.refresh([real, stranger])
        assert ids(await everything(history)) == [real["_id"]]

    async def test_a_stranger_in_the_place_of_a_lost_view_is_not_shown(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        real, stranger = order(), order()
        await store(stores, real)
        await history.refresh([stranger])
        assert ids(await everything(history)) == [real["_id"]]

    @pytest.mark.parametrize("spoilt", ['""', '"{}"', "7", "null", '"{\\"orderId\\":\\"x\\"}"'])
    async def test_a_text_that_cannot_be_this_orders_is_made_anew(
        self, history: OrderHistoryService, stores: Stores, spoilt: str
    ) -> None:
        stored = order()
        await store(stores, stored)
        await history.refresh([stored])
        key = KEY_PREFIX + stored["_id"]
        await stores.redis.commands.execute_command("JSON.SET", key, "$.contract", spoilt)
        assert ids(await everything(history)) == [stored["_id"]]
        text = await stores.redis.commands.execute_command("JSON.GET", key, "$.contract")
        assert stored["_id"] in text.decode()

    async def test_a_view_from_before_there_were_texts_is_written_again(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        stored = order()
        await store(stores, stored)
        await history.refresh([stored])
        await stores.redis.commands.execute_command("JSON.DEL", KEY_PREFIX + stored["_id"], "$.contract")
        assert ids(await everything(history)) == [stored["_id"]]


class TestAnotherShoppersOrders:
    NAMES = (
        "bob", "BOB", "bob|", "|bob", "|", " bob", "bob ", "*", "b*", "$user", "{bob}", "bob} | @user_id:{*",
        "bob\\", "\\bob", '"bob"', "bob\0", "bob\0x", "é", "e\u0301", "買い物", "", "x" * 3_000,
    )  # fmt: skip

    async def test_each_name_sees_its_own_order_and_no_other(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = {name: order(name) for name in self.NAMES}
        await store(stores, *orders.values())
        for _ in range(2):
            for name, own in orders.items():
                assert ids(await everything(history, name)) == [own["_id"]], name
            await history.refresh([*orders.values()])

    async def test_a_foreign_text_in_the_shoppers_view_is_not_shown(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        own, foreign = order("alice"), order("bob")
        await store(stores, own, foreign)
        await history.refresh([own, foreign])
        commands = stores.redis.commands
        text = await commands.execute_command("JSON.GET", KEY_PREFIX + foreign["_id"], ".contract")
        await commands.execute_command("JSON.SET", KEY_PREFIX + own["_id"], "$.contract", text)
        [shown] = await everything(history, "alice")
        assert (shown["orderId"], shown["userId"]) == (own["_id"], "alice")

    async def test_an_order_that_went_to_an_account_is_the_accounts(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        stored = order("guest")
        await store(stores, stored)
        await history.refresh([stored])
        await stores.database["orders"].update_one(
            {"_id": stored["_id"]}, {"$set": {"userId": "account", "version": 2}}
        )
        assert await everything(history, "guest") == []
        [shown] = await everything(history, "account")
        assert (shown["userId"], shown["createdBy"]) == ("account", "guest")
        assert await everything(history, "guest") == []
