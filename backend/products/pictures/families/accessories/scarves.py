"""Scarf."""

from typing import NamedTuple

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import Line, num, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Fold, Picture

FLAT = 'style="stroke-linecap:butt"'
HERRINGBONE = "herringbone"


# fmt: off
COLLAR = [
    (94, 118), (104, 74), (148, 46), (200, 40), (254, 46), (298, 74), (308, 118), (262, 150), (200, 160),
    (138, 150),
]
UPPER = [
    (90, 114), (98, 80), (124, 62, 1), (134, 90), (162, 113), (202, 120), (240, 113), (266, 90),
    (278, 61, 1), (304, 78), (313, 114), (294, 152), (250, 180), (200, 187), (148, 180), (106, 152),
]
LOWER = [
    (98, 112, 1), (204, 150), (306, 110, 1), (320, 134), (322, 164), (302, 202), (256, 232), (200, 241),
    (144, 232), (98, 202), (80, 164), (84, 134),
]
RIM = [
    (108, 76, 1), (146, 45), (200, 37), (256, 45), (294, 76, 1), (268, 70), (240, 57), (200, 52),
    (162, 57), (134, 70),
]
UPPER_FOLDS: list[Fold] = [
    (100, 100, 302, 98, 112, 7), (94, 124, 300, 128, 92, 6), (122, 78, 196, 138, 26, 6),
    (282, 80, 216, 144, -26, 7), (304, 104, 236, 168, -20, 5), (98, 132, 170, 176, 10, 4),
]
LOWER_FOLDS: list[Fold] = [
    (84, 156, 318, 152, 130, 7), (82, 176, 236, 228, 34, 7), (320, 176, 200, 232, -32, 6),
    (110, 170, 196, 208, 16, 5), (300, 168, 222, 212, -16, 4),
]
# fmt: on


class Tail(NamedTuple):
    """One end that hangs down: its outline, the corners of its fringe from left to right, and its folds."""

    outline: Line
    left: tuple[float, float]
    right: tuple[float, float]
    angle: float
    folds: list[Fold]


# fmt: off
TAILS: dict[str, tuple[Tail, Tail]] = {
    "wrapped": (
        Tail(
            [
                (202, 186, 1), (250, 176), (292, 176, 1), (294, 240), (302, 310), (310, 378, 1),
                (262, 390), (212, 392, 1), (210, 300),
            ],
            (212, 392), (310, 378), 4,
            [
                (238, 388, 236, 196, -7, 7), (272, 386, 262, 190, 8, 7), (296, 380, 282, 210, -4, 5),
                (222, 388, 220, 250, 3, 4),
            ],
        ),
        Tail(
            [
                (116, 176, 1), (160, 170), (208, 190, 1), (210, 250), (204, 330), (206, 426, 1),
                (150, 431), (92, 422, 1), (102, 330), (112, 250),
            ],
            (92, 422), (206, 426), -3,
            [
                (132, 424, 142, 200, 10, 7), (168, 426, 166, 196, -9, 8), (190, 424, 190, 214, 5, 5),
                (112, 420, 126, 250, 4, 5), (156, 300, 160, 196, 6, 5),
            ],
        ),
    ),
    "looped": (
        Tail(
            [
                (196, 150, 1), (240, 150, 1), (262, 220), (284, 300), (306, 388, 1), (258, 404),
                (204, 408, 1), (206, 300), (200, 220),
            ],
            (204, 408), (306, 388), -9,
            [
                (230, 404, 216, 170, -8, 7), (262, 400, 226, 170, 9, 7), (288, 390, 236, 180, 6, 5),
                (214, 404, 208, 240, 3, 4),
            ],
        ),
        Tail(
            [
                (172, 150, 1), (222, 150, 1), (224, 220), (214, 320), (206, 428, 1), (156, 430),
                (98, 416, 1), (122, 320), (152, 230),
            ],
            (98, 416), (206, 428), 7,
            [
                (126, 420, 184, 180, -8, 7), (156, 428, 196, 176, 9, 8), (186, 426, 208, 186, 5, 5),
                (112, 416, 158, 260, -4, 4), (172, 300, 200, 180, 6, 5),
            ],
        ),
    ),
}
# fmt: on


@article("wrapped", "looped", "wrapped")
def scarf(p: Picture, style: str) -> None:
    """Round a neck that isn't there: once about it with both ends below, or folded and pulled through."""
    p.stage("cloth", 0.9, tilt=p.rng.uniform(-2, 2))
    cloth = p.rng.choice([HERRINGBONE, "rib", "knit"]) if p.pattern in ("plain", "block") else "linen"
    _behind(p, cloth)
    upper, lower = spline(UPPER), spline(LOWER)
    ends = [spline(tail.outline) for tail in TAILS[style]]
    if style == "looped":
        _panel(p, lower, p.main, cloth, -14, LOWER_FOLDS)
        for end in ends:
            p.shadow(end, dx=5, dy=3, radius=6, opacity=0.45, within=lower)
    _tails(p, cloth, TAILS[style])
    covering = upper if style == "looped" else lower
    for end in ends:
        p.shadow(covering, dx=3, dy=11, radius=8, opacity=0.5, within=end)
    if style == "wrapped":
        _panel(p, lower, p.main, cloth, -14, LOWER_FOLDS)
        p.shadow(upper, dx=2, dy=8, radius=6, opacity=0.5, within=lower)
    _panel(p, upper, p.main, cloth, 12, UPPER_FOLDS)


