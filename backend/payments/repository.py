"""The only queries on the collection `payments`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pymongo.errors import BulkWriteError

from backend.bus.sweeper import DIRTY
from backend.payments.models import INITIATED, ON_HOLD, Document
from backend.stores.mongo import Change, Database, compare_and_set, find_by_ids, is_duplicate

_MOVING_FIELDS = (
    "orderStatusCode",
    "paidAmount",
    "reason",
    "version",
    "lastUpdatedOn",
    "outbox",
    "dirty",
)
_OWNING_FIELDS = ("userId", "createdBy", "erased", "outbox")


class PaymentRepository:
    """Payments by order id, which is their `_id`: there is at most one an order."""

    def __init__(self, database: Database) -> None:
        self.collection = database["payments"]

    async def ensure_indexes(self) -> None:
        """Idempotent."""
        await self.collection.create_indexes([DIRTY])

    async def insert_new(self, payments: Sequence[Document]) -> set[str]:
        """Store those whose order has no payment yet; returns the ids of orders that had one."""
        try:
            await self.collection.insert_many(payments, ordered=False)
        except BulkWriteError as error:
            if not is_duplicate(error):
                raise
            return {payments[problem["index"]]["_id"] for problem in error.details["writeErrors"]}
        return set()

    async def by_ids(self, order_ids: Iterable[str]) -> dict[str, Document]:
        """The payments that exist for these orders."""
        found = await find_by_ids(self.collection, order_ids)
        return {payment["_id"]: payment for payment in found}

    async def settle(self, payments: Sequence[Document]) -> None:
        """Write the outcome of payments that are still pending; one that is settled keeps what it has."""
        changes = [
            Change(
                payment["_id"],
                {"orderStatusCode": INITIATED},
                {"$set": {name: payment[name] for name in _MOVING_FIELDS}},
            )
            for payment in payments
        ]
        await compare_and_set(self.collection, changes)

    async def release(self, order_ids: Iterable[str], at: datetime) -> None:
        """Those of these payments that are on hold are pending from now on."""
        changes = [
            Change(
                order_id,
                {"orderStatusCode": ON_HOLD},
                {
                    "$set": {"orderStatusCode": INITIATED, "reason": "", "lastUpdatedOn": at, "outbox": []},
                    "$inc": {"version": 1},
                    "$unset": {"dirty": ""},
                },
            )
            for order_id in order_ids
        ]
        await compare_and_set(self.collection, changes)

    async def own(self, payments: Sequence[Document]) -> None:
        """Write whose these payments are, where they are still at this version."""
        changes = [
            Change(
                payment["_id"],
                {"version": payment["version"]},
                {"$set": {name: payment[name] for name in _OWNING_FIELDS}},
            )
            for payment in payments
        ]
        await compare_and_set(self.collection, changes)

    async def cancel(self, payment: Document) -> bool:
        """Write the end of a payment that is on hold; False when it no longer was."""
        result = await self.collection.update_one(
            {"_id": payment["_id"], "orderStatusCode": ON_HOLD},
            {"$set": {name: payment[name] for name in _MOVING_FIELDS}},
        )
        return bool(result.modified_count)
