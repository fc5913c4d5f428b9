"""Which picture a product has, and under which name it is served."""

import hashlib
from pathlib import Path
from typing import Any

import orjson

from backend.products import photographs, pictures
from backend.products.models import Drawing


def _hash_of_code(package: Path) -> str:
    digest = hashlib.sha256()
    for module in sorted(package.rglob("*.py")):
        digest.update(f"{module.relative_to(package).as_posix()}\0".encode() + module.read_bytes())
    return digest.hexdigest()[:8]


DRAWING_HASH = _hash_of_code(Path(pictures.__file__).parent)
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


def draw_svg(drawing: Drawing | None) -> str:
    """The drawn picture; a closed parcel where there is nothing to draw."""
    if drawing is None:
        return PARCEL
    # Most processes of a shop never draw, and all the families take a sixth of a second to import.
    from backend.products.pictures.drawing import draw

    return draw(drawing.article, drawing.colour, drawing.second, drawing.pattern, drawing.seed, drawing.style)


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


def picture_set(document: dict[str, Any]) -> str:
    """The `srcset` of a photograph's sizes; empty for what has one size, or is drawn and fits any."""
    sizes = photographs.srcset(document.get("photograph") or "")
    return ", ".join(f"/pictures/{name} {width}w" for name, width in sizes)
