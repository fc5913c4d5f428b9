"""Which picture a product has, and under which name it is served."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson

from backend.products.models import Drawing

_PROTOTYPE = "backend.products.pictures.draw"

DRAWING_HASH = hashlib.sha256((Path(__file__).parent / "pictures" / "draw.py").read_bytes()).hexdigest()[:8]
"""Changes when the drawing code does, and with it the address of every drawn picture."""

PARCEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500"><defs>'
    '<linearGradient id="f" x1="0" y1="0" x2="1" y2="1">'
    '<stop offset="0" stop-color="#e4d9be"/><stop offset="1" stop-color="#b09a7f"/>'
    '</linearGradient></defs><ellipse cx="200" cy="376" rx="118" ry="12" fill="#7c6450" opacity=".25"/>'
    '<rect x="92" y="168" width="216" height="206" rx="6" fill="url(#f)"/>'
    '<path d="M92 216h216M182 168v206M218 168v206" stroke="#7c6450" stroke-opacity=".35" stroke-width="2"/>'
    '<rect x="232" y="300" width="56" height="48" rx="3" fill="#fff8ed"/></svg>'
)
"""For a product that has no photograph and is of a kind that nobody has drawn yet."""


@cache
def _draw() -> Callable[..., str]:
    # By name, because the prototype stands outside the type checker for now.
    draw: Callable[..., str] = import_module(_PROTOTYPE).draw
    return draw


def draw_svg(drawing: Drawing | None) -> str:
    """The drawn picture; a closed parcel where there is nothing to draw."""
    if drawing is None:
        return PARCEL
    return _draw()(
        drawing.article, drawing.colour, drawing.second, drawing.pattern, drawing.seed, drawing.style
    )


def picture_name(document: dict[str, Any]) -> str:
    """The file name that the product's picture has for ever: it changes when the picture does."""
    if document.get("photograph"):
        return str(document["photograph"])
    spec = orjson.dumps(document.get("drawing"), option=orjson.OPT_SORT_KEYS)
    digest = hashlib.sha256(DRAWING_HASH.encode() + spec).hexdigest()[:8]
    return f"{document['productId']}-{digest}.svg"


def picture_path(document: dict[str, Any]) -> str:
    """The address under which a browser gets the product's picture."""
    return f"/pictures/{picture_name(document)}"
