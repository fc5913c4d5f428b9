"""Sandals: slides, buckled straps, thongs. Both feet from above."""

from collections.abc import Callable

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import again
from backend.products.pictures.outlines import Line, circle, flip, leaf, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.picture import METALS as PALES
from backend.products.pictures.picture import Metal, Picture

# The right foot.
# fmt: off
BED = (
    (261, 77), (302, 83), (336, 115), (345, 162), (334, 218), (323, 268), (326, 326), (319, 387), (287, 417),
    (248, 414), (225, 381), (224, 326), (230, 272), (218, 212), (210, 151), (225, 101),
)
BALL = ((255, 111), (308, 111), (325, 160), (306, 201), (248, 196), (233, 151))
HEEL = ((250, 324), (300, 324), (302, 378), (272, 394), (248, 374))
WIDE_STRAP = (
    (204, 152, 1), (232, 124), (274, 114), (320, 124), (350, 154, 1), (346, 200), (334, 240, 1), (310, 229),
    (275, 223), (243, 230), (217, 242, 1), (208, 204),
)
THONG = (
    (213, 232, 1), (229, 184), (259, 142), (272, 132), (286, 142), (321, 186), (334, 234, 1), (313, 246, 1),
    (297, 200), (273, 162), (251, 200), (232, 246, 1),
)
OVERLAY = ((228, 162, 1), (280, 152), (344, 164, 1), (342, 206, 1), (280, 196), (226, 204, 1))
CROSSING = (
    (206, 214, 1), (246, 176), (298, 138), (326, 128, 1), (344, 158, 1), (300, 186), (262, 218),
    (222, 252, 1),
)
CROSSED = (
    (348, 214, 1), (310, 176), (258, 138), (228, 128, 1), (208, 158, 1), (254, 186), (292, 218),
    (334, 252, 1),
)
SLING = (
    (224, 318, 1), (274, 306), (328, 318, 1), (327, 334, 1), (274, 322), (226, 334, 1),
)
# fmt: on
METALS: tuple[Metal, ...] = ("gold", "silver", "gun")
Fit = Callable[[str, bool], None]
"""Puts straps over a footbed's outline, the left one's or the right one's."""
SEWN = (
    'stroke-dasharray="3 2" style="transform-box:fill-box;transform-origin:center;transform:scale(.95,.86)"'
)


@article("slide", "buckle", "thong")
def sandal(p: Picture, style: str) -> None:
    rng = p.rng
    p.stage("grain", 0.6, tilt=rng.uniform(-6, 3))
    leathers = ("sand", "camel") if style == "thong" else ("camel", "camel", "sand", "cognac", "black")
    leather = tone(rng.choice(leathers), 0.08)
    fit = STYLES[style](p)
    rubber = tone(rng.choice(("black", "chocolate", "ecru")), 0.04)
    for left in (True, False):
        fit(_footbed(p, leather, rubber, left), left)


def _side(points: Line, left: bool) -> Line:
    return flip(points) if left else points


def _across(x: float, left: bool) -> float:
    return 400 - x if left else x


def _footbed(p: Picture, leather: Tone, rubber: Tone, left: bool) -> str:
    """Returns its outline."""
    points = _side(BED, left)
    d = spline(points)
    for x, y, layer in ((2.4, 8, rubber), (1.2, 4, leather)):
        again(p, d, f'x="{x}" y="{y}" fill="{layer.shade}"')
    p.piece(d, leather, edge=1.6, soft=5, volume=0.7)
    p.add(
        f'<g filter="url(#{p.blur(7)})">'
        f'<path d="{spline(_side(BALL, left))}" fill="{leather.deep}" opacity=".35"/>'
        f'<path d="{spline(_side(HEEL, left))}" fill="{leather.deep}" opacity=".4"/></g>'
    )
    middle = _across(275, left)
    inner = [(x + middle * 0.05 - x * 0.05, y * 0.965 + 8.8) for x, y in points]
    p.stitch(spline(inner), leather.deep, 0.9, 0.5)
    p.shape(rounded(_across(274, left) - 15, 358, 30, 13, 2), leather.deep, 0.3)
    return d


def _strap(p: Picture, points: Line, bed: str, left: bool) -> None:
    """Leather over the foot, sewn along its edge."""
    d = spline(_side(points, left))
    p.shadow(d, dx=3, dy=7, radius=5, opacity=0.45, within=bed)
    p.piece(d, None, 0, edge=0.9, soft=3, form=(0, 0, 1, 0.1), volume=1.1)
    again(p, d, f'fill="url(#{_arch(p)})"')
    again(p, d, str(Pen(p.main.line, 0.9, 0.6, SEWN)))


