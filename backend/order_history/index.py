"""The views in Redis: the only module that writes, searches and indexes them.

What a shopper sends reaches the index as a parameter and never as query text; who owns a view is checked
again on every one that comes back.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from pydantic import ValidationError
from redis.asyncio import Redis

from backend.bus.hints import Topic, hint_text
from backend.order_history.contract import is_text_of
from backend.order_history.models import (
    INDEX_PREFIX,
    KEY_PREFIX,
    created_ms,
    index_name,
    index_schema,
    packed,
)
from backend.order_history.repository import Order
from backend.order_history.schemas import OrderView
from backend.stores.search_indexes import create_index

log = structlog.get_logger(__name__)

# What is watched is a shopper, what changes are orders.
ORDERS = Topic("rivulet:orders")

# For each view: writes it unless Redis has a newer one ("again": or one of the same version), then sends the
# hint, even when nothing was written: whoever wrote it may have died before its own hint.
WRITE = """
local again, hinting, newer = ARGV[1] == 'again', ARGV[2] == 'hint', 0
for number, key in ipairs(KEYS) do
  local at = number * 4 - 1
  local known = redis.call('JSON.GET', key, '$.version')
  local stored = known and tonumber(string.match(known, '-?%d+') or '') or -1
  local version = tonumber(ARGV[at])
  if not known or version > stored or (again and version == stored) then
    redis.call('JSON.SET', key, '$', ARGV[at + 1])
    newer = newer + 1
  end
  if hinting then redis.call('PUBLISH', ARGV[at + 2], ARGV[at + 3]) end
end
return newer
"""
WRITE_SHA = hashlib.sha1(WRITE.encode(), usedforsecurity=False).hexdigest()
MOST_VERSIONS = 1_000_000
# A script holds up all others: this many views take Redis 2 ms.
WRITTEN_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Found:
    """One page out of the index, how many orders it has of this shopper, and views that can't be shown."""

    orders: list[OrderView]
    total: int
    spoilt: list[str]


