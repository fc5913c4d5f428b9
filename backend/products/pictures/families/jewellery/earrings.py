"""Earrings, both of a pair."""

from collections.abc import Callable
from math import cos, pi, sin, sqrt

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.jewellery.precious import ball, facets, metal_of, pear, stone_of
from backend.products.pictures.outlines import circle, num
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import Picture


@article("hoop", "drop", "disc", "huggie")
def earrings(p: Picture, style: str) -> None:
    p.stage("none", 0, tilt=0, top=100, bottom=420)
    for cx in (112, 288):
        STYLES[style](p, cx)


def _hoop(p: Picture, cx: int) -> None:
    """A tube, closed by its own wire at the top."""
    _, pale, middle, dark = p.metal(metal_of(p))
    cy, radius, width = 262, 84, 11
    p.stroke(f"M{cx - 10} {cy - radius - 4}q3-12 14-11q9 1 8 12", dark, 3)
    p.stroke(f"M{cx - 10} {cy - radius - 4}q3-12 14-11q9 1 8 12", middle, 1.8)
    d = circle(cx, cy, radius * 0.84, radius)
    shades = [(0, pale, 0.95), (0.3, middle, 0.2), (0.5, pale, 0.7), (0.75, dark, 0.5), (1, pale, 0.4)]
    p.strokes(
        d,
        Pen(dark, width + 1.4),
        Pen(middle, width),
        Pen(f"url(#{p.gradient(shades, 0, 0, 1, 1)})", width * 0.9),
        Pen(dark, width * 0.3, 0.5, f'x="2.2" y="2.2" filter="url(#{p.blur(1.1)})"'),
        Pen(
            "#fff",
            width * 0.26,
            0.85,
            f'stroke-dasharray="92 143 42 999" stroke-dashoffset="-10" x="-1.3" y="-1.3" '
            f'filter="url(#{p.blur(0.55)})"',
        ),
    )
    p.stroke(f"M{cx + 9} {cy - radius - 6}v11", dark, 1.2, 0.8)


def _huggie(p: Picture, cx: int) -> None:
    """A broad small hoop seen a little from its side, set with stones along the front."""
    _, pale, middle, dark = p.metal(metal_of(p))
    cy, rx, ry, wall = 256, 44, 66, 7
    far, near = cx - 16, cx + 16
    outer = f"M{far} {cy - ry}H{near}A{rx} {ry} 0 0 1 {near} {cy + ry}H{far}A{rx} {ry} 0 0 1 {far} {cy - ry}z"
    # Both rims have the same hole; one sees through where they overlap.
    ix, iy = rx - wall, ry - wall
    meet = iy * sqrt(1 - ((near - far) / 2 / ix) ** 2)
    top, bottom = num(cy - meet), num(cy + meet)
    through = f"M{cx} {top}A{ix} {iy} 0 0 1 {cx} {bottom}A{ix} {iy} 0 0 1 {cx} {top}z"
    lit = p.gradient([(0, dark), (0.1, middle), (0.24, pale), (0.42, middle), (1, dark)], 0, 0, 1, 0.2)
    p.shape(outer + through, f"url(#{lit})", 1, 'fill-rule="evenodd"')
    inner = f"M{cx} {top}A{ix} {iy} 0 1 1 {cx} {bottom}A{ix} {iy} 0 0 0 {cx} {top}z"
    p.shape(inner, f"url(#{p.gradient([(0, dark), (0.55, middle), (0.8, pale), (1, middle)])})")
    rim = circle(near, cy, rx, ry) + circle(near, cy, ix, iy)
    edge = p.gradient([(0, pale), (0.4, middle), (0.6, pale), (1, dark)], 0, 0, 1, 1)
    p.shape(rim, f"url(#{edge})", 1, 'fill-rule="evenodd"')
    p.stroke(circle(near, cy, ix, iy), dark, 0.8, 0.7)
    crystal = p.second if p.colours.two else tone("white")
    stops = [(0, "#fffdf8"), (0.4, crystal.base), (0.75, crystal.shade), (1, crystal.deep)]
    cut = f"url(#{p.gradient(stops, 0.35, 0.3, 0.8, kind='radial')})"
    for stone in range(-3, 4):
        angle = stone * 0.29
        x, y = cx - rx * cos(angle), cy + ry * sin(angle)
        size = 8 * cos(angle) ** 0.6
        p.shape(circle(x, y, size + 1.2, size + 1.4), dark)
        p.shape(circle(x, y, size, size + 0.2), cut)
        p.shape(f"M{num(x - 4)} {num(y)}L{num(x)} {num(y - 5)} {num(x + 2)} {num(y - 1)}z", "#fffdf8", 0.75)


def _drop(p: Picture, cx: int) -> None:
    _, _, middle, dark = p.metal(metal_of(p))
    hook = f"M{cx} 166C{cx - 4} 136 {cx + 22} 130 {cx + 22} 160"
    p.strokes(hook, Pen(dark, 2.8), Pen(middle, 1.7))
    p.shape(circle(cx, 176, 12), ball(p))
    p.stroke(f"M{cx} 187v46", dark, 3)
    p.stroke(f"M{cx - 0.3} 187v46", middle, 1.8)
    pear(p, cx, 230, 1.36)


def _disc(p: Picture, cx: int) -> None:
    _, pale, middle, dark = p.metal(metal_of(p))
    p.shape(circle(cx, 152, 14), ball(p))
    p.shape(circle(cx, 152, 9), facets(p, stone_of(p)))
    p.shape(f"M{cx - 6} 151q1-6 7-6z", "#fff", 0.55)
    beaten = f"url(#{p.gradient([(0, pale), (0.5, middle), (1, dark)], 0, 0, 1, 1)})"
    for y, radius in ((202, 27), (284, 50)):
        d = circle(cx, y, radius)
        p.shadow(d, dx=2, dy=4, radius=3, opacity=0.3)
        p.shape(d, beaten)
        p.add(f'<g clip-path="url(#{p.clip(d)})">')
        _dents(p, cx, y, radius)
        p.add("</g>")
        p.stroke(circle(cx, y, radius - 0.8), pale, 1.4, 0.75)
    for y in (170, 231):
        p.strokes(circle(cx, y, 4, 6.4), Pen(dark, 2.8), Pen(middle, 1.8))


def _dents(p: Picture, cx: int, cy: int, radius: int) -> None:
    """What a hammer left."""
    _, pale, _, dark = p.metal(metal_of(p))
    marks = ""
    for ring, count in ((0.08, 1), (0.46, 5), (0.84, 10)):
        for dent in range(count):
            angle = (dent + p.rng.uniform(-0.2, 0.2)) * 2 * pi / count
            x, y = cx + radius * ring * cos(angle), cy + radius * ring * sin(angle)
            marks += circle(x, y, radius * p.rng.uniform(0.19, 0.24))
    soft = f'filter="url(#{p.blur(radius * 0.045)})"'
    deep = radius * 0.05
    p.strokes(
        marks,
        Pen(dark, deep * 1.4, 0.24, f'x="-{num(deep * 0.5)}" y="-{num(deep * 0.6)}" {soft}'),
        Pen(pale, deep * 1.6, 0.42, f'x="{num(deep * 0.4)}" y="{num(deep * 0.5)}" {soft}'),
    )


STYLES: dict[str, Callable[[Picture, int], None]] = {
    "hoop": _hoop, "drop": _drop, "disc": _disc, "huggie": _huggie,
}  # fmt: skip
