"""The envelope of every answer of the tutorial's contract: `data`, `error`, and `auth` or `isFromCache`."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from starlette.responses import Response

JSON = "application/json; charset=utf-8"
PRODUCTS = "/products/"

# What `error.name` says; a ValidationError is the tutorial's own.
NAMES = {
    400: "ValidationError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    405: "MethodNotAllowedError",
    408: "TimeoutError",
    409: "ConflictError",
    413: "PayloadTooLargeError",
    415: "UnsupportedMediaTypeError",
    422: "IdempotencyConflictError",
    429: "TooManyRequestsError",
    503: "UnavailableError",
}


def answer(data: bytes, auth: str | None) -> Response:
    """Success: `data` is JSON text, `auth` the caller's session where they hold it themselves."""
    body = b'{"data":' + data + b',"error":null,"auth":' + orjson.dumps(auth) + b"}"
    return Response(body, media_type=JSON)


def refusal(
    status: int,
    details: Sequence[str],
    *,
    auth: str | None = None,
    of_products: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A refusal; each of `details` is a sentence that names what is wrong."""
    error = {"name": NAMES.get(status, "ServerError"), "details": list(details)}
    body: dict[str, Any] = {"data": None, "error": error}
    body |= {"isFromCache": False} if of_products else {"auth": auth}
    return Response(orjson.dumps(body), status, headers, JSON)
