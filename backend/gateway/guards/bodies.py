"""A request's body is whole, and not too large, before anything of the shop sees the request."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from backend.gateway.guards.asked import Asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.kit.words import words

LONGEST = 1_048_576
WITHIN_S = 10.0
# A sender who is told no before it has sent all reads the answer only if the rest is taken from it.
THROWN_AWAY = 8 * LONGEST

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

TOO_LARGE = words("The body is larger than 1 MiB.")
TOO_SLOW = words("The body didn't come in time.")


class CallerGoneError(Exception):
    """The caller went away before the body was whole; nobody is left to answer."""


async def whole_body(receive: Receive, asked: Asked, within_s: float = WITHIN_S) -> bytes | None:
    """The body; None when the request has none. Raises `RefusedRequestError` and `CallerGoneError`."""
    announced = asked.get(b"content-length")
    if b"transfer-encoding" not in asked and announced in (None, b"0"):
        return None
    if announced is not None and not (announced.isdigit() and len(announced) < 20):
        raise RefusedRequestError(
            400, words("Content-Length is not one whole number."), {"Connection": "close"}
        )
    try:
        async with asyncio.timeout(within_s):
            if announced is not None and int(announced) > LONGEST:
                waits = b"expect" in asked
                await _too_large(receive, 0 if waits or int(announced) > THROWN_AWAY else THROWN_AWAY)
            return await _counted(receive)
    except TimeoutError:
        raise RefusedRequestError(408, TOO_SLOW, {"Connection": "close"}) from None


async def _counted(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        part, more = await _next(receive)
        size += len(part)
        if size > LONGEST:
            await _too_large(receive, THROWN_AWAY - size if more else 0)
        parts.append(part)
        if not more:
            return b"".join(parts)


async def _too_large(receive: Receive, thrown_away: int) -> None:
    more = thrown_away > 0
    while more and thrown_away > 0:
        part, more = await _next(receive)
        thrown_away -= len(part)
    raise RefusedRequestError(413, TOO_LARGE, {"Connection": "close"})


async def _next(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] != "http.request":
        raise CallerGoneError
    return message.get("body", b""), message.get("more_body", False)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body at once, then whatever comes: that the caller has gone."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
