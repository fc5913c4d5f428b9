"""The stored payment, one an order, under the tutorial application's field names."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from backend.bus.outbox import OutboxEntry, entry_of
from backend.events.orders import OrderPlaced
from backend.events.payments import PaymentReported
from backend.kit.ids import new_id
from backend.kit.money import to_minor
from backend.payments.ports import Outcome, Verdict

Document = dict[str, Any]

INITIATED: Final = 2
SUCCESS: Final = 3
FAILED: Final = -3
ON_HOLD: Final = 4
CANCELLED: Final = 5

MOST_REASON: Final = 300


def new_payment(placed: OrderPlaced, verdict: Verdict | None, currency: str, at: datetime) -> Document:
    """A payment whose charge is not known to have happened, or that is on hold. `orderAmount` is minor units.

    `verdict` is what is known of the order's risk.
    """
    payment: Document = {
        "_id": placed.order_id,
        "orderId": placed.order_id,
        "paymentId": new_id(),
        "userId": placed.user_id,
        "orderAmount": to_minor(placed.order_amount),
        "paidAmount": 0,
        "currency": placed.currency or currency,
        "orderStatusCode": INITIATED,
        "version": 1,
        "statusCode": 1,
        "createdOn": at,
        "createdBy": placed.user_id,
        "lastUpdatedOn": at,
        "lastUpdatedBy": "payments",
        "outbox": [],
    }
    if verdict and verdict.risk is not None:
        payment["risk"] = round(verdict.risk, 2)
    if verdict and verdict.on_hold:
        payment |= {"orderStatusCode": ON_HOLD, "reason": verdict.reason, "dirty": True}
        payment["outbox"] = [report_of(payment)]
    return payment


def settled(payment: Document, outcome: Outcome, at: datetime) -> Document:
    """The payment with its outcome, and the report of it in its outbox."""
    return _moved(
        payment,
        SUCCESS if outcome.approved else FAILED,
        at,
        reason=outcome.reason,
        paidAmount=payment["orderAmount"] if outcome.approved else 0,
    )


def cancelled(payment: Document, reason: str, at: datetime) -> Document:
    """The payment, never to be charged, and the report of it in its outbox."""
    return _moved(payment, CANCELLED, at, reason=reason[:MOST_REASON])


def erased(payment: Document, stand_in: str) -> Document:
    """The payment of nobody; a report of it that may not be published yet is the stand-in's too."""
    after = {**payment, "userId": stand_in, "createdBy": stand_in, "erased": True}
    return {**after, "outbox": [report_of(after) for _ in payment["outbox"]]}


def _moved(payment: Document, status: int, at: datetime, **changed: Any) -> Document:
    after = {
        **payment,
        **changed,
        "orderStatusCode": status,
        "version": payment["version"] + 1,
        "lastUpdatedOn": at,
        "dirty": True,
    }
    return {**after, "outbox": [report_of(after)]}


def report_of(payment: Document, resend: int = 0) -> OutboxEntry:
    """The report of how the payment stands; one that was asked for again has an id of its own."""
    suffix = f"~{resend}" if resend else ""
    risk = payment.get("risk")
    return entry_of(
        PaymentReported(
            event_id=f"{payment['_id']}:payment:{payment['orderStatusCode']}{suffix}",
            order_id=payment["_id"],
            payment_id=payment["paymentId"],
            order_status_code=payment["orderStatusCode"],
            user_id=payment["userId"],
            reason=payment.get("reason", ""),
            risk=None if risk is None else Decimal(f"{risk:.2f}"),
        )
    )
