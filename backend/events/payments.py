"""PAYMENTS_STREAM: what payments tells orders."""

from typing import ClassVar

from pydantic import Field

from backend.bus.message import Identifier, Message
from backend.events import PAYMENTS_STREAM


class PaymentReported(Message):
    """How the payment of an order stands: a status code of the order, with words for the shopper.

    2 while the charge is under way, 3 once it succeeded, -3 once it failed.
    """

    stream: ClassVar[str] = PAYMENTS_STREAM

    order_id: Identifier
    payment_id: Identifier
    order_status_code: int = Field(ge=-3, le=10)
    user_id: Identifier
    reason: str = Field(default="", max_length=300)
