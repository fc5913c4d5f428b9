"""The search index in RediSearch; the only module that sends FT.* commands.

The index is named after the hash of its schema, and so are the keys it covers: a changed schema is built
beside the old index, and readers move over in one step when it is full. They read by the alias.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import orjson
from redis.asyncio import Redis
from redis.exceptions import LockError, ResponseError

from backend.products.drawings import DRAWING_HASH
from backend.products.models import Product, stock_fields
from backend.products.query_cache import renew
from backend.products.schemas import Sort
from backend.products.selection import Selection

ALIAS = Product.Meta.index_name
WEIGHTS = {"name": 8, "brand": 4, "category": 4, "colour": 3, "variant": 2, "description": 1}

LOCK = f"{ALIAS}:building"
LOCK_S = 60
WAIT_FOR_LOCK_S = 180

_REDIS_OM_TEXT = re.compile(r"(\$\.(\w+)) AS \2 TAG SEPARATOR \| \1 AS (\2_fts) TEXT")


def _schema() -> str:
    """Redis OM's schema without its tag twin of each text field, with weights."""
    schema: str = Product.redisearch_schema()  # type: ignore[no-untyped-call]
    return _REDIS_OM_TEXT.sub(
        lambda field: f"{field[1]} AS {field[3]} TEXT WEIGHT {WEIGHTS[field[2]]}",
        schema.partition("SCHEMA")[2],
    )


# The cards hold picture addresses, so new drawing code asks for a new index too.
SCHEMA_HASH = hashlib.sha256(f"{_schema()} {DRAWING_HASH}".encode()).hexdigest()[:8]
INDEX = f"{ALIAS}:{SCHEMA_HASH}"
Product._meta.model_key_prefix = f"product:{SCHEMA_HASH}"
PREFIX = Product.make_key("")

# A document goes in whole, but never takes stock that is newer than its own back in time.
_PUT = """
local old = redis.call('JSON.GET', KEYS[1], '$.stock_version', '$.in_stock', '$.stock_left')
redis.call('JSON.SET', KEYS[1], '$', ARGV[1])
if old then
  old = cjson.decode(old)
  if old['$.stock_version'][1] > tonumber(ARGV[2]) then
    redis.call('JSON.MERGE', KEYS[1], '$', cjson.encode({stock_version = old['$.stock_version'][1],
      in_stock = old['$.in_stock'][1], stock_left = old['$.stock_left'][1]}))
  end
end
"""

_PUT_STOCK = """
local old = redis.call('JSON.GET', KEYS[1], '$.stock_version')
if old and cjson.decode(old)[1] < tonumber(ARGV[2]) then
  redis.call('JSON.MERGE', KEYS[1], '$', ARGV[1])
end
"""

CARD_FIELDS = ("$.card", "AS", "card", "$.stock_left", "AS", "left")
CARD = ("RETURN", len(CARD_FIELDS), *CARD_FIELDS)

# The number that a position in the order is told by, the text that sorts, and which way.
ORDERS = {
    Sort.RELEVANCE: ("position", "position", "ASC"),
    Sort.PRICE_ASC: ("price", "by_price", "ASC"),
    Sort.PRICE_DESC: ("price", "by_price", "DESC"),
    Sort.NEWEST: ("created", "by_created", "DESC"),
}

