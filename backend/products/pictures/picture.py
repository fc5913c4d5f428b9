"""One product's picture: pieces of material, lit from the top left, and what holds them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from backend.products.pictures.canvas import Canvas, Pen
from backend.products.pictures.colours import Colours
from backend.products.pictures.outlines import circle, leaf, num
from backend.products.pictures.palette import Tone
from backend.products.pictures.prints import PRINTS
from backend.products.pictures.weaves import weave as woven

Fold = tuple[float, float, float, float, float, float]
"""From x and y to x and y, how far it bends, how wide it is."""

Material = Literal["cloth", "knit", "grain", "leather", "none"]
Metal = Literal["gold", "silver", "gun", "rose"]

METALS: dict[Metal, tuple[str, str, str]] = {
    "gold": ("#f6e6bd", "#c9a35c", "#7d5a27"),
    "silver": ("#fbfbfa", "#b9bbbd", "#6b6d70"),
    "gun": ("#8f9092", "#56575a", "#2b2c2e"),
    "rose": ("#f8ddcf", "#cf9a80", "#84533f"),
}

# On a print, folds are neutral so that both of its colours darken alike.
NEUTRAL = ("#14121c", "#fff", 0.5)


@dataclass(frozen=True, slots=True)
class Staging:
    """How the finished thing is shown.

    `material` and `strength` choose its crumple or grain, `tilt` turns it (degrees). `squash` is a scale of
    height and the line that stays where it is, `widen` one of width. `pair` shows the thing twice, so many
    units apart. The finishing works only between the lines `top` and `bottom`, which should hold the thing
    closely.
    """

    material: Material = "cloth"
    strength: float = 1.0
    tilt: float = 0.0
    squash: tuple[float, float] | None = None
    widen: float = 1
    pair: float = 0
    top: float = 0
    bottom: float = 500


class Picture(Canvas):
    """`rng` is what makes two pictures of one article differ; the same seed draws the same picture."""

    def __init__(self, key: str, colours: Colours, pattern: str, rng: Random) -> None:
        super().__init__(key)
        self.colours = colours
        self.pattern = pattern
        self.rng = rng
        self._own = rng.randrange(2**32)
        self.staging = Staging(tilt=rng.uniform(-1, 1))

    @property
    def main(self) -> Tone:
        """The main colour."""
        return self.colours.main

    @property
    def second(self) -> Tone:
        """The second colour, that of prints and contrasting parts."""
        return self.colours.second

    @property
    def own_random(self) -> Random:
        """Random choices that are the same for every piece of this picture."""
        return Random(self._own)

    def stage(self, material: Material, strength: float = 1.0, **how: Any) -> None:
        """Say how the thing is shown; `how` are fields of `Staging`. What isn't said stays as it was."""
        kept = {"tilt": self.staging.tilt} | how
        self.staging = Staging(material, strength, **kept)

    def printed(self, angle: float = 0) -> str | None:
        """The id of this picture's print; None when it has none."""
        draw = PRINTS.get(self.pattern)
        return draw(self, self.main, self.second, self.own_random, angle) if draw else None

    def piece(
        self,
        d: str,
        tone: Tone | None = None,
        print_angle: float | None = None,
        weave: str | None = None,
        *,
        weave_angle: float = 0,
        folds: Sequence[Fold] = (),
        edge: float = 1.0,
        soft: float = 2.5,
        form: tuple[float, float, float, float] = (0, 0, 1, 0.35),
        volume: float = 1.0,
        inside: str = "",
    ) -> None:
        """One panel of material, clipped to its outline `d`.

        Base colour, print, weave and `inside` are shaded by one gradient of strength `volume` along `form`,
        then by blurred edges (which give thickness) and folds.
        """
        tone = tone or self.main
        clip = self.clip(d)
        use = f'<use href="#{clip}p" '
        layers = [_cover(tone.base)]
        printed = None if print_angle is None else self.printed(print_angle)
        if printed:
            layers.append(_cover(f"url(#{printed})"))
        if weave:
            layers.append(_cover(f"url(#{woven(self, weave, tone, weave_angle)})"))
        layers.append(inside)
        dark, pale, ink = NEUTRAL if printed else (tone.deep, tone.light, _ink(tone))
        middle = dark if printed else tone.shade
        light = self.gradient(
            [
                (0, pale, 0.55 * volume * ink),
                (0.38, pale, 0),
                (0.58, middle, 0),
                (1, dark, 0.5 * volume * ink),
            ],
            *form,
        )
        layers.append(use + f'fill="url(#{light})"/>')
        marks = ""
        if edge:
            marks += (
                f'{use}fill="none" stroke="{dark}" stroke-width="{num(9 * edge)}" opacity="{0.55 * ink:.2g}" '
                f'x="-1.5" y="-2"/>{use}fill="none" stroke="{pale}" stroke-width="{num(4 * edge)}" '
                f'opacity="{0.5 * min(1, ink + 0.2):.2g}" x="3.5" y="4"/>'
            )
        if folds:
            lit = 0.22 if printed else 0.6 * min(1, ink + 0.2)
            raised, fallen = ("".join(side(*fold) for fold in folds) for side in (_lit_side, leaf))
            marks += (
                f'<path d="{raised}" fill="{pale}" opacity="{lit:.2g}"/>'
                f'<path d="{fallen}" fill="{dark}" opacity="{0.5 * ink:.2g}"/>'
            )
        if marks:
            layers.append(f'<g filter="url(#{self.blur(soft)})">{marks}</g>')
        if tone.lightness < 0.42:  # a lit rim keeps dark panels apart
            layers.append(
                f'{use}fill="none" stroke="{tone.light}" stroke-width="2.2" opacity=".5" x=".6" y=".8"/>'
            )
        self.add(f'<g clip-path="url(#{clip})">{"".join(layers)}</g>')

    def seam(self, d: str, tone: Tone | None = None, width: float = 1.1, opacity: float = 0.6) -> None:
        """A pressed seam: a dark line with a lit lip below it."""
        tone = tone or self.main
        self.strokes(
            d,
            Pen(tone.light, width, opacity * 0.8, 'x=".9" y="1.1"'),
            Pen(tone.deep, width, opacity),
        )

    def gloss(self, within: str, marks: Iterable[Fold], opacity: float = 0.5, radius: float = 4) -> None:
        """Windows mirrored softly in something smooth: leaves of light within an outline."""
        d = "".join(leaf(*mark) for mark in marks)
        self.add(
            f'<g clip-path="url(#{self.clip(within)})"><path d="{d}" fill="#fff" opacity="{opacity:.2g}" '
            f'filter="url(#{self.blur(radius)})"/></g>'
        )

    def stitch(
        self, d: str, colour: str | None = None, width: float = 1, opacity: float = 0.75, dash: str = "3.4 2"
    ) -> None:
        """Visible thread along a line."""
        self.stroke(d, colour or self.main.line, width, opacity, f'stroke-dasharray="{dash}"')

    def band(self, d: str, tone: Tone | None = None, width: float = 12, rib: float = 2.2) -> None:
        """A ribbed strip along a line (cuff, hem, neckband); `rib` 0 makes it plain."""
        tone = tone or self.main
        flat = 'style="stroke-linecap:butt;stroke-linejoin:round"'
        pens = [Pen(tone.base, width, 1, flat)]
        if rib:
            dark = f'{flat} stroke-dasharray="{num(rib * 0.45)} {num(rib * 0.95)}"'
            pale = (
                f'{flat} stroke-dasharray="{num(rib * 0.4)} {num(rib)}" stroke-dashoffset="{num(rib * 0.7)}"'
            )
            pens += [Pen(tone.deep, width, 0.3, dark), Pen(tone.light, width, 0.3, pale)]
        below = f'y="{num(width * 0.36)}" filter="url(#{self.blur(1.2)})"'
        self.strokes(d, *pens, Pen(tone.deep, width * 0.35, 0.22, below))

    def metal(self, kind: Metal = "gold") -> tuple[str, str, str, str]:
        """A gradient's id, and the metal's pale, middle and dark colours."""
        pale, middle, dark = METALS[kind]
        stops = [(0, pale), (0.35, middle), (0.55, pale), (0.8, middle), (1, dark)]
        return self.gradient(stops, 0, 0, 1, 1), pale, middle, dark

    def button(self, x: float, y: float, radius: float, tone: Tone) -> None:
        """One with four holes."""
        k = radius * 0.3
        holes = "".join(circle(a * k, b * k, max(0.45, radius * 0.13)) for a in (-1, 1) for b in (-1, 1))
        sheen = self.gradient([(0, tone.light, 0.9), (0.5, tone.base, 0), (1, tone.deep, 0.8)], 0, 0, 1, 1)
        one = self.define(
            f'<g id="{{id}}"><circle cx=".6" cy="1" r="{radius}" fill="#1b1510" opacity=".35"/>'
            f'<circle r="{radius}" fill="{tone.base}"/><circle r="{radius}" fill="url(#{sheen})"/>'
            f'<path d="{holes}" fill="{tone.deep}"/></g>'
        )
        self.add(f'<use href="#{one}" x="{num(x)}" y="{num(y)}"/>')

    def floor(self, cx: float, cy: float, rx: float, ry: float, opacity: float = 0.34) -> None:
        """The shadow on the floor of a thing that stands; such a thing casts none behind it."""
        self.ground.append(
            f'<ellipse cx="{num(cx + 4)}" cy="{num(cy + ry * 0.4)}" rx="{num(rx * 1.04)}" '
            f'ry="{num(ry * 1.5)}" fill="#3a2f26" opacity="{opacity * 0.5:.2g}" '
            f'filter="url(#{self.blur(10)})"/>'
            f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{num(rx)}" ry="{num(ry * 0.5)}" '
            f'fill="#1f1812" opacity="{opacity:.2g}" filter="url(#{self.blur(3.2)})"/>'
        )


def _cover(paint: str) -> str:
    return f'<rect width="400" height="500" fill="{paint}"/>'


def _ink(tone: Tone) -> float:
    """Folds at full strength make white cloth look dirty."""
    if tone.lightness > 0.9:
        return 0.55
    return 0.8 if tone.lightness > 0.75 else 1


def _lit_side(x0: float, y0: float, x1: float, y1: float, bend: float, width: float) -> str:
    dx, dy = -width * 0.8 - 1, -width * 0.5 - 1
    return leaf(x0 + dx, y0 + dy, x1 + dx, y1 + dy, bend, width * 0.7)
