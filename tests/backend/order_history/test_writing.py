"""How the views are kept: newer over older, rebuilt when they must be."""

import asyncio

from backend.order_history.index import OrderIndex
from backend.order_history.models import INDEX_PREFIX, KEY_PREFIX, index_name
from backend.order_history.service import OrderHistoryService, build_order_history
from tests.backend.order_history.conftest import USER, EmptyCatalogue, order, store
from tests.conftest import Stores


async def status_of(history: OrderHistoryService, order_id: str) -> int:
    shown = await history.get(USER, order_id)
    assert shown is not None
    return shown.status


async def test_an_older_version_never_overwrites_a_newer_one(history: OrderHistoryService) -> None:
    created = order()
    paid = order(order_id=created["_id"], version=2, status=3)
    await history.refresh([paid])
    await history.refresh([created])
    assert await status_of(history, created["_id"]) == 3
    await history.refresh([created, paid, created])
    assert await status_of(history, created["_id"]) == 3


async def test_versions_in_any_order_end_with_the_newest(history: OrderHistoryService) -> None:
    versions = [order(version=1, status=1)]
    versions += [order(order_id=versions[0]["_id"], version=each, status=each) for each in range(2, 11)]
    await asyncio.gather(*(history.refresh([each]) for each in versions[::-2] + versions[::2]))
    assert await status_of(history, versions[0]["_id"]) == 10


async def test_a_hundred_views_are_one_round_trip(history: OrderHistoryService, stores: Stores) -> None:
    orders = [order() for _ in range(100)]
    before = (await stores.redis.commands.info("stats"))["total_reads_processed"]
    await history.refresh(orders)
    reads = (await stores.redis.commands.info("stats"))["total_reads_processed"] - before
    assert reads < 100
    assert len(await history.get_many(USER, [each["_id"] for each in orders])) == 100


async def test_a_restarted_redis_knows_the_script_again(history: OrderHistoryService, stores: Stores) -> None:
    await stores.operator.script_flush()
    await history.refresh([order()])


async def test_nothing_to_refresh_asks_nothing(history: OrderHistoryService) -> None:
    await history.refresh([])


async def test_reindex_rebuilds_every_view_and_says_how_far_it_is(
    history: OrderHistoryService, stores: Stores
) -> None:
    orders = [order() for _ in range(7)]
    await store(stores, *orders)
    heard: list[tuple[int, int]] = []
    assert await history.reindex(lambda done, total: heard.append((done, total))) == 7
    assert heard == [(7, 7)]
    assert len(await OrderIndex(stores.redis.commands).get_many(USER, [each["_id"] for each in orders])) == 7


async def test_reindex_mends_a_view_of_the_same_version(history: OrderHistoryService, stores: Stores) -> None:
    stored = order()
    await store(stores, stored)
    await history.refresh([order(order_id=stored["_id"], status=9)])
    await history.reindex()
    assert await status_of(history, stored["_id"]) == 1


async def test_reindex_forgets_orders_that_mongodb_does_not_have(
    history: OrderHistoryService, stores: Stores
) -> None:
    stranger = order()
    await history.refresh([stranger])
    await history.reindex()
    assert not await stores.redis.commands.exists(KEY_PREFIX + stranger["_id"])


async def test_an_empty_redis_is_filled_at_the_start(stores: Stores) -> None:
    orders = [order() for _ in range(3)]
    await store(stores, *orders)
    processes = [build_order_history(stores.database, stores.redis, EmptyCatalogue()) for _ in range(3)]
    await asyncio.gather(*(each.ensure_index() for each in processes))
    assert len(await OrderIndex(stores.redis.commands).get_many(USER, [each["_id"] for each in orders])) == 3


async def test_lost_views_are_rebuilt_at_the_start(history: OrderHistoryService, stores: Stores) -> None:
    orders = [order() for _ in range(3)]
    await store(stores, *orders)
    await history.refresh(orders[:2])
    await history.ensure_index()
    assert len(await OrderIndex(stores.redis.commands).get_many(USER, [each["_id"] for each in orders])) == 3


async def test_an_index_of_another_schema_is_replaced(history: OrderHistoryService, stores: Stores) -> None:
    redis, old = stores.redis.commands, INDEX_PREFIX + "old"
    await redis.execute_command("FT.DROPINDEX", index_name())
    await redis.execute_command(
        "FT.CREATE",
        old,
        "ON",
        "JSON",
        "PREFIX",
        1,
        KEY_PREFIX,
        "SCHEMA",
        "$.status",
        "AS",
        "status",
        "NUMERIC",
    )
    await history.ensure_index()
    assert await redis.execute_command("FT._LIST") == [index_name().encode()]
