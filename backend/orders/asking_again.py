"""Asks payments again for orders whose OrderPlaced was handled but never answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from backend.bus.outbox import Publisher
from backend.bus.streams import group_position, parse_id
from backend.events import ORDERS_CON_GROUP, ORDERS_STREAM
from backend.kit.clock import now
from backend.orders.models import Document, placed_event
from backend.orders.repository import OrderRepository
from backend.orders.schemas import OrderStatus
from backend.orders.status import UNPAID

log = structlog.get_logger()

FIRST_AFTER_S = 30
LONGEST_PAUSE_S = 3600
WORRYING_RESENDS = 6


class AskingAgain:
    """What the sweeper asks about dirty orders: which still wait for their payment.

    An order is asked for again only when its event lies behind the group's low-water mark, so a slow or
    stopped payments service is never flooded with copies; then with pauses that double up to an hour.
    """

    def __init__(self, orders: OrderRepository, publisher: Publisher) -> None:
        self._orders = orders
        self._publisher = publisher

    async def still_owed(self, dirty: Sequence[Document]) -> Sequence[Document]:
        """The unpaid ones of these orders; those that are due are asked for again.

        One that is on hold waits for a person, and for payments again once it is released.
        """
        waiting = [order for order in dirty if _waits(order)]
        due = [order for order in waiting if _is_due(order, now())]
        if not due:
            return waiting
        position = await group_position(self._publisher.redis, ORDERS_STREAM, ORDERS_CON_GROUP)
        last_events = [placed_event(order, order.get("resends", 0)) for order in due]
        entry_ids = await self._publisher.entry_ids(last_events)
        for order, entry_id in zip(due, entry_ids, strict=True):
            unread = position is None or (entry_id is not None and parse_id(entry_id) > position.low_water)
            if not unread:
                await self._ask(order)
        return waiting

    async def _ask(self, order: Document) -> None:
        resends = order.get("resends", 0) + 1
        if await self._orders.note_resend(order, resends):
            say = log.warning if resends < WORRYING_RESENDS else log.error
            say("no answer from payments, asking again", order=order["_id"], resend=resends)
            await self._publisher.publish([placed_event(order, resends)])


def _waits(order: Document) -> bool:
    status = order["orderStatusCode"]
    return status in UNPAID or (status == OrderStatus.ON_HOLD and bool(order.get("released")))


def _is_due(order: Document, at: datetime) -> bool:
    resends = order.get("resends", 0)
    since: datetime = order["resentOn"] if resends else order["lastUpdatedOn"]
    return at - since > timedelta(seconds=min(LONGEST_PAUSE_S, FIRST_AFTER_S * 2 ** min(resends, 10)))
