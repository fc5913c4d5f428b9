"""Stock belongs to orders: one document a product, taken and given back inside the order's transaction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pymongo import InsertOne
from pymongo.errors import BulkWriteError

from backend.bus.outbox import OutboxEntry, entry_of
from backend.events.stock import StockChanged
from backend.stores.mongo import Database, Session, find_by_ids, is_duplicate, update_by_ids

LOW = 5
MANY, MANY_TIMES, MANY_AT_ONCE = 500, 4, 10_000


class OversoldError(RuntimeError):
    """A decrement did not find the stock that this transaction had read; nothing was committed."""


@dataclass(frozen=True, slots=True)
class Level:
    """Pieces that can be sold; `version` rises with every change."""

    available: int = 0
    version: int = 0


class Stock:
    """The collection `stock`: `{_id: productId, available, version}`."""

    def __init__(self, database: Database) -> None:
        self._collection = database["stock"]

    async def read(self, product_ids: Iterable[int], session: Session | None = None) -> dict[int, Level]:
        """The level of each product that has one."""
        found = await find_by_ids(self._collection, product_ids, session=session)
        return {stock["_id"]: Level(stock["available"], stock["version"]) for stock in found}

    async def change(
        self, before: Mapping[int, Level], changes: Mapping[int, int], session: Session
    ) -> dict[int, OutboxEntry]:
        """Add `changes` (negative takes) to what `before` read in the same transaction.

        Nobody else can have changed them since: the transaction would not commit. Returns the message of
        each product whose stock is worth one. Raises `OversoldError` when a level would fall below zero.
        """
        short = [
            each
            for each, change in changes.items()
            if each not in before or before[each].available + change < 0
        ]
        if short:
            raise OversoldError(f"{len(short)} of {len(changes)} levels are gone or would fall below zero")
        updates = ((each, {"$inc": {"available": change, "version": 1}}) for each, change in changes.items())
        found = await update_by_ids(self._collection, updates, session)
        if found != len(changes):
            raise OversoldError(f"{len(changes) - found} of {len(changes)} levels are gone")
        messages = {}
        for product_id, change in changes.items():
            was = before[product_id]
            left = was.available + change
            if left <= LOW or was.available <= LOW:
                messages[product_id] = _message(product_id, Level(left, was.version + 1))
        return messages

    async def give_first_stock(self, levels: Mapping[int, int]) -> None:
        """Set the stock of products that have none yet; a level that exists is never changed."""
        if not levels:
            return
        known = await self.levels(levels)
        missing = [
            InsertOne({"_id": product_id, "available": available, "version": 1})
            for product_id, available in levels.items()
            if product_id not in known
        ]
        if not missing:
            return
        try:
            await self._collection.bulk_write(missing, ordered=False)
        except BulkWriteError as error:
            # Another process gave the same product its first stock just now: that one stands.
            if not is_duplicate(error):
                raise

    async def levels(self, product_ids: Collection[int]) -> dict[int, tuple[int, int]]:
        """`(available, version)` of each product that has a level."""
        if not await self._are_most(product_ids):
            found = await self.read(product_ids)
            return {product_id: (level.available, level.version) for product_id, level in found.items()}
        wanted = frozenset(product_ids)
        return {
            stock["_id"]: (stock["available"], stock["version"])
            async for stock in self._collection.find(batch_size=MANY_AT_ONCE)
            if stock["_id"] in wanted
        }

    async def _are_most(self, product_ids: Collection[int]) -> bool:
        """Whether all levels are read sooner than these by fifties."""
        return len(product_ids) > MANY and (
            await self._collection.estimated_document_count() < MANY_TIMES * len(product_ids)
        )


def taken_by(products: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """Pieces of each product in an order's lines."""
    taken: dict[int, int] = {}
    for line in products:
        taken[line["productId"]] = taken.get(line["productId"], 0) + line["qty"]
    return taken


def _message(product_id: int, level: Level) -> OutboxEntry:
    return entry_of(
        StockChanged(
            event_id=f"stock:{product_id}:{level.version}",
            product_id=product_id,
            available=level.available,
            version=level.version,
        )
    )