Batches = Callable[[], AsyncIterator[Sequence[Product]]]
Known = Callable[[Sequence[int]], Awaitable[set[int]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A product that was found: its card as JSON, what is left of it, and the value it was sorted by."""

    product_id: int
    card: bytes
    left: bytes | None
    value: int = 0


class NoIndexError(Exception):
    """Redis has no product index; it has to be built first."""


class ProductIndex:
    """Finds products by text, and keeps their documents in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._put = redis.register_script(_PUT)
        self._put_stock = redis.register_script(_PUT_STOCK)

    async def search(self, chosen: Selection, offset: int, count: int) -> tuple[int, list[Row]]:
        """How many products match, and some of them: the most relevant first. Raises NoIndexError."""
        total, *rows = await self._command(*_search(chosen, CARD), "LIMIT", offset, count)
        return total, _rows(rows)

    async def fragments(self, chosen: Selection, most: int) -> list[bytes]:
        """The tutorial's objects of what matches, the most relevant first. Raises NoIndexError."""
        what = ("RETURN", 3, "$.fragment", "AS", "fragment")
        _, *rows = await self._command(*_search(chosen, what), "LIMIT", 0, most)
        return [fields[1] for fields in rows[1::2] if fields]

    async def ranking(self, chosen: Selection, count: int) -> tuple[int, list[int]]:
        """How many products match, and the ids of the most relevant. Raises NoIndexError."""
        total, *keys = await self._command(*_search(chosen, ("NOCONTENT",)), "LIMIT", 0, count)
        return total, [int(key[len(PREFIX) :]) for key in keys]

    async def some(self, chosen: Selection, product_ids: Sequence[int]) -> list[Row]:
        """Those of these products that match, in the order of the ids. Raises NoIndexError."""
        if not product_ids:
            return []
        inside = ("INKEYS", len(product_ids), *(PREFIX + str(each) for each in product_ids))
        reply = await self._command(*_search(chosen, CARD), *inside, "LIMIT", 0, len(product_ids))
        found = {row.product_id: row for row in _rows(reply[1:])}
        return [found[each] for each in product_ids if each in found]

    async def sorted(
        self, chosen: Selection, sort: Sort, after: tuple[int, int] | None, count: int
    ) -> tuple[int, list[Row]]:
        """How many products match, and some in the order of `sort`: those after (value, product id).

        Products of one value follow each other by id, so the order is whole and `after` is exact.
        Raises NoIndexError.
        """
        field, by, direction = ORDERS[sort]
        more = chosen
        if after is not None:
            beyond = "[{} +inf]" if direction == "ASC" else "[-inf {}]"
            same = f"@{field}:[$at $at] @position:{beyond.format('($id')}"
            more = chosen.also(
                f"(({same}) | @{field}:{beyond.format('($at')})", "at", after[0], "id", after[1]
            )
        what = (*CARD_FIELDS, f"$.{field}", "AS", "value")
        command = _search(more, ("RETURN", len(what), *what), (by, direction))
        total = 0
        if after is not None:
            total, *_ = await self._command(*_search(chosen, ()), "LIMIT", 0, 0)
        found, *rows = await self._command(*command, "LIMIT", 0, count)
        return (found if after is None else total), _rows(rows)

    async def fragments_of(self, product_ids: Sequence[int]) -> dict[int, bytes]:
        """The tutorial's objects of those of these products that Redis has, sold out or not."""
        if not product_ids:
            return {}
        keys = (PREFIX + str(each) for each in product_ids)
        texts = await self._redis.execute_command("JSON.MGET", *keys, ".fragment")
        return {
            product_id: orjson.loads(text).encode()
            for product_id, text in zip(product_ids, texts, strict=True)
            if text is not None
        }

    async def size(self) -> int | None:
        """How many products the index of this schema holds; None while there is none."""
        try:
            reply = await self._command("FT.INFO", ALIAS)
        except NoIndexError:
            return None
        info = dict(zip(reply[::2], reply[1::2], strict=False))
        return int(info[b"num_docs"]) if info[b"index_name"] == INDEX.encode() else None

    async def put(self, products: Sequence[Product]) -> None:
        """Write the documents in one round trip."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for product in products:
                fields = product.model_dump(exclude={"pk"})
                key = PREFIX + str(product.product_id)
                await self._put(keys=[key], args=[orjson.dumps(fields), product.stock_version], client=pipe)
            renew(pipe)
            await pipe.execute()

    async def put_stock(self, levels: Sequence[tuple[int, int, int]]) -> None:
        """Write (product id, available, version) where it is newer; an unknown product is left alone."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for product_id, available, version in levels:
                stock = stock_fields(available, version)
                merged = {
                    "in_stock": stock["inStock"],
                    "stock_left": stock["stockLeft"],
                    "stock_version": version,
                }
                key = PREFIX + str(product_id)
                await self._put_stock(keys=[key], args=[orjson.dumps(merged), version], client=pipe)
            renew(pipe)
            await pipe.execute()

    async def ensure(self, expected: Callable[[], Awaitable[int]], batches: Batches, known: Known) -> bool:
        """Build the index unless it holds as many products as expected; True when it was built here."""
        if await self.size() == await expected():
            return False
        async with self._building() as still_building:
            if await self.size() == await expected():
                return False  # another process was faster
            await self._build(batches, known, still_building)
            return True

    async def rebuild(self, batches: Batches, known: Known) -> None:
        """Write every document anew and drop those of products that are no more."""
        async with self._building() as still_building:
            await self._build(batches, known, still_building)

    async def _build(
        self, batches: Batches, known: Known, still_building: Callable[[], Awaitable[Any]]
    ) -> None:
        if not await self._exists(INDEX):
            create = f"ON JSON PREFIX 1 {PREFIX} STOPWORDS 0 SCHEMA {_schema()}"
            await self._command("FT.CREATE", INDEX, *create.split())
        written: set[int] = set()
        async for products in batches():
            await self.put(products)
            written.update(product.product_id for product in products)
            await still_building()
        await self._drop_all_but(written, known)
        await self._command("FT.ALIASUPDATE", ALIAS, INDEX)
        for name in await self._command("FT._LIST"):
            if name.startswith(f"{ALIAS}:".encode()) and name != INDEX.encode():
                await self._command("FT.DROPINDEX", name, "DD")
        async with self._redis.pipeline(transaction=False) as pipe:
            renew(pipe)
            await pipe.execute()

    async def _drop_all_but(self, written: set[int], known: Known) -> None:
        cursor = 0
        while True:
            cursor, keys = await self._redis.scan(cursor, match=f"{PREFIX}*", count=1_000)
            others = {int(key[len(PREFIX) :]) for key in keys} - written
            gone = others - await known(list(others))  # one may be brand-new
            if gone:
                await self._redis.unlink(*(PREFIX + str(product_id) for product_id in gone))
            if not cursor:
                return

    @asynccontextmanager
    async def _building(self) -> AsyncIterator[Callable[[], Awaitable[Any]]]:
        lock = self._redis.lock(LOCK, timeout=LOCK_S, blocking_timeout=WAIT_FOR_LOCK_S)
        if not await lock.acquire():
            raise TimeoutError("another process has been building the product index for too long")
        try:
            yield lock.reacquire
        finally:
            # It may have run out: then someone else has been building the same.
            with suppress(LockError):
                await lock.release()

    async def _exists(self, name: str) -> bool:
        return name.encode() in await self._command("FT._LIST")

    async def _command(self, *command: Any) -> Any:
        try:
            return await self._redis.execute_command(*command)
        except ResponseError as error:
            reason = str(error).lower()
            if "no such index" in reason or "unknown index" in reason or "index not found" in reason:
                raise NoIndexError(str(error)) from error
            raise


def _search(
    chosen: Selection, what: Sequence[str | int], by: tuple[str, str] | None = None
) -> list[str | int]:
    params = chosen.params
    if by is None and not chosen.has_words:
        by = "position", "ASC"
    order = ("SORTBY", *by) if by else ()
    return [
        *("FT.SEARCH", ALIAS, chosen.expression, *what, *order),
        *(("PARAMS", len(params), *params) if params else ()),
        *("DIALECT", 2),
    ]


def _rows(reply: Sequence[Any]) -> list[Row]:
    found = []
    for key, fields in zip(reply[0::2], reply[1::2], strict=True):
        if len(fields) >= 4:
            value = int(fields[5]) if len(fields) > 4 else 0
            found.append(Row(int(key[len(PREFIX) :]), fields[1], fields[3], value))
    return found
