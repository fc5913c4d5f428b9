"""Orders through the whole journey, against the store commands that they need and nothing else.

A burst of orders through `create_order` until the last is paid, and orders one at a time, over a thousand
products and all on one. Each comes from a shopper whose login is known, and its risk is judged. The floor is
what the journey sent to the stores, recorded once and replayed by the drivers alone, each command as soon as
those that it waited for are answered (see recording.py).
"""

import asyncio
import logging
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pymongo import monitoring
from recording import Recorder, Recording
from report import Report, arguments, finish

from backend.bus.streams import ensure_group
from backend.events import PAYMENTS_STREAM, READERS
from backend.events.logins import LoginAction, SessionBegun
from backend.events.origin import Origin
from backend.orders.schemas import OrderLine
from backend.orders.stock import Stock
from backend.products.generator import generate
from backend.products.repository import ProductRepository
from backend.settings import SERVICES, Settings
from backend.stores.embedded import embedded_stores
from backend.stores.mongo import Database, open_mongo
from backend.stores.redis import RedisClients, open_redis
from backend.telemetry import configure_logging
from backend.wiring import Shop, open_shop
from backend.worker import run_services

BURST = 500
ALONE = 60
PRODUCTS = 1000
STOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """`products`: how many different ones are bought; `together`: all at once, or one after the other."""

    name: str
    orders: int
    products: int
    together: bool


CASES = (
    Case("burst, 1,000 products", BURST, PRODUCTS, together=True),
    Case("burst, 1 product", BURST, 1, together=True),
    Case("one at a time, 1,000 products", ALONE, PRODUCTS, together=False),
    Case("one at a time, 1 product", ALONE, 1, together=False),
)


class Bench:
    """The same shop, emptied before each run, for ours and for the floor."""

    def __init__(self, shop: Shop, redis: RedisClients, database: Database) -> None:
        self._shop = shop
        self._redis = redis
        self._database = database
        self._product_ids = [record.product_id for record in generate(PRODUCTS)]

    async def ours(self, case: Case, recorder: Recorder | None = None) -> float:
        """Seconds from the first order to the last one paid; records it where a recorder is given."""
        await self._reset()
        if recorder:
            recorder.start()
        async with run_services(self._shop, SERVICES):
            started = time.perf_counter()
            if case.together:
                await asyncio.gather(*(self._order(case, number) for number in range(case.orders)))
                await self._until_paid(case.orders)
            else:
                for number in range(case.orders):
                    await self._order(case, number)
                    await self._until_paid(number + 1)
            took = time.perf_counter() - started
            if recorder:
                recorder.recording = False
        await self._check(case)
        return took

    async def floor(self, case: Case, recording: Recording) -> float:
        """Seconds for the recorded commands alone."""
        await self._reset()
        for stream, groups in READERS.items():
            for group in groups:
                await ensure_group(self._redis.commands, stream, group)
        took = await recording.replay(self._redis, self._database)
        await self._check(case)
        return took

    async def _reset(self) -> None:
        """No orders, no payments, empty streams and views, full stock; products and indexes stay."""
        for name in ("orders", "payments", "dead_letters"):
            await self._database[name].delete_many({})
        await self._database["digital_identities"].delete_many({"kind": "order"})
        await self._database["stock"].update_many({}, {"$set": {"available": STOCK, "version": 1}})
        await self._redis.commands.flushall()
        await self._shop.history.ensure_index()
        await self._shop.identity.reindex()

    async def _order(self, case: Case, number: int) -> None:
        product_id = self._product_ids[number * 7 % case.products]
        lines = [OrderLine(product_id=product_id, qty=1)]
        await self._shop.orders.create_order(f"USR_{number}", lines, f"key {number}", _origin(number))

    async def _until_paid(self, orders: int) -> None:
        """Wait until the orders service has acked the reports of that many orders."""
        redis = self._redis.commands
        async with asyncio.timeout(60):
            while True:
                if await redis.exists(PAYMENTS_STREAM):
                    added = (await redis.xinfo_stream(PAYMENTS_STREAM))["entries-added"]
                    groups = await redis.xinfo_groups(PAYMENTS_STREAM)
                    if added >= orders and groups and groups[0]["lag"] == groups[0]["pending"] == 0:
                        return
                await asyncio.sleep(0.002)

    async def _check(self, case: Case) -> None:
        paid = await self._database["orders"].count_documents({"orderStatusCode": 3})
        taken = (
            await self._database["stock"]
            .aggregate([{"$group": {"_id": None, "left": {"$sum": "$available"}}}])
            .to_list(1)
        )
        sold = STOCK * PRODUCTS - taken[0]["left"]
        if (paid, sold) != (case.orders, case.orders):
            raise SystemExit(f"{case.name}: of {case.orders} orders {paid} are paid and {sold} took stock")


