"""The only queries on the collection `orders`."""

from collections.abc import Iterable, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError

from backend.bus.sweeper import DIRTY
from backend.kit.clock import now
from backend.orders.schemas import OrderStatus
from backend.orders.status import UNSETTLED
from backend.stores.mongo import (
    Change,
    Database,
    Session,
    compare_and_set,
    find_by_ids,
    is_duplicate,
    update_all,
)

Document = dict[str, Any]
Key = tuple[str, str]

AT_ONCE = 100


class OrderRepository:
    """Orders by id, by idempotency key, and their changes by compare-and-set on `version`."""

    def __init__(self, database: Database) -> None:
        self.collection = database["orders"]
        # An index would find held orders too, and cost every order 0.2 ms on the embedded server.
        self._held = database["orders_on_hold"]

    async def ensure_indexes(self) -> None:
        """Idempotent; a key is unique for a shopper for ever."""
        await self.collection.create_indexes(
            [
                IndexModel(
                    [("userId", ASCENDING), ("idempotencyKey", ASCENDING)], unique=True, name="idempotency"
                ),
                IndexModel([("userId", ASCENDING), ("_id", DESCENDING)], name="orders_of_a_shopper"),
                DIRTY,
            ]
        )

    async def by_keys(self, keys: Iterable[Key]) -> dict[Key, Document]:
        """The orders that have these (user, idempotency key): one look-up each, for repeats are rare."""
        fields = {"requestHash": 1}
        found = {}
        for user, key in keys:
            order = await self.collection.find_one({"userId": user, "idempotencyKey": key}, fields)
            if order:
                found[user, key] = order
        return found

    async def by_ids(self, order_ids: Iterable[str], session: Session | None = None) -> dict[str, Document]:
        """Whole orders, those that exist."""
        found = await find_by_ids(self.collection, order_ids, session=session)
        return {order["_id"]: order for order in found}

    async def owner_of(self, order_id: str) -> str | None:
        """Whose order this is now."""
        order = await self.collection.find_one({"_id": order_id}, {"userId": 1})
        return order["userId"] if order else None

    async def insert(self, orders: Sequence[Document], session: Session) -> None:
        """Store new orders in the session's transaction."""
        await self.collection.insert_many(orders, session=session)

    async def advance(self, orders: Sequence[Document], session: Session | None = None) -> bool:
        """Write what changed of orders whose `version` was raised by one; False when any was too late.

        An order was too late when it is no longer at the version before: then nothing of it was written.
        """
        changes = [
            Change(order["_id"], {"version": order["version"] - 1}, _changes(order)) for order in orders
        ]
        return await compare_and_set(self.collection, changes, session) == len(orders)

    async def release(self, order: Document) -> bool:
        """Write an order's release, its version raised by one; False when it moved on meanwhile.

        How often it had asked for its payment counts anew.
        """
        result = await self.collection.update_one(
            {
                "_id": order["_id"],
                "version": order["version"] - 1,
                "orderStatusCode": int(OrderStatus.ON_HOLD),
            },
            {
                "$set": {name: order[name] for name in _RELEASING},
                "$unset": {"resends": "", "resentOn": ""},
            },
        )
        return bool(result.modified_count)

    async def note_held(self, order_ids: Sequence[str]) -> None:
        """Note that these orders are about to be on hold, so that `held` finds them."""
        if not order_ids:
            return
        try:
            await self._held.insert_many([{"_id": order_id} for order_id in order_ids], ordered=False)
        except BulkWriteError as error:
            if not is_duplicate(error):
                raise

    async def held(self, before: str | None, size: int) -> list[Document]:
        """Orders on hold that are not released, newest first, older than the order `before`.

        Forgets on its way the notes of those that are settled.
        """
        found: list[Document] = []
        while len(found) < size:
            query: Document = {} if before is None else {"_id": {"$lt": before}}
            notes = await self._held.find(query).sort("_id", DESCENDING).limit(AT_ONCE).to_list(AT_ONCE)
            if not notes:
                break
            orders = await self.by_ids(note["_id"] for note in notes)
            noted = [orders[note["_id"]] for note in notes if note["_id"] in orders]
            found += [order for order in noted if waits_for_a_person(order)]
            settled = [order["_id"] for order in noted if order["orderStatusCode"] not in UNSETTLED]
            if settled:
                await self._held.delete_many({"_id": {"$in": settled}})
            before = notes[-1]["_id"]
        return found[:size]

    async def some_of(self, user: str) -> list[Document]:
        """Up to a hundred of this shopper's orders."""
        return (
            await self.collection.find({"userId": user})
            .sort("_id", DESCENDING)
            .limit(AT_ONCE)
            .to_list(AT_ONCE)
        )

    async def unsettled_of(self, user: str) -> list[Document]:
        """Those of this shopper's orders that have no result of their payment yet."""
        query = {"userId": user, "orderStatusCode": {"$in": [int(status) for status in UNSETTLED]}}
        return await self.collection.find(query, {"orderStatusCode": 1, "released": 1}).to_list(None)

    async def ids_of(self, user: str, after: str | None) -> list[str]:
        """Up to a hundred ids of this shopper's orders, oldest first, younger than the order `after`."""
        query: Document = {"userId": user} if after is None else {"userId": user, "_id": {"$gt": after}}
        cursor = self.collection.find(query, {"_id": 1}).sort("_id", ASCENDING)
        return [order["_id"] for order in await cursor.limit(AT_ONCE).to_list(AT_ONCE)]

    async def own(self, orders: Sequence[Document]) -> None:
        """Write the owner of orders whose `version` was raised by one, where it is still the one before.

        Raises `BulkWriteError` when the owner has used an order's idempotency key.
        """
        updates = [
            UpdateOne(
                {"_id": order["_id"], "version": order["version"] - 1},
                {"$set": {name: order[name] for name in _OWNING if name in order}},
            )
            for order in orders
        ]
        await update_all(self.collection, updates)

    async def note_resend(self, order: Document, resends: int) -> bool:
        """Record that the order asks again; False when another process did, or the order moved on."""
        result = await self.collection.update_one(
            {"_id": order["_id"], "version": order["version"], "resends": order.get("resends")},
            {"$set": {"resends": resends, "resentOn": now()}},
        )
        return bool(result.modified_count)


def waits_for_a_person(order: Document) -> bool:
    """Whether an order is on hold and nobody has decided on it."""
    return order["orderStatusCode"] == OrderStatus.ON_HOLD and "released" not in order


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
    "risk",
)
_RELEASING = ("released", "version", "lastUpdatedOn", "lastUpdatedBy", "outbox", "dirty")
_OWNING = (
    "userId",
    "createdBy",
    "erased",
    "idempotencyKey",
    "version",
    "lastUpdatedOn",
    "lastUpdatedBy",
    "released",
)
