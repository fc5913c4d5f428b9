"""PAYMENTS_STREAM: what payments tells orders."""

import re
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from backend.bus.message import Identifier, Message
from backend.events import PAYMENTS_STREAM


def _plain_integer(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[1-9][0-9]?|0", value):
        raise ValueError("not a plain integer")
    return value


class PaymentReported(Message):
    """How the payment of an order stands: a status code of the order, with words for the shopper.

    2 while the charge is under way, 3 once it succeeded, -3 once it failed, 4 while the order is on hold for
    its risk (0..1), 5 once it was cancelled there.
    """

    stream: ClassVar[str] = PAYMENTS_STREAM

    order_id: Identifier
    payment_id: Identifier
    order_status_code: Annotated[int, BeforeValidator(_plain_integer), Field(ge=-3, le=10)]
    user_id: Identifier
    reason: str = Field(default="", max_length=300)
    risk: Annotated[Decimal, Field(ge=0, le=1, decimal_places=2)] | None = None