def _origin(number: int) -> Origin:
    """Where a shopper is, in hashes as long as real ones."""
    return Origin(f"{number:026}", f"{number:064}", f"{number:064x}")


def _login(number: int) -> SessionBegun:
    origin = _origin(number)
    return SessionBegun(
        user_id=f"USR_{number}",
        session_id=origin.session_id,
        action=LoginAction.FIRST_SESSION,
        fingerprint=origin.fingerprint,
        ip_hash=origin.ip_hash,
        device="Chrome on Linux",
    )


async def fill(shop: Shop, database: Database) -> None:
    """A catalogue of a thousand products, and shoppers who have logged in."""
    records = generate(PRODUCTS)
    await ProductRepository(database).save(
        records, [], {record.product_id: (STOCK, 1) for record in records}, by="bench"
    )
    await Stock(database).give_first_stock(dict.fromkeys([record.product_id for record in records], STOCK))
    await shop.products.ensure_index()
    await shop.identity.record([_login(number) for number in range(BURST)])


async def measure(report: Report, pairs: int) -> None:
    recorder = Recorder()
    monitoring.register(recorder)
    with tempfile.TemporaryDirectory() as home:
        async with embedded_stores(Path(home)) as urls:
            assert urls.redis
            assert urls.mongodb
            assert urls.operator
            settings = Settings(
                redis_url=urls.redis, mongodb_url=urls.mongodb, home=Path(home), payment_latency_ms=0
            )
            async with (
                open_shop(settings) as shop,
                open_redis(urls.operator) as redis,
                open_mongo(urls.mongodb) as database,
            ):
                for client in (shop.redis.commands, shop.redis.blocking, shop.redis.text):
                    recorder.listen(client)
                bench = Bench(shop, redis, database)
                await fill(shop, database)
                medians = {case: await compare(bench, recorder, case, pairs, report) for case in CASES}
    cold, hot = medians[CASES[0]], medians[CASES[1]]
    report.goal("burst of 500 paid", max(cold, hot), 4.0, "s")
    report.goal("hot product / a thousand cold ones", hot / cold, 1.0, "times")


async def compare(bench: Bench, recorder: Recorder, case: Case, pairs: int, report: Report) -> float:
    """The median of ours in seconds; adds the row and the goal against the floor."""
    await bench.ours(case)  # warms up
    await bench.ours(case, recorder)
    recording = recorder.stop()
    ours: list[float] = []
    floor: list[float] = []
    for number in range(pairs):
        for first in (number % 2 == 0, number % 2 == 1):
            if first:
                ours.append(await bench.ours(case))
            else:
                floor.append(await bench.floor(case, recording))
    mine, bare = statistics.median(ours), statistics.median(floor)
    ratio = statistics.median(own / least for own, least in zip(ours, floor, strict=True))
    report.row(
        what=case.name,
        orders=case.orders,
        commands=len(recording),
        ours_s=mine,
        floor_s=bare,
        ratio=ratio,
        orders_per_s=case.orders / mine,
        ms_an_order=1000 * mine / case.orders,
    )
    report.goal(f"{case.name}: ours / floor", ratio, 2.0, "times")
    return mine


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--pairs", type=int, default=5, help="alternating pairs of each case (5)")
    options = parser.parse_args()
    configure_logging(logging.WARNING)
    report = Report(
        "Orders through the whole journey", {"pairs": options.pairs, "burst": BURST, "alone": ALONE}
    )
    asyncio.run(measure(report, options.pairs))
    finish(report, options)


if __name__ == "__main__":
    main()
