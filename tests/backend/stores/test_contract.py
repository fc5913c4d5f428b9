"""What the shop needs of its stores, run against any: `REDIS_URL=… MONGODB_URL=… make test-stores`.

Everything is made under a name of its own and removed again; nothing else there is touched.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from pymongo.errors import DuplicateKeyError

from backend.stores.mongo import Change, Database, compare_and_set, in_transaction, open_mongo
from backend.stores.redis import RedisClients, open_redis

PREFIX = f"rivulet-contract:{uuid4().hex[:8]}"


@pytest.fixture
async def redis(contract_urls) -> AsyncIterator[RedisClients]:
    """Clients whose keys begin with `PREFIX`, all of them removed at the end."""
    async with open_redis(contract_urls.redis) as clients:
        yield clients
        async for key in clients.commands.scan_iter(match=f"{PREFIX}*", count=1000):
            await clients.commands.delete(key)


@pytest.fixture
async def database(contract_urls) -> AsyncIterator[Database]:
    """A database that exists for one test."""
    async with open_mongo(contract_urls.mongodb) as given:
        made = given.client.get_database(f"rivulet_contract_{uuid4().hex[:8]}")
        yield made
        await given.client.drop_database(made.name)


class TestMongoDB:
    async def test_only_documents_that_are_as_expected_are_changed(self, database):
        orders = database["orders"]
        await orders.insert_many([{"_id": number, "version": number % 2, "seen": 0} for number in range(60)])
        see = {"$inc": {"seen": 1, "version": 1}}
        changes = [Change(number, {"version": 1}, see) for number in (*range(60), "nobody")]
        assert await compare_and_set(orders, changes) == 30
        assert await compare_and_set(orders, changes) == 0
        assert await orders.count_documents({"seen": 1, "version": 2}) == 30
        assert await compare_and_set(orders, [Change(0, {"version": 0}, see)]) == 1
        assert await compare_and_set(orders, [Change(0, {"version": 0}, see)]) == 0

    async def test_of_two_who_change_the_same_documents_one_does(self, database):
        orders = database["orders"]
        await orders.insert_many([{"_id": number, "version": 1} for number in range(20)])
        changes = [
            [Change(number, {"version": 1}, {"$set": {"version": 2, "by": who}}) for number in range(20)]
            for who in range(4)
        ]
        done = await asyncio.gather(*(compare_and_set(orders, each) for each in changes))
        assert sum(done) == 20
        assert await orders.count_documents({"version": 2}) == 20

    async def test_an_aborted_transaction_leaves_nothing(self, database):
        await database.create_collection("orders")
        await database.create_collection("stock")

        async def work(session):
            await database.orders.insert_one({"_id": 1}, session=session)
            await database.stock.insert_one({"_id": 1}, session=session)
            raise LookupError

        with pytest.raises(LookupError):
            await in_transaction(database, work)
        assert await database.orders.count_documents({}) == 0
        assert await database.stock.count_documents({}) == 0

    async def test_conflicting_transactions_all_come_through_one_after_another(self, database):
        await database.stock.insert_one({"_id": 1, "available": 10})

        async def take(session):
            await database.stock.update_one({"_id": 1}, {"$inc": {"available": -1}}, session=session)

        await asyncio.gather(*(in_transaction(database, take) for _ in range(10)))
        assert (await database.stock.find_one({"_id": 1}))["available"] == 0

    async def test_a_unique_index_refuses_the_second(self, database):
        await database.orders.create_index(["userId", "idempotencyKey"], unique=True)
        await database.orders.insert_one({"userId": "a", "idempotencyKey": "k"})
        await database.orders.insert_one({"userId": "b", "idempotencyKey": "k"})
        with pytest.raises(DuplicateKeyError):
            await database.orders.insert_one({"userId": "a", "idempotencyKey": "k"})

    async def test_an_update_with_a_condition_happens_at_most_once(self, database):
        await database.orders.insert_one({"_id": 1, "version": 1})

        def settle():
            return database.orders.update_one({"_id": 1, "version": 1}, {"$inc": {"version": 1}})

        results = await asyncio.gather(*(settle() for _ in range(20)))
        assert sum(result.modified_count for result in results) == 1

    async def test_a_partial_index_serves_its_query(self, database):
        await database.orders.create_index("dirty", partialFilterExpression={"dirty": True}, name="dirty")
        await database.orders.insert_many([{"_id": number} for number in range(50)] + [{"dirty": True}])
        plan = await database.orders.find({"dirty": True}).explain()
        assert "IXSCAN" in str(plan["queryPlanner"])
        assert await database.orders.count_documents({"dirty": True}) == 1

    async def test_an_array_loses_one_element_by_its_id_and_keeps_the_others(self, database):
        await database.orders.insert_one({"_id": 1, "outbox": [{"id": "a"}, {"id": "b"}]})
        await database.orders.update_one({"_id": 1}, {"$pull": {"outbox": {"id": "a"}}})
        assert (await database.orders.find_one({"_id": 1}))["outbox"] == [{"id": "b"}]

    async def test_times_come_back_in_utc(self, database):
        at = datetime(2026, 11, 24, 8, 10, 0, 123000, tzinfo=UTC)
        await database.orders.insert_one({"_id": 1, "at": at})
        found = await database.orders.find_one({"_id": 1})
        assert found["at"].replace(tzinfo=UTC) == at


class TestRedis:
    async def test_a_script_publishes_once(self, redis):
        stream = f"{PREFIX}:{{stream}}"
        publish = redis.commands.register_script(
            "if redis.call('SET', KEYS[2], 1, 'NX', 'EX', 60) then "
            "return redis.call('XADD', KEYS[1], '*', 'orderId', ARGV[1]) end"
        )
        for _ in range(3):
            await publish(keys=[stream, f"{stream}:seen:1"], args=["1"])
        assert await redis.commands.xlen(stream) == 1

    async def test_what_a_dead_consumer_left_is_claimed(self, redis):
        stream = f"{PREFIX}:claimed"
        await redis.commands.xgroup_create(stream, "group", id="0", mkstream=True)
        entry = await redis.commands.xadd(stream, {"orderId": "1"})
        await redis.commands.xreadgroup("group", "dead", {stream: ">"})
        _, claimed, _ = await redis.commands.xautoclaim(stream, "group", "alive", 0)
        assert claimed == [(entry, {b"orderId": b"1"})]
        assert await redis.commands.xack(stream, "group", entry) == 1

    async def test_own_pending_entries_are_read_again(self, redis):
        stream = f"{PREFIX}:pending"
        await redis.commands.xgroup_create(stream, "group", id="0", mkstream=True)
        await redis.commands.xadd(stream, {"orderId": "1"})
        first = await redis.commands.xreadgroup("group", "me", {stream: ">"})
        assert await redis.commands.xreadgroup("group", "me", {stream: "0"}) == first

    async def test_trimming_by_minid_is_exact(self, redis):
        stream = f"{PREFIX}:trimmed"
        entries = [await redis.commands.xadd(stream, {"n": n}) for n in range(300)]
        await redis.commands.xtrim(stream, minid=entries[250], approximate=False)
        assert await redis.commands.xlen(stream) == 50

    async def test_search_finds_json_by_parameters_and_takes_operators_for_text(self, redis):
        index, key = f"{PREFIX}:index", f"{PREFIX}:json:1"
        search = redis.commands.execute_command
        schema = "ON JSON PREFIX 1 {} STOPWORDS 0 SCHEMA $.name AS name TEXT $.user AS user TAG CASESENSITIVE"
        await search("FT.CREATE", index, *schema.format(f"{PREFIX}:json:").split())
        try:
            await search("JSON.SET", key, "$", '{"name": "Black Jeans", "user": "bob"}')
            ask = ("FT.SEARCH", index, "@name:($a) @user:{$u}", "NOCONTENT", "DIALECT", "2", "PARAMS", "4")
            found = await search(*ask, "a", "jean", "u", "bob")
            assert found == [1, key.encode()]
            for hostile in ("bob|", "*", "b*", "Bob", "alice|bob", "} | @name:(jeans"):
                assert (await search(*ask, "a", "jean", "u", hostile))[0] == 0
        finally:
            await search("FT.DROPINDEX", index)

    async def test_a_hint_reaches_its_channel(self, redis):
        channel = f"{PREFIX}:hints"
        async with redis.blocking.pubsub() as listening:
            await listening.subscribe(channel)
            await listening.get_message(timeout=5)
            await redis.commands.publish(channel, "1")
            assert (await listening.get_message(timeout=5))["data"] == b"1"
