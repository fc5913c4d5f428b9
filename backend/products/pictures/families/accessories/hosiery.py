"""Socks."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import Line, Point, spline
from backend.products.pictures.palette import Tone
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
TWO_TONED = ("plain", "block", "stripes", "dots")
"""The patterns whose heel, toe and cuff may be in the second colour."""


@article()
def socks(p: Picture, style: str) -> None:
    p.stage("knit", 0.8)
    contrast = p.second if p.colours.two and p.pattern in TWO_TONED else p.main
    _sock(p, 58, -16, contrast)
    _sock(p, -30, 14, contrast, above=True)


def _sock(p: Picture, dx: float, dy: float, contrast: Tone, *, above: bool = False) -> None:
    """One sock, moved by dx and dy; the one `above` casts a shadow on the other."""
    leg = _moved(LEG, dx, dy)
    if above:
        p.shadow(leg, dx=6, dy=8, radius=8, opacity=0.3)
    p.piece(
        leg,
        None,
        None if p.pattern == "block" else 0,
        "rib" if p.pattern == "plain" else "knit",
        folds=[(x0 + dx, y0 + dy, x1 + dx, y1 + dy, bend, width) for x0, y0, x1, y1, bend, width in FOLDS],
        form=(0, 0, 1, 0.2),
    )
    for part in (HEEL, TOE):
        p.add(f'<g clip-path="url(#{p.clip(leg)})">')
        p.piece(_moved(part, dx, dy), contrast, None, "knit", edge=0.4, volume=0.6)
        p.add("</g>")
    ribbed = contrast if p.pattern != "plain" else None
    p.piece(_moved(CUFF, dx, dy), ribbed, None, "rib", edge=0.8, volume=0.7)
    p.shape(_moved(OPENING, dx, dy), p.main.deep, 0.85)


def _moved(points: Line, dx: float, dy: float) -> str:
    moved: list[Point] = [(x + dx, y + dy, *corner) for x, y, *corner in points]
    return spline(moved)