def _arch(p: Picture) -> str:
    """A gradient: what arches over the foot is dark where it goes down at its sides."""
    t = p.main
    # fmt: off
    return p.gradient([
        (0, t.deep, 0.75), (0.16, t.deep, 0), (0.36, t.light, 0.55), (0.6, t.light, 0), (0.84, t.deep, 0),
        (1, t.deep, 0.85),
    ], 0, 0, 1, 0)
    # fmt: on


def _slide(p: Picture) -> Fit:
    """One wide strap, plain or slit or held by a buckle, or two that cross."""
    kind = p.rng.choice(("plain", "crossed", "slit", "buckled"))
    metal = p.rng.choice(METALS)

    def fit(bed: str, left: bool) -> None:
        if kind == "crossed":
            _strap(p, CROSSING, bed, left)
            _strap(p, CROSSED, bed, left)
            return
        _strap(p, WIDE_STRAP, bed, left)
        if kind == "slit":
            for x in (236, 256, 276, 296, 316):
                slit = leaf(_across(x, left), 150, _across(x + 2, left), 212, 0, 3)
                p.shape(slit, p.main.light, 0.6, 'transform="translate(.9 1.2)"')
                p.shape(slit, p.main.deep, 0.9)
        elif kind == "buckled":
            _strap(p, OVERLAY, bed, left)
            buckle(p, _across(318, left), 178, 30, 46, metal, thick=4)

    return fit


def _buckled(p: Picture) -> Fit:
    """Straps across the foot, each with its buckle."""
    heights = p.rng.choice(((142, 222), (142, 222), (132, 186, 240), (150,), (136, 208)))
    sling = len(heights) < 3 and p.rng.random() < 0.5
    metal = p.rng.choice(METALS)
    wide = 1.7 if len(heights) == 1 else 0.74 if len(heights) == 3 else p.rng.choice((0.85, 1))

    def fit(bed: str, left: bool) -> None:
        for y in heights:
            s = (y - 142) * 0.14
            # fmt: off
            _strap(p, [
                (205 + s, y - 6, 1), (274, y - 22 * wide), (350 - s, y - 4, 1),
                (347 - s * 1.6, y + 44 * wide, 1), (274, y + 30 * wide), (210 + s * 1.4, y + 46 * wide, 1),
            ], bed, left)
            # fmt: on
            buckle(p, _across(312, left), y + 14 * wide, 24, 34 * min(1.2, wide), metal, thick=3.4)
            punched = (circle(_across(288 - i * 14, left), y + 12 * wide - i * 0.8, 1.8) for i in range(3))
            p.shape("".join(punched), p.main.deep)
        if sling:
            _strap(p, SLING, bed, left)

    return fit


def _thong(p: Picture) -> Fit:
    """A band from both sides of the foot to the post between the toes."""
    trim = p.rng.choice(("plain", "ring", "beads", "sewn"))
    sling = p.rng.random() < 0.35
    pale, middle, dark = PALES[p.rng.choice(METALS)]

    def fit(bed: str, left: bool) -> None:
        band = spline(_side(THONG, left))
        p.shadow(band, dx=3, dy=6, radius=4, opacity=0.45, within=bed)
        p.piece(band, edge=0.9, soft=2.6)
        again(p, band, f'fill="url(#{_arch(p)})" opacity=".7"')
        middle_line = spline(_side([(224, 232), (244, 184), (273, 146), (303, 184), (324, 232)], left), False)
        if trim == "sewn":
            p.stitch(middle_line, p.main.line, 1.1, 0.8, "3 2.4")
        elif trim == "beads":
            p.stroke(middle_line, dark, 5, 1, 'stroke-dasharray=".01 9"')
            p.stroke(middle_line, pale, 3, 1, 'stroke-dasharray=".01 9"')
        at = _across(273, left)
        p.shape(circle(at, 137, 5), p.main.deep)
        if trim == "ring":
            for width, colour in ((6, dark), (4.2, middle), (1.4, pale)):
                p.stroke(circle(at, 152, 10), colour, width)
        if sling:
            _strap(p, SLING, bed, left)

    return fit


STYLES: dict[str, Callable[[Picture], Fit]] = {"slide": _slide, "buckle": _buckled, "thong": _thong}
