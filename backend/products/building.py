"""Builds the search index: when it is missing, of another schema or incomplete, and whenever asked to."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import LockError

from backend.products import index as names
from backend.products.index import (
    ALIAS,
    FRAGMENTS_OF_INDEX,
    LISTING_OF_INDEX,
    SCHEMA,
    NoIndexError,
    ProductIndex,
)
from backend.products.models import Product
from backend.products.query_cache import renew

LOCK = f"{ALIAS}:building"
LOCK_S = 60
WAIT_FOR_LOCK_S = 180
GONE_AT_ONCE = 1_000

Batches = Callable[[], AsyncIterator[Sequence[Product]]]
Known = Callable[[Sequence[int]], Awaitable[set[int]]]


class IndexBuilder:
    """Fills the index from batches of products; searches go on meanwhile, one process builds at a time."""

    def __init__(self, redis: Redis, index: ProductIndex) -> None:
        self._redis = redis
        self._index = index

    async def size(self) -> int | None:
        """How many products the index of this schema holds whole; None while there is none."""
        try:
            reply = await self._index.command("FT.INFO", ALIAS)
        except NoIndexError:
            return None
        info = dict(zip(reply[::2], reply[1::2], strict=False))
        if info[b"index_name"] != names.INDEX.encode():
            return None
        return min(int(info[b"num_docs"]), int(await self._redis.hlen(names.FRAGMENTS)))

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
        if names.INDEX.encode() not in await self._index.command("FT._LIST"):
            create = f"ON JSON PREFIX 1 {names.PREFIX} STOPWORDS 0 SCHEMA {SCHEMA}"
            await self._index.command("FT.CREATE", names.INDEX, *create.split())
        written: set[int] = set()
        async for products in batches():
            await self._index.put(products)
            written.update(product.product_id for product in products)
            await still_building()
        await self._drop_all_but(written, known)
        await self._index.command("FT.ALIASUPDATE", ALIAS, names.INDEX)
        for name in await self._index.command("FT._LIST"):
            if name.startswith(f"{ALIAS}:".encode()) and name != names.INDEX.encode():
                await self._index.command("FT.DROPINDEX", name, "DD")
                version = name.decode().rpartition(":")[2]
                await self._redis.unlink(FRAGMENTS_OF_INDEX + version, LISTING_OF_INDEX + version)
        async with self._redis.pipeline(transaction=False) as pipe:
            renew(pipe)
            await pipe.execute()

    async def _drop_all_but(self, written: set[int], known: Known) -> None:
        stored = {int(key) for key in await self._redis.hkeys(names.FRAGMENTS)}
        cursor = 0
        while True:
            cursor, keys = await self._redis.scan(cursor, match=f"{names.PREFIX}*", count=1_000)
            stored.update(int(key[len(names.PREFIX) :]) for key in keys)
            if not cursor:
                break
        others = list(stored - written)
        gone = [*set(others).difference(await known(others))]  # one may be brand-new
        for start in range(0, len(gone), GONE_AT_ONCE):
            some = gone[start : start + GONE_AT_ONCE]
            await self._redis.unlink(*(names.PREFIX + str(product_id) for product_id in some))
            await self._redis.hdel(names.FRAGMENTS, *some)
            await self._redis.zrem(names.LISTING, *some)

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
