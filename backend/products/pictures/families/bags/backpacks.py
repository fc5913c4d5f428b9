"""Backpacks of cloth, with leather where it wears: day packs with zips, and packs that are rolled down."""

from backend.products.pictures.article import article
from backend.products.pictures.families.bags.leather import contrast, strap
from backend.products.pictures.outlines import Line, circle, flip, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import DROP, buckle
from backend.products.pictures.picture import Metal, Picture

TAPE = "#2a2623"
TEETH = "#8d8a86"
TOOTHED = 'stroke-dasharray="1.4 1.3" style="stroke-linecap:butt"'
METALS: tuple[Metal, ...] = ("gold", "silver", "gun")

# fmt: off
ROUND: Line = [(104, 150), (118, 106), (156, 80), (200, 74), (244, 80), (282, 106), (296, 150)]
SQUARE: Line = [(101, 150), (105, 98), (124, 80), (200, 76), (276, 80), (295, 98), (299, 150)]
ROLLED: Line = [(102, 160), (106, 120, 1), (294, 120, 1), (298, 160)]
LEFT: Line = [(130, 452), (98, 438), (90, 400), (94, 260)]
ARCS: tuple[Line, ...] = (
    [(112, 256), (120, 150), (148, 112), (200, 102), (252, 112), (280, 150), (288, 256)],
    [(114, 214), (118, 130), (132, 108), (200, 104), (268, 108), (282, 130), (286, 214)],
    [(104, 172), (150, 148), (200, 142), (250, 148), (296, 172)],
)
# fmt: on


@article("day", "flap", "day")
def backpack(p: Picture, style: str) -> None:
    rng = p.rng
    height, wide = round(rng.uniform(0.88, 1.02), 2), rng.choice((0.92, 1, 1.05))
    p.stage("cloth", 0.7, tilt=0, squash=(height, 452), widen=wide)
    leather = _leather(p)
    p.floor(200, 452, 112 * wide, 12)
    _straps(p)
    strap(p, "M174 92C172 52 184 44 200 44S228 52 226 92", rng.choice((9, 9, 13)), leather)
    top = ROLLED if style == "flap" else rng.choice((ROUND, ROUND, SQUARE))
    body = spline([*top, (306, 260), (310, 400), (302, 438), (270, 452), (200, 454), *LEFT])
    folds = (
        (100, 180, 132, 260 + rng.uniform(-16, 16), 8, 6), (300, 180, 270, 262 + rng.uniform(-16, 16), -8, 6),
        (120, 448, 128, 400, 5, 5),
    )  # fmt: skip
    p.piece(body, None, 0, edge=1.7, soft=6, volume=1.15, folds=folds)
    if rng.random() < 0.6:
        _sides(p, body)
    if rng.random() < 0.3:
        _bottom(p, body, leather)
    if style == "flap":
        _rolled(p, body, leather)
    else:
        _day(p, body, leather)
    p.seam("M97 414Q200 424 303 414", None, 1.1, 0.6)


def _leather(p: Picture) -> Tone:
    if p.colours.two and p.pattern in ("plain", "block"):
        return p.second
    return tone(p.rng.choice(("cognac", "black", "camel", "chocolate")))


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


def _bottom(p: Picture, body: str, leather: Tone) -> None:
    """Leather where it stands on wet ground."""
    d = spline([(80, 412, 1), (200, 422), (320, 412, 1), (320, 460, 1), (80, 460, 1)])
    p.add(f'<g clip-path="url(#{p.clip(body)})">')
    p.piece(d, leather, edge=0.8, soft=4)
    p.stitch("M84 419Q200 429 316 419", leather.line)
    p.add("</g>")


def _day(p: Picture, body: str, leather: Tone) -> None:
    arc = p.rng.choice(ARCS)
    front = p.rng.choice((_zip_pocket, _zip_pocket, _lid_pocket, _two_pockets, _lashing))
    front(p, body, leather)
    _opening(p, arc, leather)
    badge = p.rng.choice((_patch, _patch, _strip, None))
    if badge:
        badge(p, leather, 182 if arc is ARCS[2] else 150)


def _opening(p: Picture, points: Line, leather: Tone) -> None:
    """The zip round the top."""
    arc = spline(points, closed=False)
    p.stroke(arc, p.main.deep, 8, 0.85)
    p.stroke(arc, TAPE, 3.6)
    p.stroke(arc, TEETH, 2.6, 0.9, TOOTHED)
    x, y = points[1][0], points[1][1] + 20
    p.stroke(f"M{x} {y}q-9 8-8 26", DROP, 5, 0.3, 'transform="translate(2 2)"')
    p.stroke(f"M{x - 1} {y}q-8 8-7 24", leather.base, 5)


def _patch(p: Picture, leather: Tone, y: int) -> None:
    patch = p.rng.choice((rounded(172, y, 56, 38, 3), rounded(180, y, 40, 40, 3), circle(200, y + 20, 22)))
    p.shadow(patch, dx=1, dy=2, radius=1.6, opacity=0.35)
    p.piece(patch, leather, edge=0.6, soft=2)
    p.shape(rounded(186, y + 14, 28, 2.6, 1) + rounded(191, y + 22, 18, 2, 1), leather.deep, 0.7)


