"""ORDERS_STREAM: what orders tells payments."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from backend.bus.message import Identifier, Message
from backend.events import ORDERS_STREAM


class OrderPlaced(Message):
    """A shopper's order is stored and its stock taken; the price is now fixed.

    `order_amount` is in major units with two places. `user_id` is who placed it, for ever. `resend` counts
    how often the order asked again because no answer came: the reader then answers again too. `released` is
    1 once a person let the order go on from its hold: it is charged then whatever its risk.

    What the risk is judged by: the session, and keyed hashes of browser and address, that the order came
    from, with the kind of browser in words for the shopper to recognise; and the article types in it,
    separated by commas.
    """

    stream: ClassVar[str] = ORDERS_STREAM

    order_id: Identifier
    order_amount: Decimal = Field(ge=0, max_digits=16, decimal_places=2)
    user_id: Identifier
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    resend: int = Field(default=0, ge=0)
    released: int = Field(default=0, ge=0, le=1)
    session_id: str = Field(default="", max_length=64)
    fingerprint: str = Field(default="", max_length=64)
    ip_hash: str = Field(default="", max_length=64)
    device: str = Field(default="", max_length=100)
    categories: str = Field(default="", max_length=2_000)
