"""The stored payment, one an order, under the tutorial application's field names."""

from datetime import datetime
from typing import Any, Final

from backend.bus.outbox import OutboxEntry, entry_of
from backend.events.orders import OrderPlaced
from backend.events.payments import PaymentReported
from backend.kit.ids import new_id
from backend.kit.money import to_minor
from backend.payments.ports import Outcome

Document = dict[str, Any]

INITIATED: Final = 2
SUCCESS: Final = 3
FAILED: Final = -3


def pending_payment(placed: OrderPlaced, currency: str, at: datetime) -> Document:
    """A payment whose charge is not known to have happened. `orderAmount` is minor units."""
    return {
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


def settled(payment: Document, outcome: Outcome, at: datetime) -> Document:
    """The payment with its outcome, and the report of it in its outbox."""
    after = {
        **payment,
        "orderStatusCode": SUCCESS if outcome.approved else FAILED,
        "paidAmount": payment["orderAmount"] if outcome.approved else 0,
        "reason": outcome.reason,
        "version": payment["version"] + 1,
        "lastUpdatedOn": at,
        "dirty": True,
    }
    return {**after, "outbox": [report_of(after)]}


def report_of(payment: Document, resend: int = 0) -> OutboxEntry:
    """The report of how the payment stands; one that was asked for again has an id of its own."""
    suffix = f"~{resend}" if resend else ""
    return entry_of(
        PaymentReported(
            event_id=f"{payment['_id']}:payment:{payment['orderStatusCode']}{suffix}",
            order_id=payment["_id"],
            payment_id=payment["paymentId"],
            order_status_code=payment["orderStatusCode"],
            user_id=payment["userId"],
            reason=payment.get("reason", ""),
        )
    )
