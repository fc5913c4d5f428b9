"""Checks what a caller sent before anything is looked up; the browser is never trusted."""

from collections.abc import Sequence

from backend.kit.errors import Problem, RefusedError
from backend.kit.words import words
from backend.orders.schemas import MAX_LINES, MAX_QTY, OrderLine

MAX_ID = 2**53 - 1  # what survives JSON in every client, and fits MongoDB's int64
MAX_TEXT = 200


def check_request(user: object, lines: Sequence[OrderLine], idempotency_key: object) -> None:
    """Raises `RefusedError` that names every field that is wrong."""
    problems = [
        Problem(field, "This must be a text of 1 to 200 characters.")
        for field, value in (("userId", user), ("idempotencyKey", idempotency_key))
        if not _is_plain_text(value)
    ]
    if not 1 <= len(lines) <= MAX_LINES:
        problems.append(Problem("lines", words("An order has 1 to {most} lines.", most=MAX_LINES)))
    for number, line in enumerate(lines[:MAX_LINES]):
        if type(line.product_id) is not int or not 0 < line.product_id <= MAX_ID:
            problems.append(Problem(f"lines[{number}].productId", "This is not a product number."))
        if type(line.qty) is not int or not 1 <= line.qty <= MAX_QTY:
            problems.append(
                Problem(f"lines[{number}].qty", words("The quantity must be 1 to {most}.", most=MAX_QTY))
            )
        if line.price is not None and (type(line.price) is not int or not 0 <= line.price <= MAX_ID):
            problems.append(Problem(f"lines[{number}].productPrice", "This is not a price."))
    if problems:
        raise RefusedError(*problems)


def _is_plain_text(value: object) -> bool:
    return (
        isinstance(value, str)
        and 1 <= len(value) <= MAX_TEXT
        and value.isprintable()
        and value.strip() == value
    )
