"""Problem details (RFC 9457): how the shop's own interface says that it can't do as it was asked."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from backend.kit.errors import Problem

PROBLEM_JSON = "application/problem+json"
REFERENCE = {"$ref": "#/components/schemas/ProblemDetails"}
# No host or length, another site's page, a slow body, a large one, too many requests, a store that is away.
COMMON = (400, 403, 408, 413, 429, 503)
TOO_LONG: dict[int | str, dict[str, Any]] = {431: {"description": "The headers or the address are too long."}}


class FieldProblem(BaseModel):
    """One field that is wrong: its path in the request, and a sentence for the shopper."""

    field: str = Field(examples=["lines[0].qty"])
    message: str = Field(examples=["Only 3 left of Quiet Blue Shirt."])


class ProblemDetails(BaseModel):
    """What went wrong, for programs (`status`, `errors`) and for people (`title`, `detail`)."""

    model_config = ConfigDict(json_schema_extra={"description": "RFC 9457 problem details"})

    type: str = "about:blank"
    title: str = Field(examples=["Conflict"])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["Only 3 left of Quiet Blue Shirt."])
    errors: list[FieldProblem] = []


class ProblemError(HTTPException):
    """Raised anywhere below a route of version 1; becomes the answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        problems: Sequence[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.problems = problems

    def response(self) -> Response:
        """The answer."""
        return problem(self.status_code, self.detail, self.problems, self.headers)


def problem(
    status: int,
    detail: str,
    problems: Sequence[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem as an answer; `problems` name the fields."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [{"field": each.field, "message": each.message} for each in problems],
    }
    return Response(orjson.dumps(body), status, headers, PROBLEM_JSON)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These statuses, and those that any route may have, as problems in a route's description."""
    return TOO_LONG | {
        status: {"description": HTTPStatus(status).phrase, "content": {PROBLEM_JSON: {"schema": REFERENCE}}}
        for status in sorted({*statuses, *COMMON})
    }
