"""Socks."""

from typing import NamedTuple

from backend.products.pictures.article import article
from backend.products.pictures.outlines import Line, Point, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Fold, Picture

# fmt: off
LEG = [
    (146, 74, 1), (176, 78), (210, 74, 1), (211, 160), (209, 236), (213, 282), (214, 318), (196, 340),
    (158, 372), (122, 410), (92, 422), (66, 404), (72, 372), (110, 330), (142, 288), (148, 240),
    (147, 160),
]
HEEL = [(215, 290), (216, 318), (196, 342), (180, 353), (176, 330), (190, 306)]
TOE = [(64, 404), (76, 372), (88, 358), (112, 380), (124, 408), (92, 424)]
CUFF = [(144, 72, 1), (177, 76), (212, 72, 1), (212, 112, 1), (178, 116), (145, 112, 1)]
OPENING = [(146, 73), (178, 69), (210, 73), (178, 79)]
FOLDS: list[Fold] = [
    (150, 280, 196, 262, 8, 4), (152, 300, 206, 290, 6, 4), (122, 330, 170, 346, -8, 4),
    (206, 130, 170, 142, 5, 3),
]
# fmt: on
BUTT = 'style="stroke-linecap:butt"'


class Cut(NamedTuple):
    """How much shorter than a long sock, how it is knitted, and how many rings its cuff has."""

    shorter: float
    weave: str
    rings: int


TWO_TONED = ("plain", "block", "stripes", "dots")
"""The patterns whose heel, toe and cuff may be in the second colour."""


@article()
def socks(p: Picture, style: str) -> None:
    rng = p.rng
    p.stage("knit", 0.8, tilt=rng.uniform(-4, 4))
    contrast = p.main
    if p.colours.two and p.pattern in TWO_TONED:
        contrast = p.second
    elif rng.random() < 0.5:
        contrast = tone(p.colours.name, -0.1 if p.main.lightness > 0.4 else 0.12)
    # How much shorter than a long one.
    cut = Cut(rng.choice((0, 0, 56, 104)), rng.choice(("rib", "rib", "knit")), rng.choice((0, 0, 1, 2)))
    apart, down = rng.choice(((58, -16), (44, -26), (70, 4))), rng.choice(((-30, 14), (-40, 10)))
    _sock(p, *apart, contrast, cut)
    _sock(p, *down, contrast, cut, above=True)


def _sock(p: Picture, dx: float, dy: float, contrast: Tone, cut: Cut, *, above: bool = False) -> None:
    """One sock, moved by dx and dy; the one `above` casts a shadow on the other."""
    leg = _moved(LEG, dx, dy, cut.shorter)
    if above:
        p.shadow(leg, dx=6, dy=8, radius=8, opacity=0.3)
    p.piece(
        leg,
        None,
        None if p.pattern == "block" else 0,
        cut.weave if p.pattern == "plain" else "knit",
        folds=[(x0 + dx, y0 + dy, x1 + dx, y1 + dy, bend, width) for x0, y0, x1, y1, bend, width in FOLDS],
        form=(0, 0, 1, 0.2),
    )
    for part in (HEEL, TOE):
        p.add(f'<g clip-path="url(#{p.clip(leg)})">')
        p.piece(_moved(part, dx, dy), contrast, None, "knit", edge=0.4, volume=0.6)
        p.add("</g>")
    ribbed = contrast if p.pattern != "plain" else None
    p.piece(_moved(CUFF, dx, dy, cut.shorter), ribbed, None, "rib", edge=0.8, volume=0.7)
    for ring in range(cut.rings):
        y = 84 + ring * 11 + cut.shorter + dy
        p.stroke(f"M{146 + dx} {y}Q{178 + dx} {y + 4} {211 + dx} {y}", contrast.base, 5, 1, BUTT)
    p.shape(_moved(OPENING, dx, dy, cut.shorter), p.main.deep, 0.85)


def _moved(points: Line, dx: float, dy: float, shorter: float = 0) -> str:
    # What is shortened is the leg, above the heel.
    moved: list[Point] = [
        (x + dx, y + dy + shorter * min(1, max(0, (250 - y) / 138)), *corner) for x, y, *corner in points
    ]
    return spline(moved)
