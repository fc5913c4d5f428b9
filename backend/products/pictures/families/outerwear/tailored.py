"""What blazers and coats share, their lining and lapels, and the blazer."""

from collections.abc import Sequence

from backend.products.pictures.outlines import Line, Point, flip, rounded, spline
from backend.products.pictures.parts.arms import inset, mirrored, mirrored_folds, pose
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay, rim
from backend.products.pictures.picture import Fold, Picture

# fmt: off
LAPEL: list[Point] = [
    (199, 222, 1), (232, 176), (252, 140), (247, 118, 1), (262, 108, 1), (247, 84), (236, 66, 1), (228, 110),
    (214, 160),
]
COLLAR_LEAF: list[Point] = [
    (231, 72, 1), (236, 64), (248, 76), (266, 104, 1), (246, 117, 1), (233, 92),
]
COLLAR_BACK: list[Point] = [
    (160, 74, 1), (165, 63), (180, 56), (200, 53), (220, 56), (235, 63), (240, 74, 1), (218, 80), (200, 83),
    (182, 80),
]
FRONT_FOLDS: list[Fold] = [
    (302, 190, 262, 236, 8, 4), (292, 270, 232, 286, 6, 4), (282, 420, 272, 320, 7, 6),
    (222, 290, 262, 340, 7, 4),
]
# fmt: on


def woven_twill(p: Picture) -> str | None:
    """The weave of a suit; under a print it would flicker."""
    return "twill" if p.pattern == "plain" else None


def label(p: Picture, y: int) -> None:
    """The woven label inside the neck."""
    p.shape(rounded(186, y, 28, 13, 1), "#efe9df", 0.92)
    p.shape(f"M191 {y + 6.5}h18", "none", 0.7, 'stroke="#6a625a" stroke-width="1.5"')


def lapels(
    p: Picture,
    parts: Sequence[tuple[Line, float]],
    left: bool,
    within: str,
    *,
    drop: float,
    edge: float,
    soft: float,
) -> None:
    """One side's lapel and the leaf of its collar, each with the angle of its print."""
    for part, angle in parts:
        d = spline(flip(part) if left else part)
        p.shadow(d, dx=1.5, dy=drop, radius=soft + 0.4, opacity=0.42, within=within)
        p.piece(d, None, angle if left else -angle, woven_twill(p), edge=edge, soft=soft, volume=0.6)
        rim(p, d)


def blazer(p: Picture) -> None:
    """Single-breasted with two buttons, the left half over the right one."""
    cut = Cut(
        neck=40,
        drop=150,
        top=70,
        slope=26,
        shoulder=104,
        chest=106,
        waist=92,
        hem=110,
        bottom=424,
        vneck=True,
        back=6,
        head=17,
    )
    top = UpperBody(p, cut, pose(p.rng, (-4, 0), (0, 10), folded=0.2), lifelike=True)
    lay(p, "cloth", 0.75, sway=1.4, tall=0.95)
    top.draw_back(p.colours.lining, label=False)
    lining = spline([(162, 72, 1), (200, 78), (238, 72, 1), (226, 150), (200, 224, 1), (174, 150)])
    p.piece(lining, p.colours.lining, edge=1.4, soft=6, volume=0.4, folds=[(186, 90, 196, 190, 5, 4)])
    p.shape(lining, p.main.deep, 0.3)
    label(p, 84)
    p.piece(spline(COLLAR_BACK), edge=0.6)
    fronts = _fronts(p, top)
    for left in (True, False):
        parts = ((LAPEL, 12), (COLLAR_LEAF, 40))
        lapels(p, parts, left, top.outline + fronts, drop=3.5, edge=0.6, soft=2.4)
        _pocket(p, left)
    p.seam("M243 190L275 184", None, 5, 0.5)
    for y in (244, 290):
        p.button(202, y, 5.2, p.colours.horn)
    top.sleeves(398, width=38)
    for left, (_, points) in zip((True, False), top.cuffs, strict=True):
        for i in range(3):
            at = inset(points, 8 + i * 8, 6)[-1 if left else 0]
            p.button(at[0], at[1], 2.8, p.colours.horn)


def _fronts(p: Picture, top: UpperBody) -> str:
    """Both halves; returns their outlines."""
    shoulder: Point = (238, 70, 1)
    right = spline(
        [shoulder, *top.side_right, (214, 424), (198, 418, 1), (196, 300, 1), (200, 220, 1), (224, 150)]
    )
    left = spline(
        flip([shoulder, *top.side_right, (204, 424), (191, 416, 1), (190, 300, 1), (198, 222, 1), (224, 150)])
    )
    relief = top.relief(right, p.main, 0.5)
    p.piece(right, None, 0, woven_twill(p), volume=0.7, folds=FRONT_FOLDS, inside=relief)
    rim(p, right)
    p.shadow(left, dx=3, dy=2, radius=3.5, opacity=0.35, within=top.outline + right)
    p.piece(
        left,
        None,
        0,
        woven_twill(p),
        volume=0.7,
        folds=mirrored_folds(FRONT_FOLDS),
        inside=top.relief(left, p.main, 0.5),
    )
    rim(p, left)
    return right + left


def _pocket(p: Picture, left: bool) -> None:
    a, b, c, d = (mirrored(x, left) for x in (226, 278, 279, 227))
    flap = f"M{a} 322L{b} 316 {c} 331 {d} 338z"
    p.shadow(flap, dx=1, dy=3, radius=2, opacity=0.4)
    p.piece(flap, None, 0, edge=0.5, soft=1.8, volume=0.5)
    rim(p, flap)
    x0, x1, x2 = (mirrored(x, left) for x in (252, 246, 254))
    p.seam(f"M{x0} 210Q{x1} 270 {x2} 316", None, 0.9, 0.35)
