"""The bare store commands of what the gateway's bench asks for, recorded in this process and replayed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from big_catalogue import fill
from pymongo import monitoring
from recording import Recorder

from backend.bus.streams import ensure_group
from backend.events import READERS
from backend.orders.schemas import OrderLine
from backend.products.query_cache import GENERATION
from backend.settings import SERVICES, Settings
from backend.stores.embedded import embedded_stores
from backend.stores.mongo import Database, open_mongo
from backend.stores.redis import RedisClients, open_redis
from backend.wiring import Shop, open_shop
from backend.worker import run_services

BASE = "http://127.0.0.1"
ORDERED = ("orders", "payments", "dead_letters", "digital_identities")
CATALOGUE = b"rivulet:product"
PATIENCE_S = 60

Work = Callable[[int], Awaitable[object]]


class Floor:
    """Records what a shop in this process does, and replays it on the same stores."""

    def __init__(self, shop: Shop, redis: RedisClients, database: Database, recorder: Recorder) -> None:
        self.shop = shop
        self._redis = redis
        self._database = database
        self._recorder = recorder

    async def of_reads(self, work: Work, total: int, at_once: int, *, cold: bool = False) -> float:
        """How many a second the stores' drivers alone could do of this work.

        `cold`: no answer of a product query is known when it begins. 0 when the work asks the stores for
        nothing at all.
        """
        await _closed_loop(work, min(total, 50), at_once)
        if cold:
            await self.forget_queries()
        self._recorder.start()
        await _closed_loop(work, total, at_once)
        recording = self._recorder.stop()
        if not len(recording):
            return 0.0
        return total / await recording.replay(self._redis, self._database)

    async def place_orders(self, user: str, product_ids: Sequence[int], total: int) -> None:
        """So many paid orders of one shopper, to be read."""

        async def work(number: int) -> object:
            line = OrderLine(product_id=product_ids[number * 7 % len(product_ids)], qty=1)
            return await self.shop.orders.create_order(user, [line], f"read {number}")

        await self._forget_orders()
        async with self._running(total):
            await _closed_loop(work, total, 32)

    async def forget_queries(self) -> None:
        """What is asked next is new to the query cache."""
        await self._redis.commands.delete(GENERATION)

    async def of_orders(self, product_ids: Sequence[int], total: int, at_once: int) -> float:
        """The same of orders, each through its whole journey."""

        async def work(number: int) -> object:
            line = OrderLine(product_id=product_ids[number * 7 % len(product_ids)], qty=1)
            return await self.shop.orders.create_order(f"USR_{number % at_once}", [line], f"key {number}")

        await self._forget_orders()
        async with self._running(total):
            self._recorder.start()
            await _closed_loop(work, total, at_once)
        recording = self._recorder.stop()
        await self._forget_orders()
        took = await recording.replay(self._redis, self._database)
        await self._forget_orders()
        return total / took

    @asynccontextmanager
    async def _running(self, total: int) -> AsyncIterator[None]:
        """The services run; at the end, until every order's payment is recorded."""
        async with run_services(self.shop, SERVICES):
            yield
            paid = {"orderStatusCode": 3}
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    if await self._database["orders"].count_documents(paid) >= total:
                        break
                    await asyncio.sleep(0.05)
            self._recorder.recording = False

    async def _forget_orders(self) -> None:
        """Whatever orders left behind; the catalogue, its index and its stock stay."""
        for name in ORDERED:
            await self._database[name].delete_many({})
        redis = self._redis.commands
        others = [key async for key in redis.scan_iter(count=1_000) if not key.startswith(CATALOGUE)]
        if others:
            await redis.unlink(*others)
        for stream, groups in READERS.items():
            for group in groups:
                await ensure_group(redis, stream, group)


@asynccontextmanager
async def floor_in(home: Path) -> AsyncIterator[Floor]:
    """A shop on the stores of this home, filled with the big catalogue."""
    recorder = Recorder()
    monitoring.register(recorder)
    async with embedded_stores(home) as urls:
        assert urls.redis
        assert urls.mongodb
        settings = Settings(redis_url=urls.redis, mongodb_url=urls.mongodb, home=home, payment_latency_ms=0)
        async with (
            open_shop(settings) as shop,
            open_redis(urls.redis) as redis,
            open_mongo(urls.mongodb) as database,
        ):
            for client in (shop.redis.commands, shop.redis.blocking, shop.redis.text):
                recorder.listen(client)
            await fill(shop.products, database)
            await shop.history.ensure_index()
            yield Floor(shop, redis, database, recorder)


async def _closed_loop(work: Work, total: int, at_once: int) -> None:
    left = iter(range(total))

    async def worker() -> None:
        for number in left:
            await work(number)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(worker())
