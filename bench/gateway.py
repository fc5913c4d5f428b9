"""The gateway over HTTP, against the store commands that the same work needs and nothing else.

A whole shop by `rivulet run` with its limits raised and everything else as shipped, 44,000 products in it,
and a closed loop of 1, 8 and 32 connections on the same machine: createOrder with the whole journey running
behind it until the last order is paid; getProductsByFilter with one hit, 24 and 1,000, each query new to the
cache ("cold") or found there ("cached"); viewOrderHistory with 1, 50 and 1,000 orders. The floor is what the
same work sends to the stores, recorded in one process before and replayed by the drivers alone
(recording.py): for createOrder the whole journey, for the others what their answer takes. An answer from the
cache asks the stores for nothing but a generation now and then, so it has no floor.
"""

import asyncio
import itertools
import logging
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import uvloop
from big_catalogue import FEW, MANY, ONE, Family, records
from gateway_floor import BASE, floor_in
from http_load import Connection, Load, Request, closed_loop
from pymongo import MongoClient
from redis import Redis
from report import Report, arguments, finish
from shop_process import UNLIMITED, running_shop
from shop_process import Family as Processes

from backend.kit.money import to_major
from backend.products.query_cache import GENERATION
from backend.telemetry import configure_logging

AT_ONCE = (1, 8, 32)
ORDERS = {1: 150, 8: 800, 32: 4_000}
QUERIES = {ONE: 3_000, FEW: 1_500, MANY: 44}
CACHED = {ONE: 4_000, FEW: 4_000, MANY: 600}
HISTORIES = (1, 50, 1_000)
PARTS = ("orders", "searches", "histories")
READS = {1: 1_000, 50: 600, 1_000: 150}
HITS = {ONE: 1, FEW: 24, MANY: 1_000}
DRAINED_WITHIN_S = 180.0
# (goal for cold, goal for cached) in requests a second at 32 at once
SEARCH_GOALS = {ONE: (900, 1_400), FEW: (900, 1_400), MANY: (60, 200)}


