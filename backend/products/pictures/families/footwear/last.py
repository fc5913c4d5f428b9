"""The form that a shoe is built on: the same pieces make it longer or rounder at the toe, lower or higher."""

from dataclasses import dataclass
from random import Random

from backend.products.pictures.outlines import Line, Point, spline

TOE = 150
"""Where the toe ends and the instep begins."""


@dataclass(frozen=True, slots=True)
class Last:
    """Above `sole` the toe is lower by the share `slope`, above `collar` all is `rise` times as high."""

    sole: float
    collar: float
    reach: float = 0
    slope: float = 0
    rise: float = 1

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plain shoe lies on this one."""
        share = min(1.0, max(0.0, (TOE - x) / (TOE - 35))) ** 1.5
        y -= max(0.0, self.sole - y) * -self.slope * share
        y -= max(0.0, self.collar - y) * (self.rise - 1)
        return x - self.reach * share, y

    def line(self, points: Line) -> list[Point]:
        """The same points on this last."""
        return [(*self.at(x, y), *corner) for x, y, *corner in points]

    def outline(self, points: Line, closed: bool = True) -> str:
        """A smooth path through the points, on this last."""
        return spline(self.line(points), closed)


def chosen(
    rng: Random,
    sole: float,
    collar: float,
    reach: tuple[float, float],
    slope: tuple[float, float],
    rise: tuple[float, float],
) -> Last:
    """A last between these limits: the longer its toe, the lower it is."""
    pointed = rng.random()
    return Last(
        sole,
        collar,
        reach[0] + (reach[1] - reach[0]) * pointed,
        slope[0] + (slope[1] - slope[0]) * pointed,
        rng.uniform(*rise),
    )
