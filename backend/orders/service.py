"""The orders room's use cases: take an order, record what payments reports."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from backend.bus.dead_letters import Rejected
from backend.bus.outbox import Publisher
from backend.events.origin import NOWHERE, Origin
from backend.events.payments import PaymentReported
from backend.kit.tasks import end
from backend.orders.holds import Holds
from backend.orders.intake import Intake, Request
from backend.orders.models import Document
from backend.orders.ownership import Ownership
from backend.orders.ports import Catalogue, ReadView
from backend.orders.progress import Progress
from backend.orders.repository import OrderRepository, waits_for_a_person
from backend.orders.schemas import HeldOrder, OrderLine, UnsettledOrder
from backend.orders.stock import Stock
from backend.orders.validation import check_request
from backend.stores.mongo import Database
from backend.stores.outage import is_outage

log = structlog.get_logger()

ANNOUNCE_WITHIN_S = 2.0


class OrderService:
    """Takes orders by group commit and moves them along their status edges."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        catalogue: Catalogue,
        view: ReadView,
        stock: Stock,
        *,
        currency: str,
    ) -> None:
        self.repository = OrderRepository(database)
        self._publisher = publisher
        self._view = view
        self._holds = Holds(self.repository)
        self._ownership = Ownership(self.repository)
        self._progress = Progress(database, self.repository, stock)
        self._intake = Intake(database, self.repository, stock, catalogue, self._announce, currency=currency)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Take orders inside; at the end every order that waits is answered first."""
        await self.repository.ensure_indexes()
        task = asyncio.create_task(self._intake.run())
        try:
            yield
        finally:
            await self._intake.drain()
            await end(task)

    async def create_order(
        self, user: str, lines: Sequence[OrderLine], idempotency_key: str, origin: Origin = NOWHERE
    ) -> str:
        """Store the order, take its stock, publish OrderPlaced; returns the order id (ULID).

        The price is the catalogue's. The same key with the same lines gives the same order again. Raises
        `RefusedError` naming each field or line that is wrong, `PriceChangedError` when a line names another
        price than the catalogue's, `IdempotencyConflictError` for a key that stands for another order,
        `OrdersUnavailableError` when the stores are away.
        """
        check_request(user, lines, idempotency_key)
        return await self._intake.take(Request(user, tuple(lines), idempotency_key, origin))

    async def placed(self, user: str, idempotency_key: str) -> str | None:
        """The id of the order that this key became, None if there is none."""
        found = await self.repository.by_keys([(user, idempotency_key)])
        return found[user, idempotency_key]["_id"] if found else None

    async def record(self, reports: Sequence[PaymentReported]) -> Sequence[Rejected]:
        """Move the orders that payments reports about; returns the reports that can't be right.

        Every order touched is shown again, changed or not: a redelivery repairs a view that was missed.
        """
        applied = await self._progress.apply(reports)
        await asyncio.gather(
            self._publisher.publish(entry for order in applied.changed for entry in order["outbox"]),
            self._view.refresh(applied.touched),
        )
        return applied.rejected

    async def release(self, order_id: str, by: str, user: str | None = None) -> bool:
        """Let an order go on from its hold: payments charges it then, whatever its risk.

        `by` is who decided. With `user`, only an order of theirs that was placed signed in. False when it
        isn't on hold; released twice, it goes on once.
        """
        order = await self._holds.release(order_id, by, user)
        if order is None:
            return False
        await self._announce([order])
        return True

    async def on_hold(self, before: str | None = None, size: int = 50) -> Sequence[HeldOrder]:
        """The shop's orders that wait for a person's decision, newest first, older than `before`."""
        return await self._holds.waiting(before, size)

    async def take_over(self, guest: str, account: str) -> None:
        """Make the guest's orders the account's; its open pages are told. Once or again."""
        async for orders in self._ownership.take_over(guest, account):
            await self._show(orders)

    async def unsettled_of(self, user: str) -> Sequence[UnsettledOrder]:
        """The shopper's orders whose payment has no result yet."""
        return [
            UnsettledOrder(order["_id"], waits_for_a_person(order))
            for order in await self.repository.unsettled_of(user)
        ]

    async def order_ids_of(self, user: str, after: str | None = None) -> Sequence[str]:
        """Some of the shopper's order ids, oldest first, younger than `after`; none after the last."""
        return await self.repository.ids_of(user, after)

    async def forget(self, user: str, stand_in: str) -> None:
        """Take the person out of their orders, which stay under the stand-in's name. Once or again."""
        async for orders in self._ownership.forget(user, stand_in):
            await self._view.refresh(orders)

    async def owner_of(self, order_id: str) -> str | None:
        """Whose order this is now; None when there is no such order."""
        return await self.repository.owner_of(order_id)

    async def _show(self, orders: Sequence[Document]) -> None:
        """Write the views of orders that changed hands; without Redis they follow when they are next read."""
        try:
            await self._view.refresh(orders)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("orders not shown", orders=len(orders), error=repr(error))

    async def _announce(self, orders: Sequence[Document]) -> None:
        """Publish and show orders. They are stored: what fails here the sweeper makes good."""
        steps = (
            self._publisher.publish(entry for order in orders for entry in order["outbox"]),
            self._view.refresh(orders),
        )
        done = await asyncio.gather(
            *(asyncio.wait_for(step, ANNOUNCE_WITHIN_S) for step in steps), return_exceptions=True
        )
        for error in done:
            if isinstance(error, BaseException):
                log.warning(
                    "orders not announced",
                    orders=len(orders),
                    error=repr(error),
                    exc_info=None if is_outage(error) else error,
                )
