"""The search index in RediSearch; the only module that sends FT.* commands.

The index is named after the hash of its schema, and so are the keys it covers: a changed schema is built
beside the old index, and readers move over in one step when it is full. They read by the alias.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
from redis.asyncio import Redis
from redis.exceptions import LockError, ResponseError

from backend.products.drawings import DRAWING_HASH
from backend.products.models import Product, stock_fields
from backend.products.tokens import query

ALIAS = Product.Meta.index_name
WEIGHTS = {"name": 8, "brand": 4, "category": 4, "colour": 3, "variant": 2, "description": 1}
LISTED = "@active:{true} @in_stock:{true}"

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

Batches = Callable[[], AsyncIterator[Sequence[Product]]]
Known = Callable[[Sequence[int]], Awaitable[set[int]]]


class NoIndexError(Exception):
    """Redis has no product index; it has to be built first."""


class ProductIndex:
    """Finds products by text, and keeps their documents in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._put = redis.register_script(_PUT)
        self._put_stock = redis.register_script(_PUT_STOCK)

    async def search(
        self, text: str, offset: int, count: int
    ) -> tuple[int, list[tuple[bytes, bytes | None]]]:
        """How many listed products match, and (card, stock left) of some: the most relevant first.

        Text without any word (only signs, say) finds nothing; no text at all finds everything.
        Raises NoIndexError.
        """
        command: list[Any] = ["FT.SEARCH", ALIAS]
        if text.strip():
            found = query(text)
            if found is None:
                return 0, []
            expression, params = found
            command += [f"{LISTED} {expression}", "PARAMS", len(params), *params]
        else:
            command += [LISTED, "SORTBY", "position", "ASC"]
        command += ["RETURN", 6, "$.card", "AS", "card", "$.stock_left", "AS", "left"]
        command += ["LIMIT", offset, count, "DIALECT", 2]
        total, *rows = await self._command(*command)
        return total, [(fields[1], fields[3]) for fields in rows[1::2] if len(fields) == 4]

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
