"""The payments room's use cases: charge orders, each once, or hold them; report how it went."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

import structlog

from backend.bus.dead_letters import Rejected
from backend.bus.outbox import Publisher
from backend.events.orders import OrderPlaced
from backend.kit.clock import now
from backend.kit.group_commit import GroupCommit
from backend.kit.money import to_minor
from backend.kit.tasks import end
from backend.payments.models import (
    CANCELLED,
    INITIATED,
    ON_HOLD,
    Document,
    cancelled,
    erased,
    new_payment,
    report_of,
    settled,
)
from backend.payments.ports import Assessment, Charge, Outcome, Owners, Provider, Verdict
from backend.payments.repository import PaymentRepository
from backend.payments.risk import RiskGate
from backend.stores.outage import is_outage

log = structlog.get_logger()

ANNOUNCE_AFTER_S = 0.3
SETTLED_AT_ONCE = 32  # a shopper's order may wait for such a write
MOST_ANNOUNCED = 32
ANNOUNCE_WITHIN_S = 2.0
AT_ONCE = 128


class PaymentService:
    """Stores a payment as pending, charges it, stores the outcome with its report, publishes that.

    One whose order is too risky is stored as on hold instead, until the order is released or it is cancelled.
    """

    def __init__(
        self,
        repository: PaymentRepository,
        publisher: Publisher,
        provider: Provider,
        risk: RiskGate,
        owners: Owners,
        *,
        currency: str,
    ) -> None:
        self.repository = repository
        self._publisher = publisher
        self._provider = provider
        self._risk = risk
        self._owners = owners
        self._currency = currency
        self._places = asyncio.Semaphore(AT_ONCE)
        self._under_way = 0
        # One write at a time: side by side they would be slower together, and so would a shopper's order.
        self._turn = asyncio.Lock()
        # Charges end one by one; while some are being written the next ones gather.
        self._settling: GroupCommit[Document] = GroupCommit(self._write_settled, most=SETTLED_AT_ONCE)

    async def charge(self, placed: Sequence[OrderPlaced]) -> Sequence[Rejected]:
        """Charge each order once; returns the messages that contradict the payment that exists.

        Nothing is charged before its risk was asked, unless a person released it. A redelivered order finds
        its payment: one that is settled or on hold is reported again, a pending one is looked up at the
        provider before it is charged. Raises the provider's and the stores' errors after all that could be
        settled is.
        """
        first = {message.order_id: message for message in reversed(placed)}
        released = {message.order_id for message in placed if message.released}
        judged = await self._risk.judge([each for each in first.values() if each.order_id not in released])
        keeping = asyncio.create_task(self._kept(judged))
        try:
            rejected = await self._charge_judged(placed, first, released, judged.verdicts)
        except BaseException:
            await end(keeping)
            raise
        await keeping
        return rejected

    async def cancel_held(self, order_id: str, reason: str, user: str | None = None) -> bool:
        """End a payment that is on hold, for good; `reason` is for the shopper. False when it isn't on hold.

        With `user`, only for an order that is theirs now. Cancelled twice, it is cancelled once. The order
        follows by the report, and its stock is given back with it.
        """
        if user is not None and await self._owners.owner_of(order_id) != user:
            return False
        payment = (await self.repository.by_ids([order_id])).get(order_id)
        if payment is not None and payment["orderStatusCode"] == ON_HOLD:
            payment = cancelled(payment, reason, now())
            if not await self.repository.cancel(payment):
                return await self._is_cancelled(order_id)
        if payment is None or payment["orderStatusCode"] != CANCELLED:
            return False
        try:
            async with asyncio.timeout(ANNOUNCE_WITHIN_S):
                await self._publisher.publish([report_of(payment)])
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("cancelled payment not reported yet", order=order_id, error=repr(error))
        return True

    async def forget(self, user: str, stand_in: str) -> None:
        """Take the person out of their orders' payments, before the orders forget whose they are."""
        after: str | None = None
        while order_ids := await self._owners.order_ids_of(user, after):
            payments = await self.repository.by_ids(order_ids)
            named = [erased(payment, stand_in) for payment in payments.values() if not payment.get("erased")]
            if named:
                await self.repository.own(named)
            after = order_ids[-1]

    async def _kept(self, judged: Assessment) -> None:
        async with self._turn:
            await judged.keep()

    async def _is_cancelled(self, order_id: str) -> bool:
        payment = (await self.repository.by_ids([order_id])).get(order_id)
        return payment is not None and payment["orderStatusCode"] == CANCELLED

    async def _charge_judged(
        self,
        placed: Sequence[OrderPlaced],
        first: Mapping[str, OrderPlaced],
        released: Collection[str],
        verdicts: Mapping[str, Verdict],
    ) -> list[Rejected]:
        at = now()
        payments = [
            new_payment(message, verdicts.get(message.order_id), self._currency, at)
            for message in first.values()
        ]
        async with self._turn:
            known = await self.repository.insert_new(payments)
        stored = await self.repository.by_ids(known) if known else {}

        rejected = [message for message in placed if _contradicts(message, stored, first)]
        wrong = {message.order_id for message in rejected}
        old = [payment for payment in stored.values() if payment["_id"] not in wrong]
        old = await self._released(old, released)
        new = [payment for payment in payments if payment["_id"] not in known]
        await self._publisher.publish(entry for payment in new for entry in payment["outbox"])
        await self._report_again([pay for pay in old if pay["orderStatusCode"] != INITIATED], first)
        await self._charge_all(
            [pay for pay in new if pay["orderStatusCode"] == INITIATED],
            [pay for pay in old if pay["orderStatusCode"] == INITIATED],
        )
        return [
            Rejected(message, "orderAmount, userId: not those of this order's payment")
            for message in rejected
        ]

    async def _released(self, old: Sequence[Document], released: Collection[str]) -> list[Document]:
        """These payments; those of released orders are pending now, unless they were cancelled meanwhile."""
        held = [pay["_id"] for pay in old if pay["_id"] in released and pay["orderStatusCode"] == ON_HOLD]
        if not held:
            return list(old)
        await self.repository.release(held, now())
        fresh = await self.repository.by_ids(held)
        return [fresh.get(payment["_id"], payment) for payment in old]

    async def _charge_all(self, new: Sequence[Document], unknown: Sequence[Document]) -> None:
        """Settle in waves as charges end, so that a slow one keeps nobody waiting.

        Those that take long are announced, but not in a rush: then telling who waits would make them wait.
        """
        charges = {asyncio.create_task(self._charge_new(payment)): payment for payment in new}
        charges |= {asyncio.create_task(self._charge_unknown(payment)): payment for payment in unknown}
        failures: list[BaseException] = []
        under_way = set(charges)
        self._under_way += len(under_way)
        announcing: asyncio.Future[None] = asyncio.ensure_future(asyncio.sleep(ANNOUNCE_AFTER_S))
        try:
            while under_way:
                waited_for: set[asyncio.Future[Any]] = {*under_way, announcing}
                await asyncio.wait(waited_for, return_when=asyncio.FIRST_COMPLETED)
                ended = {task for task in under_way if task.done()}
                under_way -= ended
                self._under_way -= len(ended)
                failures += [error for task in ended if (error := task.exception())]
                await self._settle([(charges[task], task.result()) for task in ended if not task.exception()])
                if announcing.done():
                    if self._under_way <= MOST_ANNOUNCED:
                        await self._publisher.publish(report_of(charges[task]) for task in under_way)
                    announcing = asyncio.get_running_loop().create_future()
        finally:
            announcing.cancel()
            self._under_way -= len(under_way)
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
        await self._settling.write(*(settled(payment, outcome, at) for payment, outcome in outcomes))

    async def _write_settled(self, payments: Sequence[Document]) -> None:
        async with self._turn:
            await self.repository.settle(payments)
        await self._publisher.publish(entry for payment in payments for entry in payment["outbox"])

    async def _report_again(self, payments: Sequence[Document], placed: Mapping[str, OrderPlaced]) -> None:
        await self._publisher.publish(report_of(pay, placed[pay["_id"]].resend) for pay in payments)


def _contradicts(
    message: OrderPlaced, stored: Mapping[str, Document], first: Mapping[str, OrderPlaced]
) -> bool:
    payment = stored.get(message.order_id)
    if payment is not None:
        if payment.get("erased"):
            # Nobody knows any more whose it was.
            return bool(to_minor(message.order_amount) != payment["orderAmount"])
        truth: tuple[str, Decimal | int] = (payment["userId"], payment["orderAmount"])
        return (message.user_id, to_minor(message.order_amount)) != truth
    original = first[message.order_id]
    return (message.user_id, message.order_amount) != (original.user_id, original.order_amount)
