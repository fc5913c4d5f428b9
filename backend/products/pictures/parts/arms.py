"""How sleeves lie: shoulders and elbows that turn, so that no two garments share one pose."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians, sin
from random import Random

from backend.products.pictures.outlines import Line, Point, flip
from backend.products.pictures.picture import Fold


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees, of the left arm and of the right: outwards at the shoulder, and inwards at the elbow."""

    raised: tuple[float, float] = (0, 0)
    bent: tuple[float, float] = (0, 0)


def pose(
    rng: Random,
    raised: tuple[float, float] = (-5, 1),
    bent: tuple[float, float] = (0, 20),
    folded: float = 0.0,
) -> Pose:
    """A chance pose: angles between those given.

    With the chance `folded` an arm is laid on the front, seldom both.
    """
    shoulders = (rng.uniform(*raised), rng.uniform(*raised))
    elbows = [rng.uniform(*bent), rng.uniform(*bent)]
    if rng.random() < folded:
        first = rng.randrange(2)
        elbows[first] = rng.uniform(50, 78)
        if rng.random() < 0.15:
            elbows[1 - first] = rng.uniform(48, 62)
    return Pose(shoulders, (elbows[0], elbows[1]))


@dataclass(frozen=True, slots=True)
class Arm:
    """The right arm's joints, and how far each is turned (degrees, clockwise as SVG has it)."""

    shoulder: tuple[float, float]
    elbow: tuple[float, float]
    pit: float
    raised: float = 0
    bent: float = 0

    def at(self, point: Point) -> Point:
        """Where a point of the hanging sleeve comes to lie."""
        x, y, *corner = point
        (_, top), (_, joint) = self.shoulder, self.elbow
        x, y = _turn(x, y, self.elbow, self.bent * _ease((y - joint + 26) / 52))
        x, y = _turn(x, y, self.shoulder, -self.raised * _ease((point[1] - top) / (self.pit - top)))
        return (x, y, *corner)

    def at_forearm(self, point: Point) -> Point:
        """The same for a point that turns wholly with the forearm, though it be above the elbow."""
        x, y, *corner = point
        x, y = _turn(x, y, self.elbow, self.bent)
        x, y = _turn(x, y, self.shoulder, -self.raised)
        return (x, y, *corner)

    def fold(self, fold: Fold) -> Fold:
        """Where a fold comes to lie."""
        x0, y0, x1, y1, bend, width = fold
        start, end = self.at((x0, y0)), self.at((x1, y1))
        return (start[0], start[1], end[0], end[1], bend, width)


@dataclass(slots=True)
class Panel:
    """One panel of a sleeve and its folds, and how far print and weave are turned in it."""

    outline: list[Point]
    folds: list[Fold]
    turn: float
    weave_turn: float

    def mirrored(self) -> "Panel":
        """The other arm's."""
        return Panel(flip(self.outline), mirrored_folds(self.folds), -self.turn, -self.weave_turn)


@dataclass(slots=True)
class Sleeve:
    """One arm: its panels from the shoulder down, and the line on which its cuff lies.

    `ridge` is what of a long one catches the light: the middle of the upper arm, and of the forearm.
    """

    panels: list[Panel]
    cuff: list[Point]
    ridge: list[Point] = field(default_factory=list)

    def mirrored(self) -> "Sleeve":
        """The other arm."""
        return Sleeve(
            [panel.mirrored() for panel in self.panels],
            flip(self.cuff),
            [(400 - x, y) for x, y in self.ridge],
        )


def mirrored(x: float, left: bool) -> float:
    """`x`, or for the left half its mirror image."""
    return 400 - x if left else x


def mirrored_folds(folds: Sequence[Fold]) -> list[Fold]:
    """The folds of the other half."""
    return [(400 - x0, y0, 400 - x1, y1, -bend, width) for x0, y0, x1, y1, bend, width in folds]


def inset(line: Line, up: float, trim: float = 0) -> list[Point]:
    """A cuff's line moved `up` the sleeve, and shortened by `trim` at both ends."""
    (x0, y0, *_), (x1, y1, *_) = line[0], line[-1]
    length = hypot(x1 - x0, y1 - y0) or 1
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    moved: list[Point] = [(x + uy * up, y - ux * up) for x, y, *_ in line]
    (ax, ay), (bx, by) = moved[0], moved[-1]
    return [(ax + ux * trim, ay + uy * trim), *moved[1:-1], (bx - ux * trim, by - uy * trim)]


def _turn(x: float, y: float, pivot: tuple[float, float], degrees: float) -> tuple[float, float]:
    if not degrees:
        return x, y
    dx, dy, c, s = x - pivot[0], y - pivot[1], cos(radians(degrees)), sin(radians(degrees))
    return pivot[0] + dx * c - dy * s, pivot[1] + dx * s + dy * c


def _ease(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
