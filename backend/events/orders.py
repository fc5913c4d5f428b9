"""ORDERS_STREAM: what orders tells payments."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from backend.bus.message import Identifier, Message
from backend.events import ORDERS_STREAM


class OrderPlaced(Message):
    """A shopper's order is stored and its stock taken; the price is now fixed.

    `order_amount` is in major units with two places. `resend` counts how often the order asked again
    because no answer came: the reader then answers again too.
    """

    stream: ClassVar[str] = ORDERS_STREAM

    order_id: Identifier
    order_amount: Decimal = Field(ge=0, max_digits=16, decimal_places=2)
    user_id: Identifier
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    resend: int = Field(default=0, ge=0)