def _strip(p: Picture, leather: Tone, y: int) -> None:
    """Leather with two slits, to tie things to."""
    d = rounded(184, y - 4, 32, 46, 15)
    p.shadow(d, dx=1, dy=2, radius=1.6, opacity=0.35)
    p.piece(d, leather, edge=0.6, soft=2)
    p.stroke(f"M194 {y + 8}v22M206 {y + 8}v22", leather.deep, 3.4, 0.9)


def _pocket(p: Picture, body: str) -> str:
    """Returns its outline."""
    pocket = spline([
        (114, 296), (118, 278, 1), (200, 270), (282, 278, 1), (286, 296),
        (290, 400), (282, 430), (200, 436), (118, 430), (110, 400),
    ])  # fmt: skip
    p.shadow(pocket, dx=2, dy=3, radius=4, opacity=0.45, within=body)
    folds = ((120, 300, 150, 380, 8, 5), (282, 300, 250, 390, -8, 5), (170, 430, 176, 380, 5, 4))
    p.piece(pocket, contrast(p), 0, edge=1.3, soft=5, folds=folds)
    return pocket


def _zip_pocket(p: Picture, body: str, leather: Tone) -> None:
    _pocket(p, body)
    line, end = p.rng.choice((("M116 304Q200 289 284 304", (284, 304)), ("M124 330L276 310", (276, 310))))
    _zip(p, line, end, leather)


def _zip(p: Picture, line: str, end: tuple[int, int], leather: Tone) -> None:
    p.stroke(line, p.main.deep, 7, 0.85)
    p.stroke(line, TEETH, 2.6, 0.9, TOOTHED)
    p.stroke(f"M{end[0] - 20} {end[1]}q3 14-1 26", leather.base, 5)


def _two_pockets(p: Picture, body: str, leather: Tone) -> None:
    for x in (112, 204):
        d = spline([
            (x, 300), (x + 6, 286, 1), (x + 78, 286, 1), (x + 84, 300), (x + 84, 414), (x + 76, 428, 1),
            (x + 8, 428, 1), (x, 414),
        ])  # fmt: skip
        p.shadow(d, dx=2, dy=3, radius=4, opacity=0.45, within=body)
        p.piece(d, contrast(p), 0, edge=1.2, soft=4)
        _zip(p, f"M{x + 8} 308H{x + 76}", (x + 76, 308), leather)


def _lid_pocket(p: Picture, body: str, leather: Tone) -> None:
    pocket = _pocket(p, body)
    lid = spline([(110, 284), (116, 270, 1), (284, 270, 1), (290, 284), (290, 326), (200, 340), (110, 326)])
    p.shadow(lid, dx=1, dy=5, radius=4, opacity=0.5, within=pocket)
    p.piece(lid, None, 0, edge=1.1, soft=4, volume=1.1)
    p.stitch("M114 322Q200 336 286 322", p.main.line)
    strap(p, "M200 300V368", 13, leather)
    buckle(p, 200, 346, 24, 20, p.rng.choice(METALS), thick=3.2)


def _lashing(p: Picture, body: str, leather: Tone) -> None:
    """A cord crossed over the pocket, for a wet jacket."""
    _pocket(p, body)
    cord = "M132 300L268 342 132 384 268 424M268 300L132 342 268 384 132 424"
    p.stroke(cord, DROP, 3.4, 0.35, 'transform="translate(1.6 2.6)"')
    p.stroke(cord, leather.base, 3.2)
    p.stroke(cord, leather.light, 1, 0.7, 'transform="translate(-.6 -.6)"')


def _rolled(p: Picture, body: str, leather: Tone) -> None:
    if p.rng.random() < 0.65:
        _pocket(p, body)
    _roll(p, body, leather)


def _roll(p: Picture, body: str, leather: Tone) -> None:
    """The top rolled down, held by straps."""
    roll = spline([
        (92, 108), (104, 92), (200, 88), (296, 92), (308, 108), (309, 134),
        (298, 152), (200, 157), (102, 152), (91, 134),
    ])  # fmt: skip
    p.shadow(roll, dx=2, dy=9, radius=6, opacity=0.5, within=body)
    creases = ((104, 128, 190, 132, 4, 4), (296, 118, 226, 124, -4, 4), (150, 150, 250, 151, 2, 3))
    p.piece(roll, None, 0, edge=1.5, soft=4.5, volume=1.5, form=(0, 0, 0.05, 1), folds=creases)
    p.seam("M93 128Q110 136 200 137T307 128", None, 1.4, 0.7)
    p.stitch("M96 133Q112 141 200 142T304 133", p.main.line)
    metal, low = p.rng.choice(METALS), p.rng.choice((338, 300, 270))
    for x in p.rng.choice(((150, 250), (150, 250), (200,), (132, 268))):
        strap(p, f"M{x} 96V{low}", 15, leather)
        buckle(p, x, 222, 26, 22, metal, thick=3.4)
        p.shape("".join(circle(x, y, 1.5) for y in range(248, low - 8, 17)), leather.deep)
