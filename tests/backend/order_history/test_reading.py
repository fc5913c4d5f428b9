"""What a shopper sees of their orders, page by page, from Redis and from MongoDB alike."""

from typing import Any

import pytest

from backend.kit.errors import RefusedError
from backend.kit.ids import new_id
from backend.order_history.models import KEY_PREFIX, OrderViewDoc
from backend.order_history.schemas import OrderPage
from backend.order_history.service import OrderHistoryService, build_order_history
from backend.stores.redis import open_redis
from tests.backend.order_history.conftest import USER, EmptyCatalogue, numbered, order, store
from tests.conftest import Stores


async def forget_mongodb(stores: Stores, order_id: str) -> None:
    """Change what MongoDB says of an order behind the view's back, so that a test sees who answered."""
    await stores.database["orders"].update_one({"_id": order_id}, {"$set": {"currency": "CNY"}})


def ids(page: OrderPage) -> list[str]:
    return [each.order_id for each in page.orders]


async def test_an_order_is_shown_with_its_lines_total_and_timeline(
    history: OrderHistoryService, stores: Stores
) -> None:
    stored = order(status=3)
    await store(stores, stored)
    await history.refresh([stored])
    [shown] = (await history.page(USER)).orders
    assert shown.order_id == stored["_id"]
    assert (shown.total, shown.currency, shown.status) == (2500, "USD", 3)
    assert (shown.lines[0].name, shown.lines[0].qty, shown.lines[0].price) == ("Blue shirt", 2, 1250)
    assert shown.created_on == stored["createdOn"]
    assert (shown.timeline[0].service, shown.timeline[0].reason) == ("orders", "because")


async def test_lines_name_their_size_and_those_from_before_there_were_sizes_none(
    history: OrderHistoryService, stores: Stores
) -> None:
    older, newer = order(), order()
    newer["products"][0]["productData"]["size"] = "M"
    await store(stores, older, newer)
    await history.refresh([older, newer])
    shown = await history.get_many(USER, [older["_id"], newer["_id"]])
    assert [shown[each["_id"]].lines[0].size for each in (older, newer)] == ["", "M"]


async def test_redis_and_mongodb_give_the_same_view(history: OrderHistoryService, stores: Stores) -> None:
    stored = order()
    await store(stores, stored)
    from_mongodb = await history.page(USER)
    await history.refresh([stored])
    assert await history.page(USER) == from_mongodb
    assert await history.get(USER, stored["_id"]) == from_mongodb.orders[0]


