"""Earrings, both of a pair."""

from collections.abc import Callable
from functools import partial
from math import cos, pi, sin, sqrt

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.jewellery.precious import CUTS, ball, facets, gem, metal_of, stone_of
from backend.products.pictures.outlines import circle, num
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import Picture

Pose = Callable[[int], None]
"""Draws one of the pair, round a vertical line at this x."""


@article("hoop", "drop", "disc", "huggie")
def earrings(p: Picture, style: str) -> None:
    p.stage("none", 0, tilt=0, top=100, bottom=420)
    wear = STYLES[style](p)
    for cx in (112, 288):
        wear(cx)


def _hoop(p: Picture) -> Pose:
    """A tube, round or long, smooth, twisted or beaded, closed by its own wire at the top."""
    _, pale, middle, dark = p.metal(metal_of(p))
    rng = p.rng
    radius, width = rng.choice((58, 70, 84, 90)), rng.choice((5, 8, 11, 17))
    # The larger, the narrower: both stay apart.
    narrow, kind = (
        min(72 / radius, rng.choice((0.98, 0.84, 0.66))),
        rng.choice(("smooth", "smooth", "twisted", "beaded")),
    )
    cy = 346 - radius
    shades = [(0, pale, 0.95), (0.3, middle, 0.2), (0.5, pale, 0.7), (0.75, dark, 0.5), (1, pale, 0.4)]

    def hang(cx: int) -> None:
        wire = f"M{cx - 10} {cy - radius - 4}q3-12 14-11q9 1 8 12"
        p.stroke(wire, dark, 3)
        p.stroke(wire, middle, 1.8)
        ring = circle(cx, cy, radius * narrow, radius)
        if kind == "beaded":
            spaced = f'stroke-dasharray=".01 {num(max(7, width) * 0.92)}"'
            for size, colour, up in ((1, dark, 0), (0.8, middle, 0), (0.34, pale, -1.2)):
                moved = f'{spaced} transform="translate({up} {up})"'
                p.stroke(ring, colour, max(7, width) * size, 1, moved)
            return
        p.strokes(
            ring,
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
        if kind == "twisted":
            flat = 'style="stroke-linecap:butt"'
            p.stroke(ring, dark, width, 0.5, f'{flat} stroke-dasharray="1.6 6"')
            p.stroke(
                ring, pale, width * 0.8, 0.6, f'{flat} stroke-dasharray="1.6 6" stroke-dashoffset="-2.4"'
            )
        p.stroke(f"M{cx + 9} {cy - radius - 6}v11", dark, 1.2, 0.8)

    return hang


def _huggie(p: Picture) -> Pose:
    """A broad small hoop seen a little from its side, with stones, ribs or nothing along the front."""
    front = p.rng.choice(("stones", "stones", "ribs", "plain", "one"))
    ry, broad = p.rng.choice((52, 66, 76)), p.rng.choice((9, 16, 22))
    return partial(_huggie_at, p, front, ry, broad)


def _huggie_at(p: Picture, front: str, ry: int, broad: int, cx: int) -> None:
    _, pale, middle, dark = p.metal(metal_of(p))
    cy, rx, wall = 256, round(ry * 0.67), 7
    far, near = cx - broad, cx + broad
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
    if front == "ribs":
        for rib in range(-5, 6):
            angle = rib * 0.24
            x, y = cx - rx * cos(angle), cy + ry * sin(angle)
            p.stroke(f"M{num(x - broad + 3)} {num(y)}h{2 * broad - 8}", dark, 1.6, 0.6)
            p.stroke(f"M{num(x - broad + 3)} {num(y + 1.8)}h{2 * broad - 8}", pale, 1.4, 0.8)
    if front in ("ribs", "plain"):
        return
    crystal = p.second if p.colours.two else tone("white")
    stops = [(0, "#fffdf8"), (0.4, crystal.base), (0.75, crystal.shade), (1, crystal.deep)]
    cut = f"url(#{p.gradient(stops, 0.35, 0.3, 0.8, kind='radial')})"
    for stone in range(-3, 4) if front == "stones" else (0,):
        angle = stone * 0.29
        x, y = cx - rx * cos(angle), cy + ry * sin(angle)
        size = 8 * cos(angle) ** 0.6
        p.shape(circle(x, y, size + 1.2, size + 1.4), dark)
        p.shape(circle(x, y, size, size + 0.2), cut)
        p.shape(f"M{num(x - 4)} {num(y)}L{num(x)} {num(y - 5)} {num(x + 2)} {num(y - 1)}z", "#fffdf8", 0.75)


def _drop(p: Picture) -> Pose:
    """A stone on a wire, from a hook or a stud."""
    _, _, middle, dark = p.metal(metal_of(p))
    rng = p.rng
    cut, scale = rng.choice(tuple(CUTS.values())), rng.choice((1, 1.2, 1.36))
    long, hooked = rng.choice((10, 46, 74)), rng.random() < 0.6
    y = 176

    def hang(cx: int) -> None:
        if hooked:
            hook = f"M{cx} {y - 10}C{cx - 4} {y - 40} {cx + 22} {y - 46} {cx + 22} {y - 16}"
            p.strokes(hook, Pen(dark, 2.8), Pen(middle, 1.7))
        p.shape(circle(cx, y, 12 if hooked else 15), ball(p))
        if not hooked:
            p.shape(circle(cx, y, 9), facets(p, stone_of(p)))
            p.shape(f"M{cx - 6} {y - 1}q1-6 7-6z", "#fff", 0.55)
        p.stroke(f"M{cx} {y + 11}v{long}", dark, 3)
        p.stroke(f"M{cx - 0.3} {y + 11}v{long}", middle, 1.8)
        gem(p, cx, y + 8 + long, cut, scale)

    return hang


def _disc(p: Picture) -> Pose:
    """Discs one below another, beaten or smooth."""
    _, pale, middle, dark = p.metal(metal_of(p))
    rng = p.rng
    discs = rng.choice(
        (((202, 27), (284, 50)), ((222, 52),), ((188, 18), (234, 24), (296, 34)), ((206, 34), (272, 28)))
    )
    beaten_by_hand, stone = rng.random() < 0.65, rng.random() < 0.6
    lit = f"url(#{p.gradient([(0, pale), (0.5, middle), (1, dark)], 0, 0, 1, 1)})"

    def hang(cx: int) -> None:
        p.shape(circle(cx, 152, 14), ball(p))
        if stone:
            p.shape(circle(cx, 152, 9), facets(p, stone_of(p)))
            p.shape(f"M{cx - 6} 151q1-6 7-6z", "#fff", 0.55)
        above = 166
        for y, radius in discs:
            d = circle(cx, y, radius)
            p.shadow(d, dx=2, dy=4, radius=3, opacity=0.3)
            p.shape(d, lit)
            if beaten_by_hand:
                p.add(f'<g clip-path="url(#{p.clip(d)})">')
                _dents(p, cx, y, radius)
                p.add("</g>")
            else:
                p.stroke(circle(cx, y, radius * 0.62), dark, 1, 0.5)
                p.stroke(circle(cx - 0.6, y - 0.8, radius * 0.62), pale, 1, 0.8)
            p.stroke(circle(cx, y, radius - 0.8), pale, 1.4, 0.75)
            joint = (above + y - radius) / 2
            p.strokes(circle(cx, joint, 4, 6.4), Pen(dark, 2.8), Pen(middle, 1.8))
            above = y + radius

    return hang


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


STYLES: dict[str, Callable[[Picture], Pose]] = {
    "hoop": _hoop, "drop": _drop, "disc": _disc, "huggie": _huggie,
}  # fmt: skip
