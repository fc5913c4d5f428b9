"""The payments room's use case: charge orders, each once, and report how it went."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import structlog

from backend.bus.dead_letters import Rejected
from backend.bus.outbox import Publisher
from backend.events.orders import OrderPlaced
from backend.kit.clock import now
from backend.kit.money import to_minor
from backend.payments.models import INITIATED, Document, pending_payment, report_of, settled
from backend.payments.ports import Charge, Outcome, Provider
from backend.payments.repository import PaymentRepository

log = structlog.get_logger()

ANNOUNCE_AFTER_S = 0.3
AT_ONCE = 128


class PaymentService:
    """Stores a payment as pending, charges it, stores the outcome with its report, publishes that."""

    def __init__(
        self, repository: PaymentRepository, publisher: Publisher, provider: Provider, *, currency: str
    ) -> None:
        self.repository = repository
        self._publisher = publisher
        self._provider = provider
        self._currency = currency
        self._places = asyncio.Semaphore(AT_ONCE)

    async def charge(self, placed: Sequence[OrderPlaced]) -> Sequence[Rejected]:
        """Charge each order once; returns the messages that contradict the payment that exists.

        A redelivered order finds its payment: a settled one is reported again, a pending one is looked up
        at the provider before it is charged. Raises the provider's and the stores' errors after all that
        could be settled is.
        """
        first = {message.order_id: message for message in reversed(placed)}
        payments = [pending_payment(message, self._currency, now()) for message in first.values()]
        known = await self.repository.insert_new(payments)
        stored = await self.repository.by_ids(known) if known else {}

        rejected = [message for message in placed if _contradicts(message, stored, first)]
        wrong = {message.order_id for message in rejected}
        old = [payment for payment in stored.values() if payment["_id"] not in wrong]
        new = [payment for payment in payments if payment["_id"] not in known]
        await self._report_again([pay for pay in old if pay["orderStatusCode"] != INITIATED], first)
        await self._charge_all(new, [pay for pay in old if pay["orderStatusCode"] == INITIATED])
        return [
            Rejected(message, "orderAmount, userId: not those of this order's payment")
            for message in rejected
        ]

    async def _charge_all(self, new: Sequence[Document], unknown: Sequence[Document]) -> None:
        """Settle in waves as charges end, so that a slow one keeps nobody waiting."""
        charges = {asyncio.create_task(self._charge_new(payment)): payment for payment in new}
        charges |= {asyncio.create_task(self._charge_unknown(payment)): payment for payment in unknown}
        failures: list[BaseException] = []
        under_way = set(charges)
        announcing: asyncio.Future[None] = asyncio.ensure_future(asyncio.sleep(ANNOUNCE_AFTER_S))
        try:
            while under_way:
                waited_for: set[asyncio.Future[Any]] = {*under_way, announcing}
                await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED)
                ended = {task for task in under_way if task.done()}
                under_way -= ended
                failures += [error for task in ended if (error := task.exception())]
                await self._settle([(charges[task], task.result()) for task in ended if not task.exception()])
                if announcing.done():
                    await self._publisher.publish(report_of(charges[task]) for task in under_way)
                    announcing = asyncio.get_running_loop().create_future()
        finally:
            announcing.cancel()
            for task in under_way:
                task.cancel()
        if failures:
            raise failures[0]

    async def _charge_new(self, payment: Document) -> Outcome:
        async with self._places:
            return await self._provider.charge(
                Charge(payment["_id"], payment["orderAmount"], payment["currency"])
            )

    async def _charge_unknown(self, payment: Document) -> Outcome:
        return await self._provider.lookup(payment["_id"]) or await self._charge_new(payment)

    async def _settle(self, outcomes: Sequence[tuple[Document, Outcome]]) -> None:
        if not outcomes:
            return
        at = now()
        payments = [settled(payment, outcome, at) for payment, outcome in outcomes]
        await self.repository.settle(payments)
        await self._publisher.publish(entry for payment in payments for entry in payment["outbox"])

    async def _report_again(self, payments: Sequence[Document], placed: dict[str, OrderPlaced]) -> None:
        await self._publisher.publish(report_of(pay, placed[pay["_id"]].resend) for pay in payments)


def _contradicts(message: OrderPlaced, stored: dict[str, Document], first: dict[str, OrderPlaced]) -> bool:
    payment = stored.get(message.order_id)
    if payment is not None:
        truth: tuple[str, Decimal | int] = (payment["userId"], payment["orderAmount"])
        return (message.user_id, to_minor(message.order_amount)) != truth
    original = first[message.order_id]
    return (message.user_id, message.order_amount) != (original.user_id, original.order_amount)
