"""Sandals: slides, buckled straps, thongs. Both feet from above."""

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import again
from backend.products.pictures.outlines import Line, circle, flip, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.picture import Picture

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
# fmt: on
SEWN = (
    'stroke-dasharray="3 2" style="transform-box:fill-box;transform-origin:center;transform:scale(.95,.86)"'
)


@article("slide", "buckle", "thong")
def sandal(p: Picture, style: str) -> None:
    p.stage("grain", 0.6, tilt=-4)
    leather = tone("sand") if style == "thong" else tone("camel", 0.08)
    for left in (True, False):
        bed = _footbed(p, leather, left)
        if style == "buckle":
            _buckled(p, bed, left)
        elif style == "slide":
            _strap(p, WIDE_STRAP, bed, left)
        else:
            _thong(p, bed, left)


def _side(points: Line, left: bool) -> Line:
    return flip(points) if left else points


def _across(x: float, left: bool) -> float:
    return 400 - x if left else x


def _footbed(p: Picture, leather: Tone, left: bool) -> str:
    """Returns its outline."""
    points = _side(BED, left)
    d = spline(points)
    for x, y, layer in ((2.4, 8, tone("black", 0.04)), (1.2, 4, leather)):
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


def _buckled(p: Picture, bed: str, left: bool) -> None:
    for y in (142, 222):
        s = (y - 142) * 0.14
        # fmt: off
        _strap(p, [
            (205 + s, y - 6, 1), (274, y - 22), (350 - s, y - 4, 1), (347 - s * 1.6, y + 44, 1),
            (274, y + 30), (210 + s * 1.4, y + 46, 1),
        ], bed, left)
        # fmt: on
        buckle(p, _across(312, left), y + 14, 24, 34, "gold", thick=3.4)
        punched = (circle(_across(288 - i * 14, left), y + 12 - i * 0.8, 1.8) for i in range(3))
        p.shape("".join(punched), p.main.deep)


def _thong(p: Picture, bed: str, left: bool) -> None:
    band = spline(_side(THONG, left))
    p.shadow(band, dx=3, dy=6, radius=4, opacity=0.45, within=bed)
    p.piece(band, edge=0.9, soft=2.6)
    again(p, band, f'fill="url(#{_arch(p)})" opacity=".7"')
    p.shape(circle(_across(273, left), 137, 5), p.main.deep)
