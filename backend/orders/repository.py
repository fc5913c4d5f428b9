"""The only queries on the collection `orders`."""

from collections.abc import Iterable, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne

from backend.kit.clock import now
from backend.stores.mongo import Database, Session, find_all, update_all

Document = dict[str, Any]


class OrderRepository:
    """Orders by id, by idempotency key, and their changes by compare-and-set on `version`."""

    def __init__(self, database: Database) -> None:
        self.collection = database["orders"]

    async def ensure_indexes(self) -> None:
        """Idempotent; a key is unique for a shopper for ever."""
        await self.collection.create_index(
            [("userId", ASCENDING), ("idempotencyKey", ASCENDING)], unique=True, name="idempotency"
        )
        await self.collection.create_index(
            [("userId", ASCENDING), ("_id", DESCENDING)], name="orders_of_a_shopper"
        )
        await self.collection.create_index(
            [("dirty", ASCENDING), ("_id", ASCENDING)],
            partialFilterExpression={"dirty": True},
            name="dirty",
        )

    async def by_keys(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Document]:
        """The orders that have these (user, idempotency key)."""
        wanted = [{"userId": user, "idempotencyKey": key} for user, key in keys]
        fields = {"userId": 1, "idempotencyKey": 1, "requestHash": 1}
        found = await find_all(self.collection, {"$or": wanted}, fields, expected=len(wanted))
        return {(order["userId"], order["idempotencyKey"]): order for order in found}

    async def by_ids(self, order_ids: Iterable[str], session: Session | None = None) -> dict[str, Document]:
        """Whole orders, those that exist."""
        wanted = list(order_ids)
        query = {"_id": {"$in": wanted}}
        found = await find_all(self.collection, query, expected=len(wanted), session=session)
        return {order["_id"]: order for order in found}

    async def insert(self, orders: Sequence[Document], session: Session) -> None:
        """Store new orders in the session's transaction."""
        await self.collection.insert_many(orders, session=session)

    async def advance(self, orders: Sequence[Document], session: Session | None = None) -> list[Document]:
        """Write what changed of orders whose `version` was raised by one; returns those that were too late.

        An order was too late when it is no longer at the version before.
        """
        updates = [
            UpdateOne({"_id": order["_id"], "version": order["version"] - 1}, _changes(order))
            for order in orders
        ]
        if await update_all(self.collection, updates, session) == len(orders):
            return []
        stored = await self.by_ids([order["_id"] for order in orders], session)
        return [order for order in orders if stored[order["_id"]]["timeline"] != order["timeline"]]

    async def note_resend(self, order: Document, resends: int) -> bool:
        """Record that the order asks again; False when another process did, or the order moved on."""
        result = await self.collection.update_one(
            {"_id": order["_id"], "version": order["version"], "resends": order.get("resends")},
            {"$set": {"resends": resends, "resentOn": now()}},
        )
        return bool(result.modified_count)


def _changes(order: Document) -> Document:
    changes: Document = {"$set": {name: order[name] for name in _CHANGING if name in order}}
    # The partial index on `dirty` holds true only; a clean order has no such field.
    changes.setdefault("$set" if order["dirty"] else "$unset", {})["dirty"] = True
    return changes


_CHANGING = (
    "orderStatusCode",
    "version",
    "paymentId",
    "timeline",
    "lastUpdatedOn",
    "lastUpdatedBy",
    "outbox",
    "stockReturned",
)