async def test_the_view_is_a_redis_om_document(
    history: OrderHistoryService, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = order()
    await history.refresh([stored])
    monkeypatch.setattr(OrderViewDoc._meta, "database", stores.redis.text)
    document = await OrderViewDoc.get(stored["_id"])
    assert (document.user_id, document.total, document.lines[0].name) == (USER, 2500, "Blue shirt")


async def test_the_index_answers_when_it_has_everything(history: OrderHistoryService, stores: Stores) -> None:
    stored = order()
    await store(stores, stored)
    await history.refresh([stored])
    await forget_mongodb(stores, stored["_id"])
    assert (await history.page(USER)).orders[0].currency == "USD"


async def test_pages_go_from_the_newest_to_the_oldest(history: OrderHistoryService, stores: Stores) -> None:
    orders = [order(order_id=numbered(1, millisecond=1_790_000_000_000 + each)) for each in range(25)]
    await store(stores, *orders)
    await history.refresh(orders)
    seen: list[str] = []
    before: str | None = None
    while True:
        page = await history.page(USER, before)
        assert page.total == 25
        seen += ids(page)
        before = page.older
        if before is None:
            break
    assert seen == [each["_id"] for each in reversed(orders)]


@pytest.mark.parametrize("indexed", [True, False])
async def test_orders_of_one_millisecond_are_each_on_one_page(
    history: OrderHistoryService, stores: Stores, indexed: bool
) -> None:
    orders = [order(order_id=numbered(number)) for number in range(40)]
    await store(stores, *orders)
    if indexed:
        await history.refresh(orders)
    seen: list[str] = []
    before: str | None = None
    for size in (3, 7, 1, 20, 9):
        page = await history.page(USER, before, size)
        assert len(page.orders) == size
        seen += ids(page)
        before = page.older
    assert before is None
    assert seen == [numbered(number) for number in reversed(range(40))]


async def test_a_page_that_ends_with_the_last_order_has_none_older(
    history: OrderHistoryService, stores: Stores
) -> None:
    orders = [order() for _ in range(10)]
    await store(stores, *orders)
    await history.refresh(orders)
    assert (await history.page(USER)).older is None


async def test_get_many_gives_what_there_is(history: OrderHistoryService, stores: Stores) -> None:
    known, unseen = order(), order()
    await store(stores, known, unseen)
    await history.refresh([known])
    found = await history.get_many(USER, [known["_id"], unseen["_id"], new_id(), "no order"])
    assert [*found] == [known["_id"], unseen["_id"]]
    assert await stores.redis.commands.exists(KEY_PREFIX + unseen["_id"])


@pytest.mark.parametrize(
    "before",
    ["", "*", "|", "@user_id:{*}", "0 9]) | (*", "$user", "'", "x" * 10_000, "買", "\0", 7, True, {}],
)
async def test_a_position_that_is_no_order_is_refused_by_name(
    history: OrderHistoryService, before: Any
) -> None:
    with pytest.raises(RefusedError) as refusal:
        await history.page(USER, before)
    assert refusal.value.problems[0].field == "before"


@pytest.mark.parametrize("size", [0, -1, 101, True, 1.5, "10", None, 2**70])
async def test_a_page_size_that_is_none_is_refused_by_name(history: OrderHistoryService, size: Any) -> None:
    with pytest.raises(RefusedError) as refusal:
        await history.page(USER, None, size)
    assert refusal.value.problems[0].field == "size"


class TestAnotherShoppersOrders:
    NAMES = (
        "bob", "BOB", "bob|", "|bob", '"|"', "|", "||", "bob,", "alice|bob", " bob", "bob ", "bob\n",
        "\tbob", "*", "b*", "%bob%", "@user_id:{bob}", "bob} | @user_id:{*", "hello) | (@user_id:{bob}",
        "$user", "-bob", "{bob}", "(bob)", "[bob]", "bob\\", "\\bob", "'bob'", "`", "?", "~bob", "bob:",
        "bob;", "<bob>", "=bob", "bob\x1f", "bob\0", "bob\0x", "é", "e\u0301", "買い物", "👟", "x" * 5000, "",
    )  # fmt: skip

    @pytest.mark.parametrize("redis_knows", [True, False])
    async def test_each_name_sees_its_own_order_and_no_other(
        self, history: OrderHistoryService, stores: Stores, redis_knows: bool
    ) -> None:
        orders = {name: order(name) for name in self.NAMES}
        await store(stores, *orders.values())
        if redis_knows:
            await history.refresh([*orders.values()])
        run_id = (await stores.redis.commands.info("server"))["run_id"]
        everything = [each["_id"] for each in orders.values()]
        for name, own in orders.items():
            page = await history.page(name)
            assert (page.total, ids(page)) == (1, [own["_id"]]), name
            assert ids(await history.page(name, numbered(0, millisecond=2**48 - 1))) == [own["_id"]], name
            assert [*await history.get_many(name, everything)] == [own["_id"]], name
        assert (await stores.redis.commands.info("server"))["run_id"] == run_id

    async def test_a_foreign_order_is_no_order(self, history: OrderHistoryService, stores: Stores) -> None:
        foreign = order("bob")
        await store(stores, foreign)
        await history.refresh([foreign])
        assert await history.get("alice", foreign["_id"]) is None

    async def test_a_foreign_order_as_position_tells_nothing(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        own, foreign = order("alice"), order("bob")
        await store(stores, own, foreign)
        await history.refresh([own, foreign])
        assert ids(await history.page("alice", foreign["_id"])) == [own["_id"]]


class TestWithoutTheView:
    async def test_an_index_that_is_gone_is_made_again_and_filled(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = [order() for _ in range(3)]
        await store(stores, *orders)
        await history.refresh(orders)
        await stores.operator.flushall()
        for _ in range(3):
            page = await history.page(USER)
            assert (page.total, ids(page)) == (3, [each["_id"] for each in reversed(orders)])
        await forget_mongodb(stores, orders[-1]["_id"])
        assert (await history.page(USER)).orders[0].currency == "USD"

    async def test_an_index_that_lost_documents_is_repaired(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        orders = [order() for _ in range(12)]
        await store(stores, *orders)
        await history.refresh(orders)
        await stores.redis.commands.unlink(KEY_PREFIX + orders[2]["_id"])
        assert len((await history.page(USER)).orders) == 10
        assert await stores.redis.commands.exists(KEY_PREFIX + orders[2]["_id"])

    async def test_a_view_that_is_behind_is_repaired(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        stored = order()
        await store(stores, order(order_id=stored["_id"], version=2, status=3))
        await history.refresh([stored])
        assert (await history.page(USER)).orders[0].status == 3
        shown = await history.get(USER, stored["_id"])
        assert shown is not None
        assert shown.status == 3

    async def test_one_order_that_is_behind_or_does_not_exist_is_as_mongodb_has_it(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        behind, stranger, foreign = order(), order(), order("bob")
        await store(stores, order(order_id=behind["_id"], version=2, status=3), foreign)
        await history.refresh([behind, stranger, foreign])
        for _ in range(2):
            shown = await history.one(USER, behind["_id"])
            assert shown is not None
            assert shown.status == 3
        assert not await stores.redis.commands.exists(KEY_PREFIX + stranger["_id"])
        for nobodys in (stranger["_id"], foreign["_id"], "x"):
            assert await history.one(USER, nobodys) is None

    async def test_a_view_of_an_order_that_does_not_exist_is_not_shown(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        real, stranger = order(), order()
        await store(stores, real)
        await history.refresh([real, stranger])
        assert ids(await history.page(USER)) == [real["_id"]]
        assert not await stores.redis.commands.exists(KEY_PREFIX + stranger["_id"])

    async def test_a_view_that_cannot_be_read_is_read_from_mongodb(
        self, history: OrderHistoryService, stores: Stores
    ) -> None:
        stored = order()
        await store(stores, stored)
        await history.refresh([stored])
        await stores.redis.commands.execute_command("JSON.SET", KEY_PREFIX + stored["_id"], "$.lines", "7")
        assert ids(await history.page(USER)) == [stored["_id"]]
        await forget_mongodb(stores, stored["_id"])
        shown = await history.get(USER, stored["_id"])
        assert shown is not None
        assert shown.currency == "USD"

    async def test_without_redis_mongodb_answers(self, stores: Stores, unused_tcp_port: int) -> None:
        stored = order()
        await store(stores, stored)
        async with open_redis(f"redis://127.0.0.1:{unused_tcp_port}") as nowhere:
            history = build_order_history(stores.database, nowhere, EmptyCatalogue())
            assert ids(await history.page(USER)) == [stored["_id"]]
            assert await history.get(USER, stored["_id"]) is not None
