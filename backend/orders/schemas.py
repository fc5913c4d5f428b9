"""What the orders room takes and what it says of an order."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

MAX_LINES = 50
MAX_QTY = 10


class OrderStatus(IntEnum):
    """The order's status codes; -3 to 3 are the tutorial's."""

    PAYMENT_FAILED = -3
    DRAFT = 0
    CREATED = 1
    PAYMENT_INITIATED = 2
    PAYMENT_SUCCESS = 3
    ON_HOLD = 4
    CANCELLED = 5
    REFUND_PENDING = 6
    REFUNDED = 7
    PACKED = 8
    SHIPPED = 9
    DELIVERED = 10


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order as it is asked for; the price that counts is never the caller's.

    `price` is what the caller was told a piece costs, in minor units, where they say: an order at another
    price is refused. Nothing is checked or converted here: `create_order` says which line is wrong.
    """

    product_id: int
    qty: int
    price: int | None = None


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order that waits for a person; `total` is minor units, `risk` in 0..1 where it is known."""

    order_id: str
    user: str
    total: int
    currency: str
    created_on: datetime
    risk: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class UnsettledOrder:
    """An order without a result of its payment; it comes by itself unless the order waits for a person."""

    order_id: str
    waits_for_a_person: bool
