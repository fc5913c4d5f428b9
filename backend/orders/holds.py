"""Orders on hold for their risk: which there are, and how a person lets one go on."""

from backend.kit.clock import now
from backend.orders.models import Document, placed_event
from backend.orders.progress import TRIES, LostRaceError
from backend.orders.repository import OrderRepository
from backend.orders.schemas import HeldOrder, OrderStatus


class Holds:
    """A release is a compare-and-set on the order; whoever cancels races it at the payment, once."""

    def __init__(self, orders: OrderRepository) -> None:
        self._orders = orders

    async def release(self, order_id: str, by: str, user: str | None) -> Document | None:
        """The order, released and with its OrderPlaced to publish; None when it is not on hold.

        Nor does a `user` release what was placed without an account: whoever has a guest's cookie, stolen or
        not, can have an account that takes the order over. Released before, it is returned as it was stored.
        """
        for _ in range(TRIES):
            order = (await self._orders.by_ids([order_id])).get(order_id)
            if order is None or (user is not None and not _may_release(order, user)):
                return None
            if order["orderStatusCode"] != OrderStatus.ON_HOLD:
                return None
            if order.get("released"):
                return order
            released = _released(order, by)
            if await self._orders.release(released):
                return released
        raise LostRaceError(f"the release of {order_id} lost {TRIES} races")

    async def waiting(self, before: str | None, size: int) -> list[HeldOrder]:
        """Orders on hold that nobody has decided on, newest first, older than `before`."""
        return [_held(order) for order in await self._orders.held(before, size)]


def _may_release(order: Document, user: str) -> bool:
    return bool(order["userId"] == user and order.get("byAccount"))


def _released(order: Document, by: str) -> Document:
    at = now()
    version = order["version"] + 1
    after = {
        **order,
        "released": {"by": by, "on": at, "version": version},
        "version": version,
        "lastUpdatedOn": at,
        "lastUpdatedBy": by,
        "dirty": True,
    }
    return {**after, "outbox": [*order["outbox"], placed_event(after)]}


def _held(order: Document) -> HeldOrder:
    return HeldOrder(
        order_id=order["_id"],
        user=order["userId"],
        total=order["orderAmount"],
        currency=order["currency"],
        created_on=order["createdOn"],
        risk=order.get("risk"),
        reason=order["timeline"][-1].get("reason", ""),
    )
