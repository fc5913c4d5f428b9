"""Reads JSON that anybody may have sent: as the one thing it says, or not at all."""

import json
from typing import Any

import orjson
from starlette.requests import Request

JSON_TYPES = ("application/json", "text/json")


class UnreadableError(ValueError):
    """The body is no JSON, or could be understood in two ways."""


def read_json(body: bytes) -> Any:
    """What this JSON text says.

    Raises `UnreadableError` for invalid UTF-8, half a surrogate pair, NaN, an endless number, nesting that is
    too deep, and for a key that stands twice in one object: two readers would each see another value.
    """
    try:
        value = orjson.loads(body)
        json.loads(body, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("The body is not valid JSON.") from error
    return value


def says_json(request: Request) -> bool:
    """Whether the content type is JSON's, or there is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return not kind or kind in JSON_TYPES or (kind.startswith("application/") and kind.endswith("+json"))


def _each_key_once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")
