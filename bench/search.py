"""Search and past orders as services answer them, against the bare store commands of the same answer.

In a catalogue of 44,000 products: a page of 24, the tutorial's product objects with 1, 24 and 1,000 hits, and
all orders of a shopper with 1, 50 and 1,000. Ours and the bare commands alternate in one process, one at a
time; the bare ones are sent on one warm connection and what comes back is only put together. `cold` is new
to the query cache, `cached` is found there. At the end, 32 at once: answers a second and what they cost.
"""

import asyncio
import gc
import logging
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import orjson
import uvloop
from big_catalogue import FEW, MANY, ONE, SIZE, STYLES, fill
from redis.asyncio import Redis
from report import Report, arguments, finish

from backend.kit.clock import now
from backend.kit.ids import new_id
from backend.order_history.models import index_name
from backend.order_history.service import OrderHistoryService, build_order_history
from backend.orders.repository import OrderRepository
from backend.orders.stock import Stock
from backend.products.index import ALIAS, FRAGMENTS, PREFIX
from backend.products.schemas import PAGE_SIZE, Filters
from backend.products.selection import selection
from backend.products.service import ProductService, build_products
from backend.stores.embedded import embedded_stores
from backend.stores.mongo import Database, open_mongo
from backend.stores.redis import open_redis
from backend.telemetry import configure_logging

TEXTS = ("", "black jeans", "t-shirt", "leather", "striped sweater in navy", "no such thing")
ADDRESS = "http://127.0.0.1:3000"
HISTORIES = (1, 50, 1_000)
FIRST_ID = 100_001
AT_ONCE = 32
MOST = 2.0

Work = Callable[[], Awaitable[object]]


@dataclass
class Bench:
    """The services, and the same stores without them."""

    products: ProductService
    history: OrderHistoryService
    redis: Redis
    database: Database
    report: Report
    pairs: int

    # -- the bare commands ----------------------------------------------------------------------------

    def _command(self, text: str, *what: str | int) -> list[Any]:
        chosen = selection(text, Filters())
        assert chosen is not None
        order = () if chosen.has_words else ("SORTBY", "position", "ASC")
        params = ("PARAMS", len(chosen.params), *chosen.params) if chosen.params else ()
        return ["FT.SEARCH", ALIAS, chosen.expression, *what, *order, *params, "DIALECT", 2]

    async def bare_page(self, text: str) -> object:
        card = ("RETURN", 6, "$.card", "AS", "card", "$.stock_left", "AS", "left")
        _, *rows = await self.redis.execute_command(*self._command(text, *card), "LIMIT", 0, PAGE_SIZE)
        return [orjson.loads(fields[1]) for fields in rows[1::2]]

    async def bare_objects(self, text: str) -> bytes:
        _, *keys = await self.redis.execute_command(*self._command(text, "NOCONTENT"), "LIMIT", 0, 1_000)
        return b",".join(await self.redis.hmget(FRAGMENTS, [key[len(PREFIX) :] for key in keys]))

    async def bare_history(self, user: str) -> object:
        """What MongoDB and Redis are asked, at once as ours does it; the products' texts are one more."""
        group = {"_id": None, "ids": {"$push": "$_id"}, "versions": {"$push": "$version"}}
        truth = self.database["orders"].aggregate([{"$match": {"userId": user}}, {"$group": group}])
        texts = self.redis.execute_command(
            "FT.SEARCH", index_name(), "@user_id:{$user}", "RETURN", 2, "version", "$.contract",
            "SORTBY", "order_id", "DESC", "LIMIT", 0, 1_000, "PARAMS", 2, "user", user, "DIALECT", 2,
        )  # fmt: skip
        return await asyncio.gather(truth.to_list(1), texts)

    # -- one at a time --------------------------------------------------------------------------------

    async def pages(self) -> None:
        for text in TEXTS:
            cold, cached, bare = await self._three(
                lambda text=text: self.products.search(text), lambda text=text: self.bare_page(text)
            )
            self._row(f"page of 24: {text!r}", cold, cached, bare)
            if len((await self.products.search(text)).products) == PAGE_SIZE:
                self.report.goal(
                    f"page of {text!r}, cold, against the bare FT.SEARCH", cold / bare, MOST, "times"
                )

    async def objects(self) -> None:
        for family, name in ((ONE, "1 hit"), (FEW, "24 hits"), (MANY, "1,000 hits")):
            word = family.word(7)
            cold, cached, bare = await self._three(
                lambda word=word: self.products.contract(word, ADDRESS),
                lambda word=word: self.bare_objects(word),
            )
            self._row(f"objects: {name}", cold, cached, bare)

    async def histories(self) -> None:
        for orders in HISTORIES:
            user = await orders_of(self.database, orders)
            await self.history.reindex()
            await self.history.everything(user, ADDRESS)
            ours, bare = [], []
            pair = (
                (ours, lambda user=user: self.history.everything(user, ADDRESS)),
                (bare, lambda user=user: self.bare_history(user)),
            )
            for _ in range(min(self.pairs, 60)):
                for times, work in pair:
                    times.append(await timed(work))
            mine, least = statistics.median(ours), statistics.median(bare)
            self.report.row(
                what=f"history of {orders:,}", cold_us=mine, bare_us=least, **{"cold/bare": mine / least}
            )
            if orders == HISTORIES[-1]:
                self.report.goal(f"history of {orders:,}", mine / 1_000, 50.0, "ms")

    async def _three(self, ours: Work, bare: Work) -> tuple[float, float, float]:
        """Medians in microseconds: ours new to the cache, ours from the cache, the bare commands."""
        cold, cached, least = [], [], []
        for _ in range(self.pairs):
            await self.products.queries.forget()
            cold.append(await timed(ours))
            cached.append(await timed(ours))
            least.append(await timed(bare))
        return statistics.median(cold), statistics.median(cached), statistics.median(least)

    def _row(self, what: str, cold: float, cached: float, bare: float) -> None:
        ratios = {"cold/bare": cold / bare, "cached/bare": cached / bare}
        self.report.row(what=what, cold_us=cold, cached_us=cached, bare_us=bare, **ratios)

    # -- 32 at once -----------------------------------------------------------------------------------

    async def crowds(self) -> None:
        for family, name in ((ONE, "1 hit"), (FEW, "24 hits"), (MANY, "1,000 hits")):
            words = family.words[: 40 if family is MANY else 1_500]
            random.Random(7).shuffle(words)
            await self.products.queries.forget()
            most_us = 8_000.0 if family is MANY else 600.0
            await self._crowd(f"objects: {name}, cold, {AT_ONCE} at once", words, len(words), most_us)
            await self._crowd(f"objects: {name}, cached, {AT_ONCE} at once", words[:40], 3_000, 350.0)

    async def _crowd(self, what: str, words: list[str], total: int, most_us: float) -> None:
        left = iter(range(total))
        texts = cycle(words)

        async def shopper() -> None:
            for _ in left:
                await self.products.contract(next(texts), ADDRESS)

        gc.collect()
        began, used, redis_used = time.perf_counter(), _cpu(), await self._redis_cpu()
        await asyncio.gather(*(shopper() for _ in range(AT_ONCE)))
        took = time.perf_counter() - began
        python_us = (_cpu() - used) / total * 1e6
        redis_us = (await self._redis_cpu() - redis_used) / total * 1e6
        self.report.row(what=what, per_second=total / took, python_us=python_us, redis_us=redis_us)
        self.report.goal(f"{what}: our processor", python_us, most_us, "us")

    async def _redis_cpu(self) -> float:
        info = await self.redis.info("cpu")
        return float(info["used_cpu_sys"] + info["used_cpu_user"])


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def timed(work: Work) -> float:
    started = time.perf_counter()
    await work()
    return (time.perf_counter() - started) * 1_000_000


