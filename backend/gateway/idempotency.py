"""The `Idempotency-Key` header: the same key with the same order is one order, however often it is sent."""

import re

from starlette.requests import Request

HEADER = "Idempotency-Key"
PATTERN = r"^[\x21-\x7e]{1,200}$"


class MalformedKeyError(ValueError):
    """The header is there and can't be a key."""

    def __init__(self) -> None:
        super().__init__(f"{HEADER} must be one text of 1 to 200 visible ASCII characters without spaces")


def key_of(request: Request) -> str | None:
    """The request's key, None without one. Raises `MalformedKeyError`."""
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    if len(given) > 1 or not re.fullmatch(PATTERN, given[0]):
        raise MalformedKeyError
    return given[0]
