"""Parameters that several routes of version 1 take."""

from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request

from backend.gateway import idempotency
from backend.gateway.v1.problems import ProblemError
from backend.gateway.v1.schemas import MAX_ID, ORDER_ID
from backend.kit.errors import Problem

OrderId = Annotated[str, Path(alias="orderId", examples=[ORDER_ID])]
ProductId = Annotated[int, Path(alias="productId", ge=1, le=MAX_ID, examples=[11000])]
_OneHeader = Annotated[
    str,
    Header(
        alias=idempotency.HEADER,
        pattern=idempotency.PATTERN,
        description="Your own name for this order, 1 to 200 visible ASCII characters. The same key with the "
        "same lines is the same order, however often it is sent.",
        examples=["5f0c2a52-0d0e-4a57-9a3e-1c6c0f7d8b11"],
    ),
]


def _one_key(request: Request, described: _OneHeader) -> str:
    """The key, sent once: of two nobody knows which was meant."""
    del described
    try:
        return idempotency.key_of(request) or ""
    except idempotency.MalformedKeyError as error:
        problem = Problem(idempotency.HEADER, str(error))
        raise ProblemError(422, "The request is not as it should be.", [problem]) from error


IdempotencyKey = Annotated[str, Depends(_one_key)]

Cursor = Annotated[
    str | None,
    Query(max_length=8_192, pattern=r"^[A-Za-z0-9_-]+$", description="`next` of the answer before"),
]
