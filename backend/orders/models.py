"""The stored order and its parts, under the tutorial application's field names."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from backend.bus.outbox import OutboxEntry, entry_of
from backend.events import ORDERS_STREAM
from backend.events.orders import OrderPlaced
from backend.events.origin import NOWHERE, Origin
from backend.kit.money import to_major
from backend.orders.schemas import OrderLine, OrderStatus

Document = dict[str, Any]

MOST_CATEGORIES = 2_000
JUDGED_BY = ("sessionId", "fingerprint", "ipHash", "device", "categories")


def fingerprint(lines: Sequence[OrderLine]) -> str:
    """The same for the same lines in the same order: what an idempotency key stands for."""
    return hashlib.sha256(orjson.dumps([[line.product_id, line.qty] for line in lines])).hexdigest()


def placed_event(order: Document, resend: int = 0, origin: Origin = NOWHERE) -> OutboxEntry:
    """The order's OrderPlaced; a resend has an id of its own, or it would pass for the first.

    So has that of an order released from its hold, which says nothing of what the risk is judged by.
    """
    suffix = f"~{resend}" if resend else ""
    released = order.get("released")
    if released:
        judged_by: Document = {}
    elif resend:
        judged_by = _told_before(order)
    else:
        judged_by = {
            "session_id": origin.session_id,
            "fingerprint": origin.fingerprint,
            "ip_hash": origin.ip_hash,
            "device": origin.device,
            "categories": _categories(order),
        }
    return entry_of(
        OrderPlaced(
            event_id=f"{order['_id']}:{released['version'] if released else 1}{suffix}",
            order_id=order["_id"],
            order_amount=Decimal(to_major(order["orderAmount"])),
            user_id=order["createdBy"],
            currency=order["currency"],
            resend=resend,
            released=1 if released else 0,
            **judged_by,
        )
    )


def _told_before(order: Document) -> Document:
    """What the risk is judged by, as the first event has it: it is kept there alone, and goes with it."""
    first: dict[str, str] = next(
        (entry["fields"] for entry in order["outbox"] if entry["stream"] == ORDERS_STREAM), {}
    )
    return {name: first[name] for name in JUDGED_BY if name in first}


def _categories(order: Document) -> str:
    """The article types in the order, as many as the message holds."""
    names = (line["productData"].get("articleType") or "" for line in order["products"])
    text = ""
    for name in dict.fromkeys(" ".join(name.replace(",", " ").split()) for name in names):
        longer = f"{text},{name}" if text else name
        if name and len(longer) <= MOST_CATEGORIES:
            text = longer
    return text


def new_order(
    order_id: str,
    user: str,
    products: list[Document],
    *,
    currency: str,
    idempotency_key: str,
    request_hash: str,
    at: datetime,
    origin: Origin = NOWHERE,
) -> Document:
    """An order in status CREATED with its event in the outbox. `products` hold minor units.

    `createdBy` is who placed it, for ever; `userId` whose it is, which an account may take over. Where it
    came from is in the event alone, which is kept until payments has answered it and no longer. `byAccount`
    says that it was placed signed in: only then does a password show that its shopper is who placed it.
    """
    order: Document = {
        "_id": order_id,
        "orderId": order_id,
        "userId": user,
        "orderStatusCode": int(OrderStatus.CREATED),
        "version": 1,
        "products": products,
        "paymentId": None,
        "orderAmount": sum(line["productPrice"] * line["qty"] for line in products),
        "currency": currency,
        "createdOn": at,
        "createdBy": user,
        "byAccount": origin.signed_in,
        "lastUpdatedOn": at,
        "lastUpdatedBy": user,
        "statusCode": 1,
        "timeline": [{"code": int(OrderStatus.CREATED), "at": at, "service": "orders"}],
        "idempotencyKey": idempotency_key,
        "requestHash": request_hash,
        "dirty": True,
        "outbox": [],
    }
    order["outbox"] = [placed_event(order, origin=origin)]
    return order