async def orders_of(database: Database, count: int) -> str:
    """A shopper with so many paid orders of one or two lines."""
    user, rng = f"USR_{new_id()}", random.Random(count)
    orders = []
    for number in range(count):
        order_id, at = new_id(), now()
        lines = [
            {
                "productId": FIRST_ID + rng.randrange(SIZE),
                "qty": 1,
                "productPrice": 4_990,
                "productData": {
                    "productDisplayName": "Haven Tailored Trousers in Charcoal Grey",
                    "brandName": "Oakenfeld",
                    "variantName": "Haven",
                    "picture": "/pictures/100001-0123abcd.svg",
                },
            }
            for _ in range(1 + number % 2)
        ]
        steps = [{"code": code, "at": at, "service": "payments"} for code in (1, 2, 3)]
        orders.append(
            {
                "_id": order_id, "orderId": order_id, "userId": user, "orderStatusCode": 3, "version": 3,
                "products": lines, "paymentId": new_id(), "orderAmount": 4_990 * len(lines),
                "currency": "USD", "createdOn": at, "createdBy": user, "lastUpdatedOn": at,
                "lastUpdatedBy": user, "statusCode": 1, "timeline": steps, "idempotencyKey": new_id(),
                "requestHash": "0" * 64, "outbox": [],
            }
        )  # fmt: skip
    await database["orders"].insert_many(orders)
    return user


async def run(pairs: int) -> Report:
    configure_logging(logging.WARNING)
    report = Report(
        "Search and past orders", {"products": SIZE, "styles": STYLES, "pairs": pairs, "at_once": AT_ONCE}
    )
    with tempfile.TemporaryDirectory(prefix="rivulet-bench-") as folder:
        home = Path(folder)
        async with (
            embedded_stores(home) as urls,
            open_redis(str(urls.redis)) as clients,
            open_mongo(str(urls.mongodb)) as database,
            Redis.from_url(str(urls.redis), single_connection_client=True) as one_connection,
        ):
            products = build_products(database, clients, Stock(database), currency="USD", home=home)
            await OrderRepository(database).ensure_indexes()
            history = build_order_history(database, clients, products)
            await fill(products, database)
            await history.ensure_index()
            report.servers["redis-server"] = (await clients.text.info("server"))["redis_version"]
            bench = Bench(products, history, one_connection, database, report, pairs)
            await bench.pages()
            await bench.objects()
            await bench.histories()
            await bench.crowds()
    return report


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        finish(runner.run(run(options.pairs)), options)


if __name__ == "__main__":
    main()
