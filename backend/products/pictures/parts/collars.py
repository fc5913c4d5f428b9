"""How shirts, polos and shirt dresses close: collar and placket."""

from backend.products.pictures.outlines import Point, flip, num, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.upper_body import UpperBody
from backend.products.pictures.picture import Picture


def collar(
    p: Picture,
    top: UpperBody,
    tone: Tone | None = None,
    *,
    spread: float = 1.0,
    height: float = 15,
    point: float = 42,
) -> None:
    """A shirt collar: the stand behind, two leaves in front whose tips are `point` below the neck."""
    tone = tone or p.main
    n, y = top.neck, top.top
    stand = spline(
        [
            (200 - n, y + 4, 1),
            (200 - n * 0.92, y - height * 0.42),
            (200 - n * 0.5, y - height * 0.8),
            (200, y - height * 0.9),
            (200 + n * 0.5, y - height * 0.8),
            (200 + n * 0.92, y - height * 0.42),
            (200 + n, y + 4, 1),
            (200 + n * 0.5, y + 9),
            (200, y + 12),
            (200 - n * 0.5, y + 9),
        ]
    )
    p.piece(stand, tone, 0, edge=0.6)
    p.shape(stand, tone.deep, 0.35)
    cloth, thread = ("#f3eee6", "#5e5750") if tone.lightness < 0.8 else ("#3a3634", "#cfc7bd")
    p.shape(rounded(188, y - 2, 24, 10, 1), cloth, 0.9)
    p.shape(f"M193 {y + 3}h14", "none", 0.7, f'stroke="{thread}" stroke-width="1.3"')
    for left in (True, False):
        leaf: list[Point] = [
            (202, y + top.drop - 1, 1),
            (200 + n * 0.5, y + 12),
            (200 + n * 0.84, y - height * 0.38),
            (200 + n * 0.95, y - height * 0.40),
            (200 + n + 9, y + 8, 1),
            (200 + n * 0.93 * spread, y + point, 1),
        ]
        d = spline(flip(leaf) if left else leaf)
        p.shadow(d, dx=2, dy=4, radius=2.6, opacity=0.4, within=top.outline)
        p.piece(d, tone, 32 if left else -32, edge=0.7, soft=2.2, volume=0.7)
        out = n * 0.93 * spread - 3
        tip_x = 200 - out if left else 200 + out
        line = f"M{tip_x:.1f} {y + point - 5:.1f}L{195 if left else 205} {y + top.drop + 3.5:.1f}"
        p.stroke(line, tone.deep, 0.8, 0.35)


def placket(
    p: Picture,
    top: UpperBody,
    tone: Tone | None = None,
    *,
    width: float = 15,
    buttons: int = 6,
    colour: Tone | None = None,
    start: float | None = None,
) -> None:
    """The strip that is buttoned, from the neck (or from y `start`) down to the hem."""
    x, y0, y1 = 200 - width / 2 + 1, (start or top.top + top.drop - 3), top.bottom
    d = f"M{num(x)} {num(y0)}h{num(width)}L{num(x + width + 1)} {num(y1 - 1)}h-{num(width)}z"
    p.shadow(d, dx=2.5, dy=1, radius=2, opacity=0.28, within=top.outline)
    p.piece(d, tone, 0, edge=0.35, soft=1.6, volume=0.3)
    seams = (
        f"M{num(x + 2.6)} {num(y0)}L{num(x + 3.4)} {num(y1)}"
        f"M{num(x + width - 2.6)} {num(y0)}L{num(x + width - 1.8)} {num(y1)}"
    )
    p.stroke(seams, (tone or p.main).deep, 0.8, 0.4)
    for i in range(buttons):
        p.button(200.8, y0 + 10 + i * (y1 - y0 - 34) / (buttons - 1), 3.3, colour or p.colours.trim)
