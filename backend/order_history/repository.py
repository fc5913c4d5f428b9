"""MongoDB's side of the order history: the truth that the views are built from. Reads only."""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any, TypeAlias

from backend.stores.mongo import IDS_AT_ONCE, Database

Order: TypeAlias = dict[str, Any]

NEWEST_FIRST = [("_id", -1)]
WITHOUT_EVENTS = {"outbox": 0, "requestHash": 0}


class OrderRepository:
    """Orders by shopper; every query names the shopper, and order ids sort by time."""

    def __init__(self, database: Database) -> None:
        self._orders = database["orders"]

    async def page(self, user: str, before: str | None, size: int) -> list[Order]:
        """Up to `size` of the shopper's orders, newest first, older than the order `before`."""
        found = self._orders.find(_older(user, before), WITHOUT_EVENTS).sort(NEWEST_FIRST).limit(size)
        return await found.to_list(size)

    async def versions(self, user: str, order_ids: Collection[str] | None = None) -> dict[str, int]:
        """Order id to version, of all of the shopper's orders or of those among these."""
        query: dict[str, Any] = {"userId": user}
        if order_ids is not None:
            query["_id"] = {"$in": [*order_ids]}
        return {order["_id"]: order["version"] async for order in self._orders.find(query, {"version": 1})}

    async def newest_versions(self, user: str, most: int) -> dict[str, int]:
        """Order id to version of the shopper's newest orders, newest first, in one small answer."""
        every: list[dict[str, Any]] = [
            {"$match": {"userId": user}},
            {"$limit": most + 1},
            {"$group": {"_id": None, "ids": {"$push": "$_id"}, "versions": {"$push": "$version"}}},
        ]
        found = await self._orders.aggregate(every).to_list(1)
        if found and len(found[0]["ids"]) > most:
            # Only here does the order in which they are found matter, and sorting cost anything.
            newest = [every[0], {"$sort": {"_id": -1}}, {"$limit": most}, every[2]]
            found = await self._orders.aggregate(newest).to_list(1)
        pairs = zip(found[0]["ids"], found[0]["versions"], strict=True) if found else ()
        return dict(sorted(pairs, reverse=True))

    async def count(self, user: str) -> int:
        """How many orders the shopper has."""
        return await self._orders.count_documents({"userId": user})

    async def get_many(self, user: str, order_ids: Collection[str]) -> list[Order]:
        """Those of these orders that are the shopper's."""
        wanted, found = [*order_ids], []
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = wanted[start : start + IDS_AT_ONCE]
            query = {"_id": {"$in": some}, "userId": user}
            found += await self._orders.find(query, WITHOUT_EVENTS).to_list(None)
        return found

    async def count_all(self) -> int:
        """How many orders the shop has, as MongoDB's own bookkeeping says."""
        return await self._orders.estimated_document_count()

    async def every(self, batch: int) -> AsyncIterator[list[Order]]:
        """All orders of the shop, oldest first, in batches."""
        gathered: list[Order] = []
        async for order in self._orders.find({}, WITHOUT_EVENTS).sort([("_id", 1)]).batch_size(batch):
            gathered.append(order)
            if len(gathered) == batch:
                yield gathered
                gathered = []
        if gathered:
            yield gathered

    async def existing(self, order_ids: Sequence[str]) -> set[str]:
        """Those of these ids that are orders."""
        return {order["_id"] async for order in self._orders.find({"_id": {"$in": [*order_ids]}}, {"_id": 1})}


def _older(user: str, before: str | None) -> dict[str, Any]:
    return {"userId": user} if before is None else {"userId": user, "_id": {"$lt": before}}
