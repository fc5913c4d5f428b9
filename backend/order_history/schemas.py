"""A past order as its shopper sees it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class LineView(BaseModel):
    """One line; `price` is minor units for one piece, as it was charged; "" is no `size`."""

    model_config = ConfigDict(frozen=True)

    product_id: int
    name: str
    brand: str = ""
    picture: str = ""
    qty: int
    price: int
    size: str = ""


class StatusView(BaseModel):
    """One dated step of the timeline; `service` is who did it, `reason` is words for the shopper."""

    model_config = ConfigDict(frozen=True)

    code: int
    at: datetime
    service: str = ""
    reason: str = ""


class OrderView(BaseModel):
    """One order. `total` is minor units of `currency`; `version` rises with every change.

    `released` says that an order on hold was let go on: its payment is on its way.
    """

    model_config = ConfigDict(frozen=True)

    order_id: str
    user_id: str
    status: int
    version: int
    lines: tuple[LineView, ...]
    total: int
    currency: str
    created_on: datetime
    timeline: tuple[StatusView, ...]
    payment_id: str | None = None
    released: bool = False
    by_account: bool = False


class OrderPage(BaseModel):
    """Some of a shopper's orders, newest first; `older` is passed as `before` for the next page."""

    model_config = ConfigDict(frozen=True)

    orders: tuple[OrderView, ...]
    total: int
    older: str | None = None
