"""Coats."""

from backend.products.pictures.article import article
from backend.products.pictures.families.outerwear.tailored import lapels, woven_twill
from backend.products.pictures.outlines import Point, flip, num, rounded, spline
from backend.products.pictures.parts.arms import mirrored, pose
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay, rim
from backend.products.pictures.picture import Fold, Picture

# fmt: off
LAPEL: list[Point] = [
    (200, 180, 1), (232, 150), (254, 116), (247, 94, 1), (262, 86, 1), (244, 60), (235, 46, 1), (226, 90),
    (212, 136),
]
COLLAR_LEAF: list[Point] = [
    (230, 52, 1), (236, 44), (248, 56), (266, 82, 1), (246, 94, 1), (232, 70),
]
COLLAR_BACK: list[Point] = [
    (160, 54, 1), (165, 43), (180, 36), (200, 33), (220, 36), (235, 43), (240, 54, 1), (218, 60), (200, 63),
    (182, 60),
]
FOLDS: list[Fold] = [
    (150, 452, 156, 320, 8, 7), (250, 452, 240, 300, -8, 8), (120, 450, 124, 360, 5, 5),
    (280, 452, 272, 350, -6, 6),
]
# fmt: on


@article("single", "double", "trench")
def coat(p: Picture, style: str) -> None:
    cut = Cut(
        neck=38,
        drop=128,
        top=50,
        slope=26,
        shoulder=94,
        chest=98,
        pit=112,
        waist=94,
        hem=112,
        bottom=456 - p.rng.uniform(0, 30),
        vneck=True,
        back=6,
        head=18,
    )
    arms = pose(p.rng, (-3, 1), (0, 10), folded=0 if style == "trench" else 0.3)
    top = UpperBody(p, cut, arms, lifelike=True)
    lay(p, "cloth", 0.9, sway=1.2, tall=0.95)
    _inside(p)
    p.piece(spline(COLLAR_BACK), edge=0.6)
    side = top.side_right
    neck: list[Point] = [(238, 50, 1), (222, 110), (200, 178, 1), (178, 110)]
    # The same line on both sides, for the halves of a coat lie one on the other.
    top.outline = spline([(162, 50, 1), *flip(side)[::-1], (200, cut.bottom + 2), *side[::-1], *neck])
    top.draw_body(folds=FOLDS, weave=woven_twill(p))
    edge = (
        f"M214 178L215 300 217 {num(cut.bottom + 1)}"
        if style == "single"
        else f"M236 160L238 300 240 {num(cut.bottom)}"
    )
    p.stroke(edge, "#1b1510", 5, 0.3, f'transform="translate(2 1)" filter="url(#{p.blur(2.4)})"')
    p.seam(edge, None, 1.3, 0.8)
    for left in (True, False):
        lapels(p, ((LAPEL, 12), (COLLAR_LEAF, 40)), left, top.outline, drop=4, edge=0.7, soft=2.6)
        _pocket(p, left, aslant=style == "trench")
    _buttons(p, double=style != "single")
    if style == "trench":
        _belt(p, top)
    top.sleeves(372, width=36)


def _inside(p: Picture) -> None:
    lining = p.colours.lining
    d = spline([(160, 52, 1), (200, 58), (240, 52, 1), (224, 130), (200, 186, 1), (176, 130)])
    p.shape(d, lining.shade)
    p.shape(d, f"url(#{p.gradient([(0, lining.deep, 0.2), (1, lining.deep, 1)])})")
    p.shape(rounded(187, 66, 26, 12, 1), "#efe9df", 0.92)


def _pocket(p: Picture, left: bool, *, aslant: bool) -> None:
    if aslant:
        a, b, c, d = (mirrored(x, left) for x in (252, 272, 286, 266))
        flap = f"M{a} 318L{b} 310 {c} 346 {d} 354z"
    else:
        a, b, c, d = (mirrored(x, left) for x in (244, 284, 286, 246))
        flap = f"M{a} 310L{b} 304 {c} 318 {d} 325z"
    p.shadow(flap, dx=1, dy=3, radius=2, opacity=0.4)
    p.piece(flap, None, 0, edge=0.5, soft=1.8, volume=0.5)
    rim(p, flap)


def _buttons(p: Picture, *, double: bool) -> None:
    for y in (204, 262, 320):
        p.button(222 if double else 206, y, 5.6, p.colours.horn)
        if double:
            p.button(176, y, 5.6, p.colours.horn)


def _belt(p: Picture, top: UpperBody) -> None:
    d = spline([(104, 268, 1), (200, 276), (296, 268, 1), (297, 288, 1), (200, 297), (103, 288, 1)])
    p.shadow(d, dx=1, dy=4, radius=3, opacity=0.4, within=top.outline)
    p.piece(d, edge=0.6, soft=2)
    rim(p, d)
    p.stitch("M104 272Q200 280 296 272M104 284Q200 293 296 284", p.main.deep, 0.8, 0.6)
    buckle(p, 200, 286, 30, 30, "gun")
    for side in (-1, 1):
        p.seam(f"M{200 + side * 93} 80L{200 + side * 62} 74", None, 6, 0.35)
