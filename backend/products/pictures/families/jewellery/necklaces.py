"""Necklaces, lying closed."""

from collections.abc import Callable
from math import cos, dist, pi, sin

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.jewellery.precious import ball, facets, metal_of, pear, stone_of
from backend.products.pictures.outlines import WIDTH, circle, num, rounded, spline
from backend.products.pictures.picture import Picture

LOOP = "M200 366C150 350 78 250 88 150C94 92 140 58 200 56S306 92 312 150C322 250 250 350 200 366"
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
    _, pale, middle, dark = p.metal(metal_of(p))
    between = f'stroke-dasharray="1.6 {link + 0.6}" stroke-dashoffset="-{link + 0.2}"'
    p.strokes(
        d,
        Pen(dark, width + 0.8, 1, f'stroke-dasharray="{link} 2.2"'),
        Pen(middle, width, 1, f'stroke-dasharray="{link} 2.2"'),
        Pen(pale, width * 0.4, 1, f'stroke-dasharray="{link * 0.5} {link * 0.5 + 2.2}" x="-.5" y="-.6"'),
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
    points = _strung()
    p.stroke(spline(points), CREAM[2], 1.6)
    for x, y in points:
        p.add(f'<use href="#{bead}" transform="translate({num(x)} {num(y)}) scale({_size(y) / 10:.2g})"/>')
    gradient, pale, _, dark = p.metal(metal_of(p))
    p.shape(rounded(188, 53, 24, 10, 5), f"url(#{gradient})")
    p.stroke(rounded(188, 53, 24, 10, 5), dark, 0.7, 0.6)
    p.stroke("M200 53v10", dark, 0.9, 0.7)
    p.stroke("M192 55.5h6", pale, 1, 0.9)


def _size(y: float) -> float:
    """The largest pearls are in front."""
    return 5.6 + 4.6 * (y - 58) / 350


def _strung() -> list[tuple[float, float]]:
    """Where each pearl lies, one touching the next, from the front one up both sides to the clasp."""
    side: list[tuple[float, float]] = []
    before, room = _place(0), 0.0
    for step in range(1, 1900):
        if room <= 0:
            side.append(before)
            room += 2 * _size(before[1]) + 0.5
        here = _place(step * pi / 2000)
        room -= dist(before, here)
        before = here
    return [*side, *((WIDTH - x, y) for x, y in reversed(side[1:]))]


def _place(angle: float) -> tuple[float, float]:
    """A point on the necklace, `angle` from its front."""
    return 200 + 116 * sin(angle) * (1 - 0.1 * cos(angle)), 233 + 175 * cos(angle)


def _pendant(p: Picture) -> None:
    _chain(p, LOOP, 3.4, 5)
    _bail(p, 371)
    pear(p, 200, 376)


def _layered(p: Picture) -> None:
    """A bead on the short chain, a medal on the long one."""
    gradient, pale, _, dark = p.metal(metal_of(p))
    _chain(p, LONG_LOOP, 2.6, 4)
    _chain(p, SHORT_LOOP, 3.2, 5)
    _bail(p, 311)
    p.shape(circle(200, 323, 8), ball(p))
    p.shape(circle(200, 323, 5), facets(p, stone_of(p)))
    p.shape("M196 322q1-4 5-4z", "#fff", 0.6)
    _bail(p, 397)
    p.shape(circle(200, 427, 25, 26), f"url(#{gradient})")
    p.shape(circle(200, 427, 21, 22), f"url(#{p.gradient([(0, dark, 0.45), (1, pale, 0.5)], 0, 0, 1, 1)})")
    rays = "".join(
        f"M{num(200 + 7 * sin(a))} {num(427 - 7 * cos(a))}L{num(200 + 17 * sin(a))} {num(427 - 17 * cos(a))}"
        for a in (ray * pi / 8 for ray in range(16))
    )
    p.strokes(rays, Pen(dark, 1.2, 0.75), Pen(pale, 0.7, 0.9, 'x="-.7" y="-.7"'))
    p.strokes(circle(200, 427, 4), Pen(dark, 1.2, 0.75), Pen(pale, 0.7, 0.9, 'x="-.7" y="-.7"'))


def _bar(p: Picture) -> None:
    _, pale, middle, dark = p.metal(metal_of(p))
    _chain(p, LOOP, 3.2, 5)
    _bail(p, 371)
    polished = p.gradient(
        [(0, middle), (0.22, pale), (0.3, pale), (0.34, middle), (0.8, middle), (1, dark)], 0, 0, 1, 0
    )
    p.shape(rounded(192, 376, 16, 66, 2.4), f"url(#{polished})")
    p.shape("M192 379l8 6 8-6v-1q0-2-2-2h-12q-2 0-2 2z", pale, 0.8)
    p.shape("M192 440l8-6 8 6q0 2-2 2h-12q-2 0-2-2z", dark, 0.55)


STYLES: dict[str, Callable[[Picture], None]] = {
    "pendant": _pendant, "pearl": _pearl, "layered": _layered, "bar": _bar,
}  # fmt: skip
