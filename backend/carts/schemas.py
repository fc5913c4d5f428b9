"""The shopper's cart as pages see it."""

from pydantic import BaseModel, ConfigDict


class CartLine(BaseModel):
    """One product in the cart at today's price (minor units); `note` says what changed meanwhile."""

    model_config = ConfigDict(frozen=True)

    product_id: int
    name: str
    brand: str
    size: str = ""
    picture: str
    price: int
    qty: int
    available: bool = True
    note: str = ""


class CartView(BaseModel):
    """All lines in the order they were added; `count` sums quantities, `total` is minor units."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[CartLine, ...] = ()
    count: int = 0
    total: int = 0
    currency: str = "USD"
