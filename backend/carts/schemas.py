"""The shopper's cart as pages see it."""

from pydantic import BaseModel, ConfigDict, SkipValidation


class CartLine(BaseModel):
    """One product in the cart at today's price (minor units); `note` says what else changed meanwhile.

    `was` is the price before it changed, until the shopper has taken note of it.
    """

    model_config = ConfigDict(frozen=True)

    product_id: int
    name: str
    brand: str
    size: str = ""
    picture: str
    price: int
    was: int | None = None
    qty: int
    available: bool = True
    note: SkipValidation[str] = ""  # validated, it would forget how it was made and stay English


class CartView(BaseModel):
    """All lines in the order they were added; `count` sums quantities, `total` is minor units."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[CartLine, ...] = ()
    count: int = 0
    total: int = 0
    currency: str = "USD"