def _behind(p: Picture, cloth: str) -> None:
    """The turn at the back of the neck."""
    deep, collar = p.main.deep, spline(COLLAR)
    _panel(p, collar, p.main, cloth, 0, [])
    p.shape(collar, f"url(#{p.gradient([(0, deep, 0.3), (0.3, deep, 0.7), (1, deep, 0.95)])})")
    _panel(p, spline(RIM), p.main, cloth, 0, [])


def _tails(p: Picture, cloth: str, tails: tuple[Tail, Tail]) -> None:
    """Both ends, the left one over the right one."""
    tone = p.second if p.pattern == "block" else p.main
    behind, before = (spline(tail.outline) for tail in tails)
    for tail, end in zip(tails, (behind, before), strict=True):
        if end is before:
            p.shadow(end, dx=8, dy=6, radius=7, opacity=0.45, within=behind)
        _fringe(p, tail.left, tail.right, tone)
        _panel(p, end, tone, cloth, tail.angle, tail.folds)
    _label(p, tails[1].left, tone)


def _panel(p: Picture, d: str, tone: Tone, cloth: str, angle: float, folds: list[Fold]) -> None:
    """One fold of the scarf; `cloth` is a weave, or herringbone."""
    bones = ""
    if cloth == HERRINGBONE:
        bones = f'<rect width="400" height="500" fill="url(#{_herringbone(p, tone)})"/>'
    _nap(p, d, tone)
    p.piece(
        d,
        tone,
        angle,
        None if bones else cloth,
        weave_angle=angle,
        inside=bones,
        folds=folds,
        edge=1.7,
        soft=3.6,
        volume=1.15,
        form=(0, 0, 1, 0.5),
    )


def _herringbone(p: Picture, tone: Tone) -> str:
    """A pattern's id."""
    pale = "M0 0L6 5M0 5L6 10M0-5L6 0M6 5L12 0M6 0L12-5M6 10L12 5"
    dark = "M0 2.5L6 7.5M0-2.5L6 2.5M6 2.5L12-2.5M6 7.5L12 2.5"
    return p.tile(
        12,
        5,
        f'<path d="{pale}" stroke="{tone.light}" stroke-width="1.5" opacity=".5"/>'
        f'<path d="{dark}" stroke="{tone.deep}" opacity=".3"/>',
    )


def _nap(p: Picture, d: str, tone: Tone) -> None:
    """Hairs that stand out at the edge of wool."""
    pen = Pen(tone.base, 4.4, 0.8, f'stroke-dasharray=".7 1.6" {FLAT}')
    p.add(f'<use href="#{p.clip(d)}p" {pen}/>')


def _fringe(p: Picture, left: tuple[float, float], right: tuple[float, float], tone: Tone) -> None:
    """Twisted tassels along the end from one corner to the other."""
    count = round((right[0] - left[0]) / 7.6)
    tassels = ""
    for i in range(count):
        share = (i + 0.5) / count
        x, y = (start + (end - start) * share for start, end in zip(left, right, strict=True))
        lean, length = p.rng.uniform(-3, 3), p.rng.uniform(30, 37)
        bend = p.rng.uniform(-3, 3)
        tassels += f"M{x:.0f} {y:.0f}q{num(bend)} {length / 2:.0f} {num(lean)} {length:.0f}"
    p.strokes(
        tassels,
        Pen(tone.deep, 6, 0.4, 'x="2" y="2"'),
        Pen(tone.shade, 5.8),
        Pen(tone.base, 4.2, 1, 'x="-.6"'),
        Pen(tone.light, 1.4, 0.7, 'x="-1.2"'),
        Pen(tone.deep, 5, 0.2, f'stroke-dasharray="1.2 3" {FLAT}'),
    )


def _label(p: Picture, corner: tuple[float, float], tone: Tone) -> None:
    x, y = corner[0] + 20, corner[1] - 34
    ground, mark = ("#efe9df", "#5e5750") if tone.lightness < 0.8 else ("#4a4541", "#d8d0c6")
    p.shape(rounded(x, y, 24, 17, 1), ground)
    p.shape(f"M{x + 6} {y + 8.5}h12", "none", 0.8, f'stroke="{mark}" stroke-width="1.6"')
