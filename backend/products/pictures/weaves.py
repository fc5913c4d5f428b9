"""How cloth is made, seen up close: one tile a weave, in the cloth's own colour."""

from backend.products.pictures.canvas import Canvas
from backend.products.pictures.palette import Tone


def weave(canvas: Canvas, kind: str, tone: Tone, angle: float = 0) -> str:
    """The pattern's id. Raises `KeyError` for a weave that there isn't."""
    width, height, marks, x = WEAVES[kind]
    return canvas.tile(width, height, marks.format(dark=tone.deep, pale=tone.light), angle, x=x)


# width, height, marks, x
WEAVES: dict[str, tuple[float, float, str, float]] = {
    "knit": (
        5.2,
        4.4,
        '<path d="M0 .2L2.5 3.4M5.2 .2L2.7 3.4" stroke="{pale}" stroke-width="1.1" opacity=".45"/>'
        '<path d="M0 2L2.6 5M5.2 2L2.6 5M2.6 0v5" stroke="{dark}" stroke-width=".7" opacity=".26"/>',
        0,
    ),
    "rib": (
        7,
        20,
        '<rect width="2.2" height="20" fill="{dark}" opacity=".34"/>'
        '<rect x="3.4" width="2" height="20" fill="{pale}" opacity=".42"/>',
        200,
    ),
    "cord": (
        5,
        20,
        '<rect width="1.5" height="20" fill="{dark}" opacity=".38"/>'
        '<rect x="2.4" width="1.6" height="20" fill="{pale}" opacity=".35"/>',
        0,
    ),
    "twill": (
        3,
        3,
        '<path d="M-1 4L4-1M-1 1L1-1M2 4L4 2" stroke="{pale}" stroke-width=".8" opacity=".34"/>',
        0,
    ),
    "linen": (
        4,
        4,
        '<path d="M0 1h4M1 0v4" stroke="{dark}" stroke-width=".7" opacity=".16"/>'
        '<path d="M0 3h4M3 0v4" stroke="{pale}" stroke-width=".7" opacity=".3"/>',
        0,
    ),
}
