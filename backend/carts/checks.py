"""Checks of what the browser sends; a wrong value is refused by the name of its field."""

from backend.kit.errors import Problem, RefusedError

MAX_LINES = 50
MAX_QTY = 10
MAX_ID = 2**53 - 1
FURTHEST = MAX_LINES


def check_product_id(value: object) -> None:
    """A product's number: a whole one that every store and browser can hold."""
    if not _is_whole(value, 1, MAX_ID):
        raise RefusedError(Problem("productId", "There is no such product."))


def check_qty(value: object, *, least: int = 1) -> None:
    """A quantity that an order may have."""
    if not _is_whole(value, least, MAX_QTY):
        raise RefusedError(Problem("qty", f"The quantity must be {least} to {MAX_QTY}."))


def check_position(value: object) -> None:
    """A place in the cart."""
    if not _is_whole(value, 0, MAX_ID):
        raise RefusedError(Problem("position", "There is no such place in the cart."))


def _is_whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
