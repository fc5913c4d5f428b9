"""The quilted down jacket."""

from collections.abc import Sequence
from itertools import pairwise

from backend.products.pictures.outlines import Point, flip, leaf, num, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.arms import Arm, pose
from backend.products.pictures.parts.fastenings import zipper
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay
from backend.products.pictures.picture import Picture

HEM = 404
# x at each y: the side of the body, and the outer and the inner side of a sleeve.
SIDE = ((206, 316), (310, 320), (404, 315))
OUTER = ((112, 304), (122, 318), (158, 334), (250, 346), (350, 353), (388, 352))
INNER = ((204, 310), (240, 313), (320, 312), (394, 316))
# fmt: off
NECK: list[Point] = [
    (157, 100, 1), (153, 86), (156, 72), (166, 62), (200, 58), (234, 62), (244, 72), (247, 86), (243, 100, 1),
    (222, 110), (200, 113), (178, 110),
]
# fmt: on


def puffer(p: Picture) -> None:
    """Too shiny for a print: of patterns it knows only `block`."""
    lay(p, "cloth", 0.7, sway=1.4)
    p.pattern = "block" if p.pattern == "block" else "plain"
    step = p.rng.choice((28, 37, 37, 52))
    cut = Cut(neck=40, drop=16, top=92, shoulder=106, chest=118, waist=120, hem=114, bottom=410, slope=22)
    top = UpperBody(p, cut, pose(p.rng, (-6, 0), (0, 20)), lifelike=True)
    top.draw_back(p.colours.lining)
    _body(p, top, step)
    p.band(spline([(x, y - 5) for x, y in top.hem_line], False), None, 12, 0)
    neck = spline(NECK)
    p.shadow(neck, dx=2, dy=5, radius=4, opacity=0.4, within=top.outline)
    p.piece(neck, None, None, inside=_quilt(p, p.main, ["M150 87Q200 99 250 87"], step), edge=1.3)
    p.shape(spline([(168, 66), (200, 62), (232, 66), (200, 76)]), p.colours.lining.deep, 0.9)
    zipper(p, 200, 78, 408, metal="gun" if p.main.lightness > 0.5 else "silver")
    for side in (-1, 1):
        p.seam(f"M{200 + side * 58} 288L{200 + side * 84} 336", None, 3.4, 0.7)
    for left in (True, False):
        _sleeve(p, top, left, step)


def _body(p: Picture, top: UpperBody, step: int) -> None:
    rows = range(132, HEM - 20, step)
    right: list[Point] = [*top.side_right[:2], (316, 206, 1), *_swelling(SIDE, rows, 4.5), (314, HEM, 1)]
    neck_left = flip(top.neck_right)[:-1]
    top.outline = spline([*top.neck_right, *right, (200, 410), *flip(right), *neck_left])
    seams = [f"M72 {y}Q200 {y + 9} 328 {y}" for y in rows]

    def front(tone: Tone) -> None:
        inside = _quilt(p, tone, seams, step) + _puckers(p, tone, rows) + top.relief(top.outline, tone, 0.8)
        p.piece(top.outline, tone, 0, inside=inside, edge=1.2, volume=0.8)

    front(p.main)
    if p.pattern == "block":
        yoke = rows[2 if step < 50 else 1]
        p.add(f'<g clip-path="url(#{p.clip(f"M60 60H340V{yoke}Q200 {yoke + 9} 60 {yoke}z")})">')
        front(p.second)
        p.add("</g>")


def _sleeve(p: Picture, top: UpperBody, left: bool, step: int) -> None:
    raised, bent = top.pose.raised[not left], top.pose.bent[not left]
    arm = Arm((298, 160), (333, 252), 206, raised, bent)
    rows = range(152, 376, step)
    outer: list[Point] = [(291, 109, 1), (304, 112), (320, 124), *_swelling(OUTER, rows, 3.2), (352, 388, 1)]
    inner: list[Point] = [(x, y, *corner) for x, y, *corner in reversed(_swelling(INNER, rows, -2))]
    outline = [
        outer[0],
        *map(arm.at, [*outer[1:], (316, 394, 1), *inner]),
        (311, 204, 1),
        (287, 160),
    ]
    d = spline(flip(outline) if left else outline)
    seams = []
    for y in rows:
        across: list[Point] = [arm.at(point) for point in ((284, y + 3), (328, y + 8), (372, y - 2))]
        (x0, y0, *_), (x1, y1, *_), (x2, y2, *_) = flip(across) if left else across
        seams.append(f"M{num(x0)} {num(y0)}Q{num(x1)} {num(y1)} {num(x2)} {num(y2)}")
    p.shadow(d, dx=3 if left else -2, dy=4, radius=6, opacity=0.35, within=top.outline)
    inside = _quilt(p, p.main, seams, step) + top.relief(d, p.main, 0.6)
    p.piece(d, None, None, inside=inside, edge=0.9, form=(0, 0, 1, 0.1))
    cuff = [arm.at((318, 388)), arm.at((352, 383))]
    p.band(spline(flip(cuff) if left else cuff, False), None, 11, 0)


def _swelling(line: Sequence[tuple[float, float]], rows: Sequence[int], swell: float) -> list[Point]:
    """The points of a side that is drawn in at each seam and swells between two."""
    points: list[Point] = []
    inside = [y for y in rows if line[0][0] < y < line[-1][0] - 16]
    for index, y in enumerate(inside):
        points.append((_x(line, y) - swell * 0.5, y, 1))
        below = inside[index + 1] if index + 1 < len(inside) else line[-1][0]
        for share in (0.25, 0.75):
            at = y + (below - y) * share
            points.append((_x(line, at) + swell * 0.7, at))
    return points


def _x(line: Sequence[tuple[float, float]], y: float) -> float:
    for (y0, x0), (y1, x1) in pairwise(line):
        if y <= y1:
            return x0 + (x1 - x0) * (y - y0) / (y1 - y0)
    return line[-1][1]


def _quilt(p: Picture, tone: Tone, seams: Sequence[str], step: int) -> str:
    """Seams `step` apart, dark above and lit below where the down swells."""
    size, soft = step / 37, f'filter="url(#{p.blur(3.6)})"'
    line = p.define(f'<path id="{{id}}" d="{"".join(seams)}" fill="none"/>')
    lit = 0.8 if tone.lightness > 0.42 else 1
    return (
        f'<use href="#{line}" y="{num(-7 * size)}" stroke="{tone.deep}" stroke-width="{num(12 * size)}" '
        f'opacity=".4" {soft}/>'
        f'<use href="#{line}" y="{num(9 * size)}" stroke="{tone.light}" stroke-width="{num(8 * size)}" '
        f'opacity="{lit}" {soft}/>'
        f'<use href="#{line}" stroke="{tone.deep}" stroke-width="1.2" opacity=".8"/>'
    )


def _puckers(p: Picture, tone: Tone, rows: Sequence[int]) -> str:
    """The small creases where thread draws the cloth in."""
    marks = ""
    for y in rows:
        for _ in range(5):
            x, long, way = p.rng.uniform(90, 310), p.rng.uniform(7, 13), p.rng.choice((-1, 1))
            marks += leaf(x, y + 5, x + p.rng.uniform(-4, 4), y + 5 + way * long, 2, 1.4)
    return f'<path d="{marks}" fill="{tone.deep}" opacity=".4" filter="url(#{p.blur(1)})"/>'
