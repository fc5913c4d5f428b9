"""`/api/openapi.json`: every route with its shapes, examples and refusals, made once."""

from collections.abc import Callable
from typing import Any

import orjson
from fastapi import FastAPI, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse, Response

from backend.gateway.reference import STYLE, page
from backend.gateway.tutorial.schemas import CreateOrder, ProductFilter
from backend.gateway.v1.problems import ProblemDetails

TITLE = "Rivulet"
ABOUT = """A live shop's HTTP interface: two contracts on one port.

`/api/v1` is the shop's own: plain resources, amounts in minor units, errors as problem details (RFC 9457).
The other three routes are those of the tutorial application: its envelope, amounts in major units.

A session is `Authorization: Bearer SES_…`. `POST /api/v1/sessions` gives one; so does any answer of the
tutorial's routes, as `auth`. An open page's cookie is a session too."""
# Shapes that no route's own description brings along.
SHAPES: tuple[type[BaseModel], ...] = (ProblemDetails, CreateOrder, ProductFilter)


def describe(app: FastAPI) -> None:
    """Let `app.openapi()` say everything, from the first time that it is asked."""
    app.state.documents = {}
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = made()["components"]["schemas"]
            for shape in SHAPES:
                schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas |= schema.pop("$defs", {}) | {shape.__name__: schema}
        assert app.openapi_schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _made(app: FastAPI, name: str, make: Callable[[], bytes]) -> bytes:
    """Made once for an app, however often anybody asks."""
    kept: dict[str, bytes] = app.state.documents
    if name not in kept:
        kept[name] = make()
    return kept[name]


async def openapi_json(request: Request) -> Response:
    """The description for programs."""
    text = _made(request.app, "text", lambda: orjson.dumps(request.app.openapi()))
    return Response(text, media_type="application/json")


async def reference(request: Request) -> Response:
    """The description for people."""
    return HTMLResponse(_made(request.app, "page", lambda: page(request.app.openapi()).encode()))


async def reference_style(_: Request) -> Response:
    """The look of it."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
