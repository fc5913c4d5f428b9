"""The right sleeve of a garment, short or long, as its arm lies; the left one is its mirror image."""

from dataclasses import dataclass
from itertools import pairwise
from math import radians, tan
from random import Random

from backend.products.pictures.outlines import Point
from backend.products.pictures.parts.arms import Arm, Panel, Sleeve
from backend.products.pictures.picture import Fold

FOLDED = 45
"""From this angle at the elbow a sleeve is two panels, for a print turns with the forearm."""

# How far the arm has left the shoulder at each depth below it.
REACH = ((0, 0), (44, 27), (140, 45), (250, 54), (310, 58), (420, 62))


@dataclass(frozen=True, slots=True)
class Armhole:
    """Where a sleeve begins: `cap` on the shoulder line, the end of the shoulder, and the armpit.

    `head` is how far out a long sleeve is soon below the shoulder.
    """

    cap: Point
    x: float
    top: float
    chest: float
    pit: float
    head: float

    @property
    def seam(self) -> list[Point]:
        """From the armpit up to the cap."""
        return [(self.chest - 5, self.pit, 1), (self.x - 12, (self.top + self.pit) / 2 + 6)]

    @property
    def pivot(self) -> tuple[float, float]:
        """What the arm turns round."""
        return (self.x - 8, (self.top + self.pit) / 2)

    def short(self, rng: Random, out: float, angle: float, raised: float) -> Sleeve:
        """One that is `out` wide of the shoulder; its print lies at `angle`."""
        x, top, chest, pit = self.x, self.top, self.chest, self.pit
        end = pit + 42 + rng.uniform(-1.5, 1.5)
        arm = Arm(self.pivot, (x, 500), pit, raised)
        free: list[Point] = [
            (x + 4, top + 4),
            (x + 28, top + 36),
            (x + out, end - 20, 1),
            (chest + 5, end + 3, 1),
        ]
        seam: list[Point] = [(chest - 3, pit, 1), self.seam[1]]
        folds: list[Fold] = [
            (x - 4, pit - 22, x + 36, end - 26, 8, 4),
            (x + 4, top + 30, x + 40, end - 30, 7, 3),
        ]
        cuff: list[Point] = [(chest + 5, end + 1), (x + out * 0.5 + 6, end - 5), (x + out - 2, end - 19.5)]
        panel = Panel(
            [self.cap, *map(arm.at, free), *seam],
            [arm.fold(fold) for fold in folds],
            -angle - raised,
            -7 - raised,
        )
        return Sleeve([panel], [arm.at(point) for point in cuff])

    def long(self, rng: Random, end: float, width: float, cuff: float, raised: float, bent: float) -> Sleeve:
        """One down to the y `end`, `width` wide there, that has a cuff `cuff` wide."""
        x, top, pit, r = self.x, self.top, self.pit, rng.uniform
        bend, end = r(-4, 4), end + r(-3, 3)
        span = end - top
        hand = x + self._reach(span)
        wide = (width + (310 - span) * 0.04) * (0.92 if bent >= FOLDED else 1)
        elbow = top + span * 0.42
        folds: list[Fold] = [
            (x - 2, pit - 26, x + 32, pit + 20, 8, 4.5),
            (x + 8, top + 30, x + 38, pit + 16, 8, 4),
            (x + 12, elbow, x + 44, elbow + 20 + r(-8, 8), 6, 4),
            (x + 8, elbow + 22, x + 40, elbow + 52 + r(-8, 8), 7, 3.6),
            (hand - 8, end - span * 0.36, hand - wide, end - span * 0.28, -6, 3.4),
            (hand - 36, end - 36, hand - 8, end - 54, -6, 3.2),
            (hand - 40, end - 14, hand - 12, end - 26, -5, 3),
        ]
        outer = (x + self._reach(span * 0.45) + bend, top + span * 0.45)
        inner = (self.chest - 2, pit + (end - pit) * 0.25)
        arm = Arm(self.pivot, ((outer[0] + inner[0]) / 2, outer[1]), pit, raised, bent)
        upper: list[Point] = [(x + 4, top + 4), (x + self.head, top + 44)]
        forearm: list[Point] = [
            (x + self._reach(span * 0.8), top + span * 0.8),
            (hand, end, 1),
            (hand - wide, end + 4, 1),
            (hand - wide - 6 + 11 * (1 - span / 310), end - (end - pit) * 0.38),
        ]
        if bent < FOLDED:
            turn = -7 - raised
            outline = [self.cap, *map(arm.at, [*upper, outer, *forearm, inner]), *self.seam]
            panels = [Panel(outline, [arm.fold(fold) for fold in folds], turn, turn)]
        else:
            panels = self._folded(arm, upper, forearm, (outer[0] - inner[0]) / 2, folds)
        line = [(hand - wide - 0.5, end - cuff / 2 + 2), (hand + 0.5, end - cuff / 2 - 1)]
        return Sleeve(
            panels, [arm.at(point) for point in line], self._ridge(arm, (hand - wide * 0.5, end - 30))
        )

    def _folded(
        self, arm: Arm, upper: list[Point], forearm: list[Point], half: float, folds: list[Fold]
    ) -> list[Panel]:
        """Upper arm and forearm, each twice `half` wide; the elbow's crease is between them."""
        jx, jy = arm.elbow
        above = Arm(arm.shoulder, arm.elbow, arm.pit, arm.raised)
        slope = half * tan(radians(arm.bent / 2))
        tip, crook = above.at((jx + half * 0.86, jy + slope * 0.86)), above.at((jx - half, jy - slope))
        under_forearm = above.at((jx - half * 0.3, jy + slope * 0.7))
        outer = above.at((jx + half, jy - 10))
        creases = [
            _crease(crook, above.at((jx + half * 0.7, jy - 26)), 5),
            _crease(crook, arm.at_forearm((jx + half * 0.7, jy + 26)), -5),
        ]
        turn = -7 - arm.raised
        return [
            Panel(
                [self.cap, *map(above.at, upper), outer, tip, under_forearm, crook, *self.seam],
                [*(above.fold(fold) for fold in folds[:2]), creases[0]],
                turn,
                turn,
            ),
            Panel(
                [(*tip, 1), *map(arm.at_forearm, forearm), (*crook, 1)],
                [*(arm.fold(fold) for fold in folds[4:]), creases[1]],
                turn + arm.bent,
                turn + arm.bent,
            ),
        ]

    def _ridge(self, arm: Arm, wrist: Point) -> list[Point]:
        jx, jy = arm.elbow
        above = Arm(arm.shoulder, arm.elbow, arm.pit, arm.raised)
        return [
            above.at((self.x + 6, self.top + 42)),
            above.at((jx - 1, jy - 22)),
            arm.at_forearm((jx + 1, jy + 20)),
            arm.at_forearm(wrist),
        ]

    def _reach(self, depth: float) -> float:
        """How far out of the shoulder the arm is, so far below it."""
        flatter = (REACH[1][1] - self.head) * 0.5
        line = (REACH[0], (44, self.head), (140, REACH[2][1] - flatter), *REACH[3:])
        for (d0, x0), (d1, x1) in pairwise(line):
            if depth <= d1:
                return x0 + (x1 - x0) * (depth - d0) / (d1 - d0)
        return line[-1][1]


def _crease(start: Point, end: Point, bend: float) -> Fold:
    return (start[0], start[1], end[0], end[1], bend, 4)
