"""The stored order and its parts, under the tutorial application's field names."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from backend.bus.outbox import OutboxEntry, entry_of
from backend.events.orders import OrderPlaced
from backend.kit.money import to_major
from backend.orders.schemas import OrderLine, OrderStatus

Document = dict[str, Any]


def fingerprint(lines: Sequence[OrderLine]) -> str:
    """The same for the same lines in the same order: what an idempotency key stands for."""
    return hashlib.sha256(orjson.dumps([[line.product_id, line.qty] for line in lines])).hexdigest()


def placed_event(order: Document, resend: int = 0) -> OutboxEntry:
    """The order's OrderPlaced; a resend has an id of its own, or it would pass for the first."""
    suffix = f"~{resend}" if resend else ""
    return entry_of(
        OrderPlaced(
            event_id=f"{order['_id']}:1{suffix}",
            order_id=order["_id"],
            order_amount=Decimal(to_major(order["orderAmount"])),
            user_id=order["userId"],
            currency=order["currency"],
            resend=resend,
        )
    )


def new_order(
    order_id: str,
    user: str,
    products: list[Document],
    *,
    currency: str,
    idempotency_key: str,
    request_hash: str,
    at: datetime,
) -> Document:
    """An order in status CREATED with its event in the outbox. `products` hold minor units."""
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
        "lastUpdatedOn": at,
        "lastUpdatedBy": user,
        "statusCode": 1,
        "timeline": [{"code": int(OrderStatus.CREATED), "at": at, "service": "orders"}],
        "idempotencyKey": idempotency_key,
        "requestHash": request_hash,
        "dirty": True,
    }
    order["outbox"] = [placed_event(order)]
    return order