class OrderIndex:
    """Views of orders in Redis; raises `redis.exceptions.RedisError` whenever Redis can't do it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._name = index_name()

    async def write(self, orders: Iterable[Order], *, hint: bool = False, again: bool = False) -> int:
        """Store the newer ones and send their hints, all in one round trip; how many were newer."""
        told = [order for order in orders if is_indexable(order["userId"])]
        modes = ("again" if again else "newer", "hint" if hint else "silent")
        async with self._redis.pipeline(transaction=False) as pipe:
            # Redis forgets scripts when it restarts: naming it each time costs less than asking first.
            pipe.script_load(WRITE)
            for start in range(0, len(told), WRITTEN_AT_ONCE):
                some = told[start : start + WRITTEN_AT_ONCE]
                keys = [KEY_PREFIX + order["_id"] for order in some]
                values = [value for order in some for value in _written(order)]
                pipe.evalsha(WRITE_SHA, len(keys), *keys, *modes, *values)
            _, *newer = await pipe.execute()
        return sum(newer)

    async def page(self, user: str, before: str | None, size: int) -> Found:
        """Up to `size` views of the shopper's, newest first, older than the order `before`."""
        if before is None:
            return await self._search(user, size)
        wanted = size + 1
        total = (await self._search(user, 0)).total
        while True:
            # `created` is the id's millisecond: `before` and its ties are asked for too and dropped here.
            found = await self._search(user, wanted, until=created_ms(before))
            older = [order for order in found.orders if order.order_id < before]
            if len(older) >= size or wanted >= found.total:
                return Found(older[:size], total, found.spoilt)
            wanted *= 4

    async def get_many(self, user: str, order_ids: Sequence[str]) -> dict[str, OrderView]:
        """Those of these views that are there and the shopper's."""
        if not order_ids:
            return {}
        texts = await self._redis.execute_command(
            "JSON.MGET", *(KEY_PREFIX + each for each in order_ids), "."
        )
        return {view.order_id: view for view in _owned(user, texts)}

    async def texts(self, user: str, most: int) -> dict[str, tuple[int, bytes]]:
        """Version and contract text of the shopper's newest views, by order id; unreadable ones left out."""
        _, *rows = await self._redis.execute_command(
            "FT.SEARCH", self._name, "@user_id:{$user}",
            "RETURN", 4, "version", "$.contract", "AS", "contract", "SORTBY", "order_id", "DESC",
            "LIMIT", 0, most, "PARAMS", 2, "user", user, "DIALECT", 2,
        )  # fmt: skip
        found = {}
        for key, fields in zip(map(_order_id, rows[0::2]), rows[1::2], strict=True):
            view = dict(zip(fields[0::2], fields[1::2], strict=True)) if fields else {}
            text = view.get(b"contract")
            if text and b"version" in view and is_text_of(text, user, key):
                found[key] = int(view[b"version"]), text
        return found

    async def versions(self, user: str) -> dict[str, int]:
        """The version of every view of the shopper's that the index finds."""
        _, *rows = await self._redis.execute_command(
            "FT.SEARCH", self._name, "@user_id:{$user}", "RETURN", 1, "version",
            "LIMIT", 0, MOST_VERSIONS, "PARAMS", 2, "user", user, "DIALECT", 2,
        )  # fmt: skip
        keys, fields = rows[0::2], rows[1::2]
        return {
            _order_id(key): int(field[1])
            for key, field in zip(keys, fields, strict=True)
            if field and len(field) == 2
        }

    async def remove(self, order_ids: Sequence[str]) -> None:
        """Forget these views."""
        if order_ids:
            await self._redis.unlink(*(KEY_PREFIX + each for each in order_ids))

    async def stored_ids(self, batch: int) -> list[str]:
        """The order ids of all views, indexed or not."""
        return [_order_id(key) async for key in self._redis.scan_iter(match=KEY_PREFIX + "*", count=batch)]

    async def create(self) -> bool:
        """Create the index of this schema and drop those of others; False when it is there already."""
        created = await create_index(self._redis, self._name, index_schema(), INDEX_PREFIX)
        if created:
            log.info("order_index_created", index=self._name)
        return created

    async def size(self) -> int | None:
        """How many views are indexed; None while Redis is still reading them in."""
        reply = await self._redis.execute_command("FT.INFO", self._name)
        pairs = reply.items() if isinstance(reply, dict) else zip(reply[0::2], reply[1::2], strict=False)
        info: dict[bytes, Any] = dict(pairs)
        return None if int(info[b"indexing"]) else int(info[b"num_docs"])

    async def _search(self, user: str, size: int, until: int | None = None) -> Found:
        query, params = "@user_id:{$user}", ["user", user]
        if until is not None:
            query, params = query + " @created:[-inf $until]", [*params, "until", str(until)]
        total, *rows = await self._redis.execute_command(
            "FT.SEARCH", self._name, query, "RETURN", 1, "$", "SORTBY", "order_id", "DESC",
            "LIMIT", 0, size, "PARAMS", len(params), *params, "DIALECT", 2,
        )  # fmt: skip
        orders = _owned(user, (row[-1] if row else None for row in rows[1::2]))
        shown = {order.order_id for order in orders}
        return Found(orders, total, [each for each in map(_order_id, rows[0::2]) if each not in shown])


def is_missing_index(error: Exception) -> bool:
    """Whether Redis says that there is no such index (2.10 and 8 say it differently)."""
    text = str(error).lower()
    return "no such index" in text or "unknown index" in text or "index not found" in text


def is_indexable(user: str) -> bool:
    """Whether a tag can hold this user id whole: RediSearch ends text at a NUL and indexes no empty one."""
    return bool(user) and "\0" not in user


def _written(order: Order) -> tuple[int, bytes, str, bytes]:
    version = order["version"]
    return version, packed(order), ORDERS.channel(order["userId"]), hint_text(order["_id"], version)


def _owned(user: str, texts: Iterable[bytes | None]) -> list[OrderView]:
    views = []
    for text in texts:
        if text is None:
            continue
        try:
            view = OrderView.model_validate_json(text)
        except ValidationError as error:
            log.warning("order_view_unreadable", problems=error.error_count())
            continue
        if view.user_id == user:
            views.append(view)
    return views


def _order_id(key: bytes) -> str:
    return key.decode().removeprefix(KEY_PREFIX)
