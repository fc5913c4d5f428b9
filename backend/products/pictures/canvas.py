"""A picture's definitions and marks: what SVG needs, each definition made once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from backend.products.pictures.outlines import num

Stop = tuple[float, str] | tuple[float, str, float]
"""Offset, colour, opacity."""

INK = "#1d1712"


class Pen(NamedTuple):
    """How a line is drawn; `extra` are further attributes."""

    colour: str
    width: float = 1.2
    opacity: float = 1
    extra: str = ""

    def __str__(self) -> str:
        faint = f' opacity="{self.opacity:.2g}"' if self.opacity < 1 else ""
        return f'fill="none" stroke="{self.colour}" stroke-width="{num(self.width)}"{faint} {self.extra}'


class Canvas:
    """Collects markup. `key` begins every id, so that two pictures in one document share none."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.definitions: list[str] = []
        self.body: list[str] = []
        self.ground: list[str] = []
        self.metalwork: list[str] = []
        self._known: dict[str, str] = {}

    def define(self, content: str) -> str:
        """Store markup holding {id}, and return that id; the same markup gets the same id."""
        if content not in self._known:
            self._known[content] = f"{self.key}{len(self._known)}"
            self.definitions.append(content.replace("{id}", self._known[content]))
        return self._known[content]

    def blur(self, radius: float) -> str:
        """A filter."""
        return self.define(
            '<filter id="{id}" x="-80" y="-80" width="560" height="660" filterUnits="userSpaceOnUse">'
            f'<feGaussianBlur stdDeviation="{num(radius)}"/></filter>'
        )

    def gradient(
        self,
        stops: Sequence[Stop],
        x1: float = 0,
        y1: float = 0,
        x2: float = 0,
        y2: float = 1,
        kind: str = "linear",
    ) -> str:
        """A gradient from one corner to another; a radial one round (x1, y1) with the radius x2."""
        marks = ""
        for offset, colour, *rest in stops:
            opacity = rest[0] if rest else 1
            faint = f' stop-opacity="{opacity:.2g}"' if opacity < 1 else ""
            marks += f'<stop offset="{num(offset)}" stop-color="{colour}"{faint}/>'
        if kind == "radial":
            return self.define(
                f'<radialGradient id="{{id}}" cx="{x1}" cy="{y1}" r="{x2}">{marks}</radialGradient>'
            )
        return self.define(
            f'<linearGradient id="{{id}}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{marks}</linearGradient>'
        )

    def tile(
        self, width: float, height: float, content: str, angle: float = 0, x: float = 0, y: float = 0
    ) -> str:
        """A pattern of these tiles, turned by `angle` degrees."""
        turn = f' patternTransform="rotate({num(angle)} 200 250)"' if angle else ""
        return self.define(
            f'<pattern id="{{id}}" x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}" '
            f'patternUnits="userSpaceOnUse"{turn}>{content}</pattern>'
        )

    def clip(self, d: str) -> str:
        """A clip path; its outline itself has the same id with a p behind."""
        return self.define(f'<clipPath id="{{id}}"><path id="{{id}}p" d="{d}"/></clipPath>')

    def add(self, markup: str) -> None:
        """On top of what there is."""
        self.body.append(markup)

    @contextmanager
    def hardware(self) -> Iterator[None]:
        """What is drawn inside goes on top, untouched by crumple and grain."""
        body, self.body = self.body, self.metalwork
        try:
            yield
        finally:
            self.body = body

    def shape(self, d: str, fill: str, opacity: float = 1, extra: str = "") -> None:
        """A filled outline."""
        faint = f' opacity="{opacity:.2g}"' if opacity < 1 else ""
        self.add(f'<path d="{d}" fill="{fill}"{faint} {extra}/>')

    def stroke(self, d: str, colour: str, width: float = 1.2, opacity: float = 1, extra: str = "") -> None:
        """A drawn line."""
        self.add(f'<path d="{d}" {Pen(colour, width, opacity, extra)}/>')

    def strokes(self, d: str, *pens: Pen) -> None:
        """Several strokes over one line."""
        line = self.define(f'<path id="{{id}}" d="{d}"/>')
        self.add("".join(f'<use href="#{line}" {pen}/>' for pen in pens))

    def shadow(
        self,
        d: str,
        colour: str = INK,
        dx: float = 3,
        dy: float = 5,
        radius: float = 5,
        opacity: float = 0.3,
        within: str | None = None,
    ) -> None:
        """A soft shadow of an outline, cast on what lies below: on all of it, or `within` an outline."""
        mark = (
            f'<use href="#{self.clip(d)}p" x="{dx}" y="{dy}" fill="{colour}" opacity="{opacity:.2g}" '
            f'filter="url(#{self.blur(radius)})"/>'
        )
        self.add(f'<g clip-path="url(#{self.clip(within)})">{mark}</g>' if within else mark)
