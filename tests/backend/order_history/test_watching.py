"""Hints reach whoever watches a shopper, also after the connection was lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from backend.order_history.hints import MOST_WAITING_A_USER, Watch
from backend.order_history.schemas import Hint
from backend.order_history.service import OrderHistoryService
from tests.backend.order_history.conftest import USER, order
from tests.conftest import Stores


@pytest.fixture
async def watch(history: OrderHistoryService) -> AsyncIterator[Watch]:
    async with history.watch() as opened:
        # The first connection: without it `add` returns at once and a "re-read everything" follows.
        while not opened.is_connected:
            await asyncio.sleep(0)
        yield opened


async def next_hint(watch: Watch) -> Hint:
    async with asyncio.timeout(10):
        return await anext(aiter(watch))


async def kill_connections(stores: Stores) -> None:
    await stores.operator.execute_command("CLIENT", "KILL", "TYPE", "PUBSUB")


async def test_a_change_is_hinted_after_the_view_is_written(
    history: OrderHistoryService, watch: Watch
) -> None:
    await watch.add(USER)
    changed = order(version=4)
    await history.refresh([changed])
    assert await next_hint(watch) == Hint(user_id=USER, order_id=changed["_id"], version=4)
    shown = await history.get(USER, changed["_id"])
    assert shown is not None
    assert shown.version == 4


async def test_a_redelivered_change_is_hinted_again(history: OrderHistoryService, watch: Watch) -> None:
    await watch.add(USER)
    changed = order()
    for _ in range(2):
        await history.refresh([changed])
        assert (await next_hint(watch)).order_id == changed["_id"]


async def test_other_shoppers_are_not_heard(history: OrderHistoryService, watch: Watch) -> None:
    await watch.add(USER)
    own = order()
    await history.refresh([order("bob"), order(USER + "|"), order(""), own])
    assert (await next_hint(watch)).order_id == own["_id"]


async def test_a_slow_reader_finds_the_newest_hint_of_each_order(
    history: OrderHistoryService, watch: Watch
) -> None:
    await watch.add(USER)
    first, second = order(), order()
    await history.refresh([first, second, order(order_id=first["_id"], version=3)])
    await history.refresh([order(order_id=first["_id"], version=2)])
    await watch.add("last")
    assert {(await next_hint(watch)).version for _ in range(2)} == {3, 1}
    await history.refresh([order("last")])
    assert (await next_hint(watch)).user_id == "last"


async def test_too_many_orders_become_one_hint_to_read_everything(
    history: OrderHistoryService, watch: Watch
) -> None:
    await watch.add(USER)
    await history.refresh([order() for _ in range(MOST_WAITING_A_USER + 1)])
    await watch.add("last")
    assert await next_hint(watch) == Hint(user_id=USER, order_id=None, version=0)


async def test_a_busy_shopper_keeps_nobody_waiting(history: OrderHistoryService, watch: Watch) -> None:
    await watch.add(USER)
    await watch.add("bob")
    await history.refresh([*(order() for _ in range(50)), order("bob")])
    await watch.add("last")
    assert "bob" in [(await next_hint(watch)).user_id for _ in range(2)]


async def test_a_page_that_closes_while_it_is_added_is_not_watched(watch: Watch, stores: Stores) -> None:
    adding = asyncio.create_task(watch.add(USER))
    await asyncio.sleep(0)
    adding.cancel()
    await asyncio.gather(adding, return_exceptions=True)
    await watch.add("last")
    [listener] = await stores.operator.client_list(_type="pubsub")
    assert listener["sub"] == "2"


async def test_a_shopper_with_two_pages_is_heard_until_both_are_closed(
    history: OrderHistoryService, watch: Watch, stores: Stores
) -> None:
    await watch.add(USER)
    await watch.add(USER)
    await watch.drop(USER)
    await history.refresh([order()])
    assert (await next_hint(watch)).user_id == USER
    await watch.drop(USER)
    await watch.drop(USER)
    await watch.add("last")
    await history.refresh([order(), order("last")])
    assert (await next_hint(watch)).user_id == "last"
    assert await stores.redis.commands.pubsub_numsub(f"rivulet:orders:{USER}") == [
        (f"rivulet:orders:{USER}".encode(), 0)
    ]


async def test_a_process_that_watches_many_has_one_connection(watch: Watch, stores: Stores) -> None:
    await asyncio.gather(*(watch.add(f"USR_{number}") for number in range(200)))
    [listener] = await stores.operator.client_list(_type="pubsub")
    assert listener["sub"] == "201"


async def test_after_a_lost_connection_everything_is_read_again(
    history: OrderHistoryService, watch: Watch, stores: Stores
) -> None:
    await watch.add("alice")
    await watch.add("bob")
    await kill_connections(stores)
    again = {await next_hint(watch), await next_hint(watch)}
    assert again == {Hint(user_id=each, order_id=None, version=0) for each in ("alice", "bob")}
    changed = order("bob")
    await history.refresh([changed])
    assert (await next_hint(watch)).order_id == changed["_id"]


async def test_a_shopper_added_while_the_connection_is_lost_is_heard(
    history: OrderHistoryService, watch: Watch, stores: Stores
) -> None:
    for number in range(5):
        await kill_connections(stores)
        await watch.add(f"user {number}")
    changed = order("user 4")
    await history.refresh([changed])
    while True:
        hint = await next_hint(watch)
        if hint.user_id == "user 4":
            break
    assert hint.order_id in (None, changed["_id"])


async def test_a_message_that_is_no_hint_is_passed_over(
    history: OrderHistoryService, watch: Watch, stores: Stores
) -> None:
    await watch.add(USER)
    for nonsense in (b"", b"\xff", b"[]", b"null", b'{"orderId": 1}', b'{"orderId": "x", "version": "y"}'):
        await stores.redis.commands.publish(f"rivulet:orders:{USER}", nonsense)
    changed = order()
    await history.refresh([changed])
    assert (await next_hint(watch)).order_id == changed["_id"]


async def test_a_connection_that_says_nothing_is_given_up(
    history: OrderHistoryService, stores: Stores
) -> None:
    watch = Watch(stores.redis.blocking, heartbeat_s=0.2)
    listening = asyncio.create_task(watch.listen())
    while not watch.is_connected:
        await asyncio.sleep(0)
    await watch.add(USER)
    await stores.operator.execute_command("CLIENT", "PAUSE", 1500, "ALL")
    assert await next_hint(watch) == Hint(user_id=USER, order_id=None, version=0)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
