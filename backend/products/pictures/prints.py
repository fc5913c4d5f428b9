"""What is printed on cloth in the second colour: one function a pattern."""

from collections.abc import Callable
from random import Random

from backend.products.pictures.canvas import Canvas
from backend.products.pictures.outlines import num
from backend.products.pictures.palette import Tone, oklch

Print = Callable[[Canvas, Tone, Tone, Random, float], str]
"""Canvas, main and second colour, what chooses the scale, degrees; returns the pattern's id."""

POLLEN = oklch(0.78, 0.12, 82)
# which, x, y, degrees, scale: blooms and buds in several sizes, or the cloth looks stamped
MEADOW = (
    ("bloom", 18, 19, 10, 1.05), ("bloom", 58, 36, 150, 0.8), ("bloom", 26, 64, 250, 0.7),
    ("bloom", 67, 74, 60, 1), ("bud", 42, 12, 40, 1), ("bud", 72, 12, -60, 0.8),
    ("bud", 10, 44, 190, 0.9), ("bud", 46, 60, -20, 0.9), ("bud", 44, 83, 100, 0.8),
)  # fmt: skip


def stripes(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    step, share = rng.choice([(15, 0.42), (22, 0.5), (11, 0.35), (30, 0.3)])
    line = f'<rect width="400" height="{num(step * share)}" fill="{second.base}"/>'
    return canvas.tile(400, step, line, angle, y=3)


def pinstripes(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    step = rng.choice([9, 12, 15])
    line = f'<rect width="{num(step * 0.16)}" height="400" fill="{second.base}"/>'
    return canvas.tile(step, 400, line, angle, x=200)


def check(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    step = rng.choice([22, 30, 40])
    half, thin, at = step * 0.5, num(step * 0.06), num(step * 0.72)
    crossing = (
        f'<g fill="{second.base}"><path opacity=".5" d="M0 0h{step}v{num(half)}H0z"/>'
        f'<path opacity=".5" d="M0 0h{num(half)}v{step}H0z"/></g><g fill="{main.deep}" opacity=".45">'
        f'<path d="M0 {at}h{step}v{thin}H0zM{at} 0h{thin}v{step}h-{thin}z"/></g>'
    )
    return canvas.tile(step, step, crossing, angle, x=200 - half / 2, y=10)


def dots(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    step, radius = rng.choice([(16, 2.3), (22, 3.6), (30, 6)])
    pair = "".join(
        f'<circle cx="{num(step * x)}" cy="{num(step * y)}" r="{radius}"/>'
        for x, y in ((0.25, 0.27), (0.75, 0.82))
    )
    return canvas.tile(step, step * 1.1, f'<g fill="{second.base}">{pair}</g>', angle)


def floral(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    leaf = main.light if main.lightness < 0.5 else main.deep
    petals = "".join(
        f'<ellipse rx="2.8" ry="4.4" transform="rotate({72 * i}) translate(0 -4.6)"/>' for i in range(5)
    )
    bloom = canvas.define(
        f'<g id="{{id}}"><path d="M5 4q9-1 12 7-9 1-12-7zM-5 3q-9-3-13 4 8 4 13-4z" fill="{leaf}" '
        f'opacity=".75"/><g fill="{second.base}">{petals}</g>'
        f'<g fill="{second.shade}" opacity=".6" transform="scale(.45)">{petals}</g>'
        f'<circle r="1.7" fill="{POLLEN}"/></g>'
    )
    bud = canvas.define(
        f'<g id="{{id}}"><path d="M0 2q-1 7 4 11M1 6q6-2 7-7-7 0-7 7z" fill="none" stroke="{leaf}" '
        f'stroke-width="1.2" opacity=".8"/><ellipse rx="2.4" ry="3.6" fill="{second.base}"/></g>'
    )
    flowers = {"bloom": bloom, "bud": bud}
    placed = "".join(
        f'<use href="#{flowers[which]}" transform="translate({x} {y}) rotate({turn}) scale({size})"/>'
        for which, x, y, turn, size in MEADOW
    )
    return canvas.tile(84, 90, placed, angle)


def geo(canvas: Canvas, main: Tone, second: Tone, rng: Random, angle: float) -> str:
    s = rng.choice([18, 24])
    diamond = (
        f'<path d="M{s / 2} {num(s * 0.12)}L{num(s * 0.8)} {s / 2} {s / 2} {num(s * 0.88)} {num(s * 0.2)} '
        f'{s / 2}z" fill="none" stroke="{second.base}" stroke-width="{num(s * 0.1)}"/>'
        f'<circle cx="0" cy="0" r="{num(s * 0.08)}" fill="{second.base}"/>'
    )
    return canvas.tile(s, s, diamond, angle)


PRINTS: dict[str, Print] = {each.__name__: each for each in (stripes, pinstripes, check, dots, floral, geo)}

PATTERNS = ("plain", "block", *PRINTS)
"""All patterns; `block`, large parts in the second colour, is each article's own matter."""
