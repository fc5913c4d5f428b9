"""Checks an order as the tutorial's does: the same sentences, the first problem only, whole numbers as text.

What the tutorial's lets pass (fractions, negatives, endless numbers) is refused here or by the orders room.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from backend.kit.money import MINOR_PER_MAJOR
from backend.orders.schemas import MAX_LINES, MAX_QTY, OrderLine

MAX_ID = 2**53 - 1
MAX_PRICE = Decimal(10**10)
NUMBER = re.compile(r"\s*[+-]?[0-9]{1,20}(\.[0-9]{0,20})?\s*", re.ASCII)
LONGEST_VALUE = 80
# The tutorial's library looks at a line's last field first.
FIELDS = ("productPrice", "qty", "productId")


class InvalidOrderError(ValueError):
    """The order can't be one; the text is the sentence for `error.details`."""


class PriceMismatchError(ValueError):
    """No product can have this price: it is negative, endless, or has a fraction of a cent."""


def order_lines(body: Any) -> list[OrderLine]:
    """The lines of a createOrder body; whatever else the client sent is ignored.

    Raises `InvalidOrderError` and `PriceMismatchError` with the sentence.
    """
    if not isinstance(body, Mapping):
        raise InvalidOrderError("The body must be a JSON object.")
    products = body.get("products")
    if products is None:
        raise InvalidOrderError("products is a required field")
    if not isinstance(products, list):
        raise InvalidOrderError(
            f"products must be a `array` type, but the final value was: {_quoted(products)}."
        )
    if not products:
        raise InvalidOrderError("products field must have at least 1 items")
    if len(products) > MAX_LINES:
        raise InvalidOrderError(f"products field must have at most {MAX_LINES} items")
    return [_line(f"products[{number}]", product) for number, product in enumerate(products)]


def _line(place: str, product: Any) -> OrderLine:
    if not isinstance(product, Mapping):
        raise InvalidOrderError(
            f"{place} must be a `object` type, but the final value was: {_quoted(product)}."
        )
    price, qty, product_id = (_number(f"{place}.{field}", product.get(field)) for field in FIELDS)
    return OrderLine(
        product_id=_whole(f"{place}.productId", product_id, MAX_ID),
        qty=_whole(f"{place}.qty", qty, MAX_QTY),
        price=_minor(f"{place}.productPrice", price),
    )


def _number(place: str, value: Any) -> Decimal:
    if value is None:
        raise InvalidOrderError(f"{place} is a required field")
    if isinstance(value, str):
        if not NUMBER.fullmatch(value):
            raise InvalidOrderError(
                f"{place} must be a `number` type, but the final value was: `NaN` "
                f"(cast from the value {_quoted(value)})."
            )
        return Decimal(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidOrderError(
            f"{place} must be a `number` type, but the final value was: {_quoted(value)}."
        )
    return Decimal(str(value))


def _whole(place: str, value: Decimal, most: int) -> int:
    if not 1 <= value <= most or value != value.to_integral_value():
        raise InvalidOrderError(f"{place} must be a whole number from 1 to {most}")
    return int(value)


def _minor(place: str, price: Decimal) -> int:
    minor = price * MINOR_PER_MAJOR
    if not 0 <= price <= MAX_PRICE or minor != minor.to_integral_value():
        raise PriceMismatchError(f"{place} is not the price of this product")
    return int(minor)


def _quoted(value: Any) -> str:
    text = orjson.dumps(value).decode()
    return f"`{text if len(text) <= LONGEST_VALUE else f'{text[:LONGEST_VALUE]}…'}`"
