"""Necklaces, lying closed."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, dist, pi, sin

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.jewellery.precious import CUTS, ball, facets, gem, metal_of, stone_of
from backend.products.pictures.outlines import WIDTH, circle, num, rounded, spline
from backend.products.pictures.picture import Picture

LOOPS = (
    "M200 366C150 350 78 250 88 150C94 92 140 58 200 56S306 92 312 150C322 250 250 350 200 366",
    "M200 366C118 360 80 290 82 190C84 100 140 58 200 56S316 100 318 190C320 290 282 360 200 366",
    "M200 366C182 326 94 236 96 146C98 90 146 60 200 58S302 90 304 146C306 236 218 326 200 366",
)
SHORT_LOOP = "M200 306C150 296 92 216 100 140C106 88 148 58 200 56S294 88 300 140C308 216 250 296 200 306"
LONG_LOOP = "M200 392C142 376 66 262 78 152C86 88 136 50 200 48S314 88 322 152C334 262 258 376 200 392"
# By the main colour: from the light to the dark of a pearl. Others are of sea water as it is.
PEARLS = {
    "black": ("#c9cbd0", "#7c7f88", "#4b4d57", "#2e2f38"),
    "blush": ("#fff6f2", "#f3d9d1", "#d5b0a6", "#a98177"),
}
CREAM = ("#fffdf8", "#f1e8dc", "#cdbfae", "#a39482")


@article("pendant", "pearl", "layered", "bar")
def necklace(p: Picture, style: str) -> None:
    p.stage("none", 0, tilt=0)
    STYLES[style](p)


def _chain(p: Picture, d: str, width: float, link: float) -> None:
    """Of links, of beads or smooth as a snake."""
    _, pale, middle, dark = p.metal(metal_of(p))
    kind = p.own_random.choice(("links", "links", "long", "beads", "snake"))
    if kind == "snake":
        lit = f'x="-.5" y="-.6" stroke-dasharray="{num(link * 5)} {num(link * 2)}"'
        p.strokes(d, Pen(dark, width * 0.9), Pen(middle, width * 0.7), Pen(pale, width * 0.3, 1, lit))
        return
    if kind == "beads":
        spaced = f'stroke-dasharray=".01 {num(width * 1.5)}"'
        p.strokes(
            d,
            Pen(dark, 1),
            Pen(dark, width * 1.4, 1, spaced),
            Pen(middle, width * 1.1, 1, spaced),
            Pen(pale, width * 0.5, 1, f'x="-.5" y="-.6" {spaced}'),
        )
        return
    link *= 1.9 if kind == "long" else 1
    between = f'stroke-dasharray="1.6 {num(link + 0.6)}" stroke-dashoffset="-{num(link + 0.2)}"'
    p.strokes(
        d,
        Pen(dark, width + 0.8, 1, f'stroke-dasharray="{num(link)} 2.2"'),
        Pen(middle, width, 1, f'stroke-dasharray="{num(link)} 2.2"'),
        Pen(
            pale, width * 0.4, 1, f'stroke-dasharray="{num(link / 2)} {num(link / 2 + 2.2)}" x="-.5" y="-.6"'
        ),
        Pen(dark, width * 0.5, 1, between),
    )


def _bail(p: Picture, y: float) -> None:
    """The ring that a pendant hangs on."""
    _, pale, middle, dark = p.metal(metal_of(p))
    p.stroke(circle(200, y, 4.6, 6), dark, 3.2)
    p.stroke(circle(200, y, 4.6, 6), middle, 2.2)
    p.stroke(f"M196 {y - 1}q0-4 3-5", pale, 1)


def _pearl(p: Picture) -> None:
    """Graded, and knotted one by one."""
    stops = list(zip((0, 0.4, 0.78, 1), PEARLS.get(p.colours.name, CREAM), strict=True))
    bead = p.define(
        f'<g id="{{id}}"><circle r="10" fill="url(#{p.gradient(stops, 0.36, 0.3, 0.72, kind="radial")})"/>'
        f'<ellipse cx="-3.4" cy="-4.2" rx="2.6" ry="1.8" transform="rotate(-40 -3.4 -4.2)" fill="#fff" '
        f'opacity=".8"/><path d="M5 6.5a8.5 8.5 0 0 0 3-5" fill="none" stroke="#fff" opacity=".35"/></g>'
    )
    grading = Grading(p.rng.choice((5.6, 8, 9.4, 6.6)), p.rng.choice((0, 4.6, 6)), p.rng.choice((1, 0.86)))
    shorter = Grading(grading.least, grading.more * 0.8, grading.length * 0.84)
    for strand in (grading, shorter) if p.rng.random() < 0.3 else (grading,):
        points = _strung(strand)
        p.stroke(spline(points), CREAM[2], 1.6)
        for x, y in points:
            scale = strand.size(y) / 10
            p.add(f'<use href="#{bead}" transform="translate({num(x)} {num(y)}) scale({scale:.2g})"/>')
    gradient, pale, _, dark = p.metal(metal_of(p))
    p.shape(rounded(188, 53, 24, 10, 5), f"url(#{gradient})")
    p.stroke(rounded(188, 53, 24, 10, 5), dark, 0.7, 0.6)
    p.stroke("M200 53v10", dark, 0.9, 0.7)
    p.stroke("M192 55.5h6", pale, 1, 0.9)


@dataclass(frozen=True, slots=True)
class Grading:
    """The radius of the smallest pearls, how much the largest has more, and how long the string is."""

    least: float
    more: float
    length: float

    def size(self, y: float) -> float:
        """The largest pearls are in front."""
        return self.least + self.more * (y - 58) / 350

    def place(self, angle: float) -> tuple[float, float]:
        """A point on the necklace, `angle` from its front."""
        down = 58 + 175 * self.length
        return 200 + 116 * sin(angle) * (1 - 0.1 * cos(angle)), down + 175 * self.length * cos(angle)


def _strung(grading: Grading) -> list[tuple[float, float]]:
    """Where each pearl lies, one touching the next, from the front one up both sides to the clasp."""
    side: list[tuple[float, float]] = []
    before, room = grading.place(0), 0.0
    for step in range(1, 1900):
        if room <= 0:
            side.append(before)
            room += 2 * grading.size(before[1]) + 0.5
        here = grading.place(step * pi / 2000)
        room -= dist(before, here)
        before = here
    return [*side, *((WIDTH - x, y) for x, y in reversed(side[1:]))]


def _pendant(p: Picture) -> None:
    rng = p.rng
    _chain(p, rng.choice(LOOPS), rng.choice((2.6, 3.4)), 5)
    _bail(p, 371)
    gem(p, 200, 376, rng.choice(tuple(CUTS.values())), rng.choice((0.8, 1, 1.2)))


def _layered(p: Picture) -> None:
    """Something small on the short chain, a medal or a stone on the long one."""
    rng = p.rng
    _chain(p, LONG_LOOP, 2.6, 4)
    _chain(p, SHORT_LOOP, 3.2, 5)
    upper = rng.choice(("stone", "bar", "beads"))
    if upper == "stone":
        _bail(p, 311)
        p.shape(circle(200, 323, 8), ball(p))
        p.shape(circle(200, 323, 5), facets(p, stone_of(p)))
        p.shape("M196 322q1-4 5-4z", "#fff", 0.6)
    elif upper == "bar":
        p.shape(rounded(178, 303, 44, 7, 3.4), f"url(#{p.metal(metal_of(p))[0]})")
    else:
        for x, y in ((170, 298), (185, 304), (200, 306), (215, 304), (230, 298)):
            p.shape(circle(x, y, 5), ball(p))
    _bail(p, 397)
    if rng.random() < 0.3:
        gem(p, 200, 402, rng.choice(tuple(CUTS.values())), 0.66)
    else:
        _medal(p)


def _medal(p: Picture) -> None:
    gradient, pale, _, dark = p.metal(metal_of(p))
    kind = p.rng.choice(("rays", "rays", "ring", "crescent", "leaf"))
    engraved = (Pen(dark, 1.2, 0.75), Pen(pale, 0.7, 0.9, 'x="-.7" y="-.7"'))
    if kind == "crescent":
        moon = "M212 402A26 26 0 1 0 224 440A21 21 0 1 1 212 402z"
        p.shape(moon, f"url(#{gradient})")
        p.strokes(moon, *engraved)
        return
    p.shape(circle(200, 427, 25, 26), f"url(#{gradient})")
    p.shape(circle(200, 427, 21, 22), f"url(#{p.gradient([(0, dark, 0.45), (1, pale, 0.5)], 0, 0, 1, 1)})")
    if kind == "ring":
        p.strokes(circle(200, 427, 16, 17), Pen(dark, 2, 0.8, 'stroke-dasharray=".01 5"'))
        p.shape(circle(200, 427, 6), facets(p, stone_of(p)))
    elif kind == "leaf":
        p.strokes(
            "M190 440Q198 424 212 412M197 430q-8-2-9-10 8 1 9 10zM202 423q0-8 8-11 1 8-8 11z", *engraved
        )
    else:
        turns = (ray * pi / 8 for ray in range(16))
        rays = "".join(
            f"M{num(200 + 7 * sin(a))} {num(427 - 7 * cos(a))}L{num(200 + 17 * sin(a))} "
            f"{num(427 - 17 * cos(a))}"
            for a in turns
        )
        p.strokes(rays, *engraved)
        p.strokes(circle(200, 427, 4), *engraved)


def _bar(p: Picture) -> None:
    """Upright, or held at both its ends."""
    _, pale, middle, dark = p.metal(metal_of(p))
    rng = p.rng
    loop, thick = rng.choice(LOOPS), rng.choice((2.9, 3.4))
    _chain(p, loop, thick, 5)
    across = rng.random() < 0.4
    long, wide = rng.choice((48, 66, 80)), rng.choice((8, 12, 16))
    if across:
        lit = p.gradient([(0, pale), (0.4, middle), (1, dark)])
        p.shape(rounded(200 - long / 2, 366 - wide / 2, long, wide, 2.4), f"url(#{lit})")
        p.stroke(f"M{num(202 - long / 2)} {num(367.2 - wide / 2)}h{long - 4}", pale, 1.2, 0.9)
        ends: tuple[float, ...] = (-1, 1)
        for side in ends:
            p.strokes(circle(200 + side * (long / 2 + 4), 364, 4), Pen(dark, 2.4), Pen(middle, 1.5))
        return
    _bail(p, 371)
    left = 200 - wide / 2
    polished = p.gradient(
        [(0, middle), (0.22, pale), (0.3, pale), (0.34, middle), (0.8, middle), (1, dark)], 0, 0, 1, 0
    )
    p.shape(rounded(left, 376, wide, long, 2.4), f"url(#{polished})")
    p.stroke(f"M{num(left + 1)} 378h{wide - 2}", pale, 1.6, 0.9)
    p.stroke(f"M{num(left + 1)} {375 + long}h{wide - 2}", dark, 1.4, 0.6)
    trim = rng.choice(("plain", "stone", "lines"))
    if trim == "stone":
        p.shape(circle(200, 366 + long, wide * 0.3), facets(p, stone_of(p)))
    elif trim == "lines":
        p.stroke(
            "".join(f"M{num(left + 2)} {y}l{wide - 4}-4" for y in range(392, 370 + long, 7)), dark, 1, 0.6
        )


STYLES: dict[str, Callable[[Picture], None]] = {
    "pendant": _pendant, "pearl": _pearl, "layered": _layered, "bar": _bar,
}  # fmt: skip
