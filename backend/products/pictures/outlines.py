"""Outlines from points: SVG path data on a tile of 400 by 500 units."""

from collections.abc import Sequence
from math import hypot
from random import Random

Point = tuple[float, ...]
"""x and y, and a third item where the outline turns sharply."""

Line = Sequence[Point]

WIDTH = 400


def num(value: float) -> str:
    """A number in as few characters as a picture needs."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def spline(points: Line, closed: bool = True, tension: float = 1.0) -> str:
    """A smooth (Catmull-Rom) path through the points, straight between two sharp ones."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(count - 1, max(0, index))]

    k = tension / 6
    path = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = at(index - 1), at(index), at(index + 1), at(index + 2)
        if len(start) > 2 and len(end) > 2:
            path.append(f"L{num(end[0])} {num(end[1])}")
            continue
        leaving = [
            start[axis]
            + ((end[axis] - start[axis]) * 2 * k if len(start) > 2 else (end[axis] - before[axis]) * k)
            for axis in (0, 1)
        ]
        coming = [
            end[axis]
            - ((end[axis] - start[axis]) * 2 * k if len(end) > 2 else (after[axis] - start[axis]) * k)
            for axis in (0, 1)
        ]
        path.append(f"C{' '.join(num(value) for value in (*leaving, *coming, end[0], end[1]))}")
    return "".join(path) + ("z" if closed else "")


def flip(points: Line) -> list[Point]:
    """The same points mirrored at the centre line, in reverse order."""
    return [(WIDTH - point[0], *point[1:]) for point in reversed(points)]


def wobble(rng: Random, points: Line, amount: float = 1.5) -> list[Point]:
    """The points, each a little off, so that no two sides are alike."""
    return [
        (x + rng.uniform(-amount, amount), y + rng.uniform(-amount, amount), *rest) for x, y, *rest in points
    ]


def leaf(x0: float, y0: float, x1: float, y1: float, bend: float, width: float) -> str:
    """A thin leaf from one point to another: the shape of a soft fold."""
    length = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / length, (x1 - x0) / length
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    a, b = bend + width, bend - width
    return (
        f"M{x0:.0f} {y0:.0f}Q{mx + nx * a:.0f} {my + ny * a:.0f} {x1:.0f} {y1:.0f}"
        f"Q{mx + nx * b:.0f} {my + ny * b:.0f} {x0:.0f} {y0:.0f}"
    )


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A rectangle with round corners."""
    r = min(radius, width / 2, height / 2)
    across, down = num(width - 2 * r), num(height - 2 * r)
    return (
        f"M{num(x + r)} {num(y)}h{across}q{num(r)} 0 {num(r)} {num(r)}v{down}q0 {num(r)} {num(-r)} {num(r)}"
        f"h{num(2 * r - width)}q{num(-r)} 0 {num(-r)} {num(-r)}"
        f"v{num(2 * r - height)}q0 {num(-r)} {num(r)} {num(-r)}z"
    )


def circle(cx: float, cy: float, rx: float, ry: float | None = None) -> str:
    """A circle, or with `ry` an ellipse."""
    ry = ry or rx
    return (
        f"M{num(cx - rx)} {num(cy)}a{num(rx)} {num(ry)} 0 1 0 {num(2 * rx)} 0"
        f"a{num(rx)} {num(ry)} 0 1 0 {num(-2 * rx)} 0z"
    )
