"""Backpacks of cloth, with leather where it wears."""

from backend.products.pictures.article import article
from backend.products.pictures.families.bags.leather import contrast, strap
from backend.products.pictures.outlines import Line, circle, flip, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import DROP, buckle
from backend.products.pictures.picture import Picture

TAPE = "#2a2623"
TEETH = "#8d8a86"
TOOTHED = 'stroke-dasharray="1.4 1.3" style="stroke-linecap:butt"'


ROUND: Line = [(104, 150), (118, 106), (156, 80), (200, 74), (244, 80), (282, 106), (296, 150)]
ROLLED: Line = [(102, 160), (106, 120, 1), (294, 120, 1), (298, 160)]
LEFT: Line = [(130, 452), (98, 438), (90, 400), (94, 260)]


@article("day", "flap", "day")
def backpack(p: Picture, style: str) -> None:
    p.stage("cloth", 0.7, tilt=0)
    leather = _leather(p)
    p.floor(200, 452, 112, 12)
    _straps(p)
    strap(p, "M174 92C172 52 184 44 200 44S228 52 226 92", 9, leather)
    top = ROLLED if style == "flap" else ROUND
    body = spline([*top, (306, 260), (310, 400), (302, 438), (270, 452), (200, 454), *LEFT])
    folds = ((100, 180, 132, 260, 8, 6), (300, 180, 270, 262, -8, 6), (120, 448, 128, 400, 5, 5))
    p.piece(body, None, 0, edge=1.7, soft=6, volume=1.15, folds=folds)
    _sides(p, body)
    _pocket(p, body)
    if style == "flap":
        _roll(p, body, leather)
    else:
        _opening(p, leather)
        _pocket_zip(p, leather)
    p.seam("M97 414Q200 424 303 414", None, 1.1, 0.6)


def _leather(p: Picture) -> Tone:
    if p.colours.two and p.pattern in ("plain", "block"):
        return p.second
    return tone("cognac" if p.rng.random() < 0.5 else "black")


def _straps(p: Picture) -> None:
    """Those for the shoulders, seen behind the bag."""
    for xs in ((138, 88, 70, 96), (262, 312, 330, 304)):
        start, bend, far, end = xs
        strap(p, f"M{start} 112C{bend} 150 {far} 300 {end} 436", 20, p.main.shaded, shadow=False)


def _sides(p: Picture, body: str) -> None:
    right: Line = [(286, 300, 1), (312, 290, 1), (316, 450, 1), (288, 452, 1)]
    for side in (flip(right), right):
        p.add(f'<g clip-path="url(#{p.clip(body)})">')
        d = spline(side)
        p.shadow(d, dx=0, dy=-2, radius=2, opacity=0.4)
        p.piece(d, None, 0, edge=0.8, soft=3)
        p.add("</g>")


def _opening(p: Picture, leather: Tone) -> None:
    """The zip round the top, and a patch of leather below it."""
    arc = spline(
        [(112, 256), (120, 150), (148, 112), (200, 102), (252, 112), (280, 150), (288, 256)], closed=False
    )
    p.stroke(arc, p.main.deep, 8, 0.85)
    p.stroke(arc, TAPE, 3.6)
    p.stroke(arc, TEETH, 2.6, 0.9, TOOTHED)
    p.stroke("M120 176q-9 8-8 26", DROP, 5, 0.3, 'transform="translate(2 2)"')
    p.stroke("M119 176q-8 8-7 24", leather.base, 5)
    patch = rounded(172, 150, 56, 38, 3)
    p.shadow(patch, dx=1, dy=2, radius=1.6, opacity=0.35)
    p.piece(patch, leather, edge=0.6, soft=2)
    p.shape(rounded(184, 163, 32, 2.6, 1) + rounded(190, 171, 20, 2, 1), leather.deep, 0.7)
    p.stitch(rounded(175, 153, 50, 32, 2), leather.line, 0.8)


def _pocket(p: Picture, body: str) -> None:
    pocket = spline([
        (114, 296), (118, 278, 1), (200, 270), (282, 278, 1), (286, 296),
        (290, 400), (282, 430), (200, 436), (118, 430), (110, 400),
    ])  # fmt: skip
    p.shadow(pocket, dx=2, dy=3, radius=4, opacity=0.45, within=body)
    folds = ((120, 300, 150, 380, 8, 5), (282, 300, 250, 390, -8, 5), (170, 430, 176, 380, 5, 4))
    p.piece(pocket, contrast(p), 0, edge=1.3, soft=5, folds=folds)


def _pocket_zip(p: Picture, leather: Tone) -> None:
    line = spline([(116, 304), (200, 296), (284, 304)], closed=False)
    p.stroke(line, p.main.deep, 7, 0.85)
    p.stroke(line, TEETH, 2.6, 0.9, TOOTHED)
    p.stroke("M262 304q3 14-1 26", leather.base, 5)


def _roll(p: Picture, body: str, leather: Tone) -> None:
    """The top rolled down, held by two straps."""
    roll = spline([
        (92, 108), (104, 92), (200, 88), (296, 92), (308, 108), (309, 134),
        (298, 152), (200, 157), (102, 152), (91, 134),
    ])  # fmt: skip
    p.shadow(roll, dx=2, dy=9, radius=6, opacity=0.5, within=body)
    creases = ((104, 128, 190, 132, 4, 4), (296, 118, 226, 124, -4, 4), (150, 150, 250, 151, 2, 3))
    p.piece(roll, None, 0, edge=1.5, soft=4.5, volume=1.5, form=(0, 0, 0.05, 1), folds=creases)
    p.seam("M93 128Q110 136 200 137T307 128", None, 1.4, 0.7)
    p.stitch("M96 133Q112 141 200 142T304 133", p.main.line)
    for x in (150, 250):
        strap(p, f"M{x} 96V338", 15, leather)
        buckle(p, x, 236, 26, 22, "gold", thick=3.4)
        holes = "".join(circle(x, y, 1.5) for y in (270, 288, 306))
        p.shape(holes, leather.deep)
