"""A page of 24 through our search, against the bare FT.SEARCH that answers it.

Both run in alternating pairs in one process: the bare one sends the same query with the same RETURN fields
on one warm connection and decodes what comes back.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import orjson
from redis.asyncio import Redis
from report import Report, arguments, finish

from backend.orders.stock import Stock
from backend.products.generator import generate
from backend.products.index import ALIAS
from backend.products.repository import BATCH, new_document
from backend.products.schemas import PAGE_SIZE
from backend.products.selection import LISTED
from backend.products.service import ProductService, build_products
from backend.products.tokens import query
from backend.stores.embedded import embedded_stores
from backend.stores.mongo import Database, open_mongo
from backend.stores.redis import open_redis

TEXTS = ("", "black jeans", "t-shirt", "leather", "striped sweater in navy", "no such thing")
MOST = 2.0


async def fill(products: ProductService, database: Database, size: int) -> None:
    """Put `size` generated products into the catalogue and its index."""
    documents = [new_document(record, {record.product_id: (50, 1)}, by="bench") for record in generate(size)]
    for start in range(0, size, BATCH):
        await database["products"].insert_many(documents[start : start + BATCH], ordered=False)
    await products.reindex()


def bare_command(text: str) -> list[object]:
    """The FT.SEARCH that a hand would write for it."""
    fields = ["RETURN", 6, "$.card", "AS", "card", "$.stock_left", "AS", "left", "LIMIT", 0, PAGE_SIZE]
    found = query(text)
    if found is None:
        return ["FT.SEARCH", ALIAS, LISTED, "SORTBY", "position", "ASC", *fields, "DIALECT", 2]
    expression, params = found
    return [
        *("FT.SEARCH", ALIAS, f"{LISTED} {expression}", "PARAMS", len(params), *params),
        *(*fields, "DIALECT", 2),
    ]


async def bare_search(redis: Redis, command: list[object]) -> int:
    _, *rows = await redis.execute_command(*command)
    return len([orjson.loads(fields[1]) for fields in rows[1::2]])


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return (time.perf_counter() - started) * 1_000_000


async def compare(products: ProductService, redis: Redis, text: str, pairs: int) -> tuple[float, float, int]:
    """Medians of ours and the bare one in microseconds, and how many products a page has."""
    command = bare_command(text)
    ours: list[float] = []
    bare: list[float] = []
    found = len((await products.search(text)).products)
    if found != await bare_search(redis, command):
        raise SystemExit(f"{text!r}: ours and the bare search found different pages")
    for number in range(pairs):
        order = ((ours, lambda: products.search(text)), (bare, lambda: bare_search(redis, command)))
        for times, work in order if number % 2 else reversed(order):
            times.append(await timed(work))
    return statistics.median(ours), statistics.median(bare), found


async def run(size: int, pairs: int) -> Report:
    report = Report("Search: a page of 24", {"products": size, "pairs": pairs, "page": PAGE_SIZE})
    with tempfile.TemporaryDirectory(prefix="rivulet-bench-") as folder:
        home = Path(folder)
        async with (
            embedded_stores(home) as urls,
            open_redis(str(urls.redis)) as clients,
            open_mongo(str(urls.mongodb)) as database,
            Redis.from_url(str(urls.redis), single_connection_client=True) as one_connection,
        ):
            products = build_products(database, clients, Stock(database), currency="USD", home=home)
            await fill(products, database, size)
            report.servers["redis-server"] = (await clients.text.info("server"))["redis_version"]
            for text in TEXTS:
                ours, bare, found = await compare(products, one_connection, text, pairs)
                report.row(
                    text=repr(text),
                    products=found,
                    ours_us=round(ours, 1),
                    bare_us=round(bare, 1),
                    times=round(ours / bare, 3),
                )
                if found == PAGE_SIZE:
                    report.goal(f"search {text!r} against the bare FT.SEARCH", ours / bare, MOST, "times")
    return report


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--pairs", type=int, default=400)
    options = parser.parse_args()
    finish(asyncio.run(run(options.products, options.pairs)), options)


if __name__ == "__main__":
    main()
