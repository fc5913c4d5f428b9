"""Whose orders they are: an account takes over a guest's, an erased person leaves theirs to nobody."""

from collections.abc import AsyncIterator, Callable, Sequence

from pymongo.errors import BulkWriteError

from backend.kit.clock import now
from backend.orders.models import Document
from backend.orders.progress import TRIES, LostRaceError
from backend.orders.repository import OrderRepository
from backend.stores.mongo import is_duplicate

Change = Callable[[Document], Document]


class Ownership:
    """Each change is a compare-and-set on the order's version; who placed an order is kept until erased."""

    def __init__(self, orders: OrderRepository) -> None:
        self._orders = orders

    def take_over(self, guest: str, account: str) -> AsyncIterator[list[Document]]:
        """Make the guest's orders the account's; yields them in batches as they are stored then."""
        return self._change_all(guest, lambda order: _owned(order, account))

    def forget(self, user: str, stand_in: str) -> AsyncIterator[list[Document]]:
        """Take the person out of their orders; yields them in batches as they are stored then."""
        return self._change_all(user, lambda order: _erased(order, stand_in))

    async def _change_all(self, user: str, change: Change) -> AsyncIterator[list[Document]]:
        lost = 0
        while orders := await self._orders.some_of(user):
            await self._write([change(order) for order in orders])
            # What moved on meanwhile is still the old owner's, and is looked at again.
            stored = await self._orders.by_ids(order["_id"] for order in orders)
            written = [order for order in stored.values() if order["userId"] != user]
            lost = 0 if written else lost + 1
            if lost == TRIES:
                raise LostRaceError(f"the orders of {user} changed {TRIES} times meanwhile")
            yield written

    async def _write(self, orders: Sequence[Document]) -> None:
        try:
            await self._orders.own(orders)
        except BulkWriteError as error:
            if not is_duplicate(error):
                raise
            # The new owner has used the key of one of them: each for itself.
            for order in orders:
                await self._write_alone(order)

    async def _write_alone(self, order: Document) -> None:
        try:
            await self._orders.own([order])
        except BulkWriteError as error:
            if not is_duplicate(error):
                raise
            key = f"{order['createdBy']}:{order['idempotencyKey']}"
            await self._orders.own([{**order, "idempotencyKey": key}])


def _owned(order: Document, account: str) -> Document:
    return {
        **order,
        "userId": account,
        "version": order["version"] + 1,
        "lastUpdatedOn": now(),
        "lastUpdatedBy": account,
    }


def _erased(order: Document, stand_in: str) -> Document:
    """The order of nobody. The key that its person chose goes too."""
    after = {
        **order,
        "userId": stand_in,
        "createdBy": stand_in,
        "erased": True,
        "idempotencyKey": order["_id"],
        "version": order["version"] + 1,
        "lastUpdatedOn": now(),
        "lastUpdatedBy": stand_in,
    }
    released = order.get("released")
    if released and released["by"] in (order["userId"], order["createdBy"]):
        after["released"] = {**released, "by": stand_in}
    return after