@dataclass
class Floors:
    """What the stores' drivers alone can do a second, by case and connections."""

    per_second: dict[tuple[str, int], float] = field(default_factory=dict)

    async def measure(self, home: Path, *, floors: bool) -> None:
        """Fill the home with the catalogue, and unless they are not wanted record and replay."""
        async with floor_in(home) as floor:
            product_ids = [record.product_id for record in itertools.islice(records(), 1_000)]
            for at_once in AT_ONCE if floors else ():
                total = min(500, ORDERS[at_once])
                self.per_second["createOrder", at_once] = await floor.of_orders(product_ids, total, at_once)
            for family in HITS if floors else ():
                words = itertools.cycle(family.words)

                async def search(number: int, words: Iterator[str] = words) -> object:
                    return await floor.shop.products.contract(next(words), BASE)

                for at_once in AT_ONCE:
                    total = min(400, QUERIES[family])
                    rate = await floor.of_reads(search, total, at_once, cold=True)
                    self.per_second[_search_name(family, "cold"), at_once] = rate
            for orders in HISTORIES if floors else ():
                await floor.place_orders("USR_reader", product_ids, orders)

                async def view(number: int) -> object:
                    return await floor.shop.history.everything("USR_reader", BASE)

                for at_once in AT_ONCE:
                    rate = await floor.of_reads(view, READS[orders] // 3, at_once)
                    self.per_second[_history_name(orders), at_once] = rate


@dataclass
class Bench:
    """A running shop, and what is asked of it."""

    report: Report
    floors: Floors
    host: str
    port: int
    shop: dict[str, Any]
    processes: Processes
    users: list[str] = field(default_factory=list)

    async def sessions(self, number: int) -> list[str]:
        """So many new shoppers' sessions."""
        connection = await Connection.to(self.host, self.port)
        found = []
        for _ in range(number):
            _, body = await connection.send(
                Request("GET", "/orderHistory/viewOrderHistory").packed(self.host)
            )
            found.append(orjson.loads(body)["auth"])
        connection.close()
        return found

    async def load(self, requests: Iterator[Request], at_once: int, total: int) -> Load:
        return await closed_loop(self.host, self.port, requests, at_once=at_once, total=total)

    def note(self, what: str, at_once: int, load: Load) -> None:
        floor = self.floors.per_second.get((what, at_once))
        self.report.row(
            what=what,
            at_once=at_once,
            requests=len(load.latencies),
            per_second=load.per_second,
            p50_ms=load.percentile_ms(0.5),
            p95_ms=load.percentile_ms(0.95),
            p99_ms=load.percentile_ms(0.99),
            **({"floor_per_second": floor, "floor/ours": floor / load.per_second} if floor else {}),
        )

    # -- createOrder ----------------------------------------------------------------------------------

    async def orders(self) -> None:
        sold = list(itertools.islice(records(), 1_000))
        for at_once in AT_ONCE:
            tokens = await self.sessions(at_once)
            before, began = self.processes.cpu_seconds(), time.perf_counter()
            load = await self.load(_orders(sold, tokens), at_once, ORDERS[at_once])
            self.note("createOrder", at_once, load)
            await asyncio.to_thread(self._drained)
            drained = time.perf_counter() - began
            used = {
                name: seconds - before.get(name, 0.0)
                for name, seconds in self.processes.cpu_seconds().items()
            }
        each = {name: 1000 * seconds / ORDERS[at_once] for name, seconds in used.items()}
        self.report.row(what="paid, the last of them", at_once=at_once, per_second=ORDERS[at_once] / drained)
        for name, milliseconds in each.items():
            self.report.row(what=f"CPU ms an order: {name}", at_once=at_once, p50_ms=milliseconds)
        at_least = {"at_least": True}
        self.report.goal("createOrder at 32", load.per_second, 200, "a second", **at_least)
        self.report.goal("createOrder at 32: p99", load.percentile_ms(0.99), 300, "ms")
        self.report.goal("CPU an order, all our processes and Redis", sum(each.values()), 3.4, "ms")

    def _drained(self) -> None:
        """Wait until every order has its payment."""
        deadline = time.monotonic() + DRAINED_WITHIN_S
        with MongoClient[dict[str, Any]](self.shop["mongodb"]["url"]) as client:
            orders = client.get_default_database()["orders"]
            while waiting := orders.count_documents({"orderStatusCode": {"$in": [1, 2]}}):
                if time.monotonic() > deadline:
                    raise SystemExit(f"{waiting} orders are not paid after {DRAINED_WITHIN_S:.0f} s")
                time.sleep(0.2)
            if held := orders.count_documents({"orderStatusCode": {"$ne": 3}}):
                raise SystemExit(f"{held} orders are neither paid nor waiting")

    # -- getProductsByFilter --------------------------------------------------------------------------

    async def searches(self) -> None:
        for family, hits in HITS.items():
            await self._check_hits(family, hits)
            cold_goal, cached_goal = SEARCH_GOALS[family]
            for kind, goal, work in (
                ("cold", cold_goal, self._cold),
                ("cached", cached_goal, self._cached),
            ):
                for at_once in AT_ONCE:
                    load = await work(family, at_once)
                    self.note(_search_name(family, kind), at_once, load)
                self.report.goal(
                    f"{_search_name(family, kind)} at 32", load.per_second, goal, "a second", at_least=True
                )

    async def _cold(self, family: Family, at_once: int) -> Load:
        """Every query is asked once; then all are forgotten and asked again, until there were enough."""
        latencies: list[float] = []
        seconds = 0.0
        total = QUERIES[family] if at_once > 1 or family is MANY else 300
        while len(latencies) < max(total, 132):
            self._forget_queries()
            words = family.words[:total]
            load = await self.load(map(_search, itertools.cycle(words)), at_once, len(words))
            latencies += load.latencies
            seconds += load.seconds
        return Load(seconds, latencies)

    async def _cached(self, family: Family, at_once: int) -> Load:
        words = family.words[:40]
        await self.load(map(_search, itertools.cycle(words)), 1, len(words))
        total = CACHED[family] // (4 if at_once == 1 else 1)
        return await self.load(map(_search, itertools.cycle(words)), at_once, total)

    def _forget_queries(self) -> None:
        with Redis.from_url(self.shop["redis"]["url"]) as redis:
            redis.delete(GENERATION)

    async def _check_hits(self, family: Family, hits: int) -> None:
        connection = await Connection.to(self.host, self.port)
        self._forget_queries()
        for from_cache in (False, True):
            _, body = await connection.send(_search(family.word(1)).packed(self.host))
            found = orjson.loads(body)
            if (len(found["data"]), found["isFromCache"]) != (hits, from_cache):
                raise SystemExit(
                    f"{family.name}: {len(found['data'])} hits, from cache {found['isFromCache']}"
                )
        connection.close()

    # -- viewOrderHistory -----------------------------------------------------------------------------

    async def histories(self) -> None:
        sold = list(itertools.islice(records(), 1_000))
        for orders in HISTORIES:
            (token,) = await self.sessions(1)
            await self.load(_orders(sold, [token]), min(orders, 8), orders)
            await asyncio.to_thread(self._drained)
            view = Request("GET", "/orderHistory/viewOrderHistory", {"Authorization": f"Bearer {token}"})
            for at_once in AT_ONCE:
                load = await self.load(itertools.repeat(view), at_once, READS[orders])
                self.note(_history_name(orders), at_once, load)
                if (orders, at_once) == (1_000, 1):
                    self.report.goal(
                        "viewOrderHistory of 1,000 orders: p50", load.percentile_ms(0.5), 50, "ms"
                    )


def _search(word: str) -> Request:
    return Request("POST", "/products/getProductsByFilter", body=orjson.dumps({"productDisplayName": word}))


def _history_name(orders: int) -> str:
    return f"viewOrderHistory, {orders:,} orders"


def _search_name(family: Family, kind: str) -> str:
    return f"getProductsByFilter, {HITS[family]:,} hits, {kind}"


def _orders(sold: list[Any], tokens: list[str]) -> Iterator[Request]:
    """One piece of one product after the other, by one shopper after the other."""
    for number in itertools.count():
        product = sold[number * 7 % len(sold)]
        line = {
            "productId": product.product_id,
            "qty": 1,
            "productPrice": float(to_major(product.discounted_price)),
        }
        yield Request(
            "POST",
            "/orders/createOrder",
            {"Authorization": f"Bearer {tokens[number % len(tokens)]}"},
            orjson.dumps({"products": [line]}),
        )


async def measure(report: Report, home: Path, parts: Sequence[str], *, with_floors: bool) -> None:
    floors = Floors()
    await floors.measure(home, floors=with_floors)
    with running_shop(home, **UNLIMITED) as shop:
        place = urlsplit(shop["url"])
        assert place.hostname
        assert place.port
        processes = Processes(shop, home)
        bench = Bench(report, floors, place.hostname, place.port, shop, processes)
        for part in parts:
            await getattr(bench, part)()
        memory = processes.memory_mb()
    report.row(what="memory of our Python processes, MB", p50_ms=memory)
    report.goal("memory of our Python processes after it all", memory, 600, "MB")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--ours", action="store_true", help="without the floors")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be repeated")
    options = parser.parse_args()
    configure_logging(logging.WARNING)
    report = Report("The gateway over HTTP", {"products": len(list(records())), "at_once": AT_ONCE})
    with tempfile.TemporaryDirectory() as folder:
        home, parts = Path(folder) / "home", options.part or PARTS
        uvloop.run(measure(report, home, parts, with_floors=not options.ours))
    finish(report, options)


if __name__ == "__main__":
    main()
