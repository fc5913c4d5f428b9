"""How a skirt falls from the waist: which way it swings, and the flutes of its hem."""

from dataclasses import dataclass, field

from backend.products.pictures.outlines import Point, num, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Fold, Picture


def accent(p: Picture) -> Tone | None:
    """What small parts are made of: the second colour in the pattern `block`."""
    return p.second if p.pattern == "block" else None


@dataclass
class Drape:
    """From the waist, `waist` wide from the centre line at y `top`, to the hem, `wide` at y `bottom`.

    The hem lies up to `swing` to a side, and one of its ends lower by as much as `slant`. It has `flutes`
    that are `deep`, and hangs lower in the middle by `flare`.
    """

    p: Picture
    waist: float
    wide: float
    top: float
    bottom: float
    swing: float = 20
    slant: float = 6
    flare: float = 14
    flutes: int = 7
    deep: float = 6
    valleys: list[float] = field(init=False)

    def __post_init__(self) -> None:
        rng = self.p.rng
        side = rng.choice((-1, 1))
        self.aside = side * self.swing * rng.uniform(0.35, 1)
        self.lower = side * self.slant * rng.uniform(-0.4, 1)
        widths = [rng.uniform(0.45, 1.6) for _ in range(self.flutes)]
        shares = [sum(widths[: i + 1]) / sum(widths) for i in range(self.flutes - 1)]
        self.valleys = [1 - 2 * share for share in shares]

    def place(self, x: float, y: float) -> Point:
        """Where a point of a skirt that hangs straight lies in this one."""
        down = max(0, (y - self.top) / (self.bottom - self.top))
        return x + self.aside * down**1.5, y + self.lower * down * (x - 200) / self.wide

    def placed(self, points: list[Point]) -> list[Point]:
        """The same of an outline."""
        return [(*self.place(point[0], point[1])[:2], *point[2:]) for point in points]

    def curve(self, *points: tuple[float, float]) -> str:
        """A quadratic curve on the skirt from the first of three points to the last."""
        (x0, y0), (x1, y1), (x2, y2) = (self.place(x, y)[:2] for x, y in points)
        return f"M{num(x0)} {num(y0)}Q{num(x1)} {num(y1)} {num(x2)} {num(y2)}"

    def hem_at(self, share: float) -> float:
        """The y of the hem, without flutes, at a share of its width: 1 on the right, -1 on the left."""
        return self.bottom - 10 + self.flare * (1 - share * share)

    def hem(self) -> list[Point]:
        """From right to left, between the ends; still to be placed."""
        points: list[Point] = []
        for before, valley, after in zip(
            [1, *self.valleys[:-1]], self.valleys, [*self.valleys[1:], -1], strict=True
        ):
            depth = self.deep * self.p.rng.uniform(0.3, 1.2) * min(1, (before - after) * 1.6)
            points.append((200 + self.wide * valley, self.hem_at(valley) - depth))
            if after != -1:
                lobe = (valley + after) / 2
                points.append((200 + self.wide * lobe, self.hem_at(lobe) + 2))
        return points

    def behind(self, high: float = 40) -> None:
        """The inside of the back, seen where the hem rises or up to `high` in a slit."""
        shares = (0.985, 0.6, 0.2, -0.2, -0.6, -0.985)
        edge: list[Point] = [(200 + self.wide * k, self.hem_at(k) - 1.5) for k in shares]
        up: list[Point] = [
            (200 - self.wide * 0.8, self.bottom - high, 1),
            (200 + self.wide * 0.8, self.bottom - high, 1),
        ]
        ends: list[Point] = [(*edge[0], 1), *edge[1:-1], (*edge[-1], 1)]
        self.p.shape(spline(self.placed([*ends, *up])), self.p.main.deep)

    def falls(self, high: float = 0.12, low: float = 0.6, width: float = 6) -> list[Fold]:
        """Folds up from the hem's valleys, ending between those shares of the height below the waist."""
        r, folds = self.p.rng.uniform, []
        for valley in self.valleys:
            end = r(high, low)
            reach = self.waist + (self.wide - self.waist) * end**1.3
            x0, y0, *_ = self.place(200 + self.wide * valley, self.bottom + 8)
            x1, y1, *_ = self.place(
                200 + reach * valley * 0.95 + r(-5, 5), self.top + (self.bottom - self.top) * end
            )
            bend = (8 if valley > 0 else -8) + self.aside * 0.25
            folds.append((x0, y0, x1, y1, bend, width * r(0.6, 1.25)))
        return folds

    def width_at(self, y: float) -> float:
        """Half the width there, as far as the skirt is a cone."""
        return self.waist + (self.wide - self.waist) * (y - self.top) / (self.bottom - self.top)

    def gathers(self, y: float, length: float) -> list[Fold]:
        """Short folds below a seam that gathers the cloth."""
        r, count, reach = self.p.rng.uniform, 11, self.width_at(y)
        folds: list[Fold] = []
        for i in range(count):
            share = 0.94 - 1.88 * i / (count - 1) + r(-0.04, 0.04)
            x0, y0, *_ = self.place(200 + reach * share, y + 6 * (1 - share * share))
            x1, y1, *_ = self.place(200 + reach * share * 1.14, y + length * r(0.6, 1.5))
            folds.append((x0, y0, x1, y1, r(-2, 2), r(2.4, 4.2)))
        return folds

    def tier(self, y: float) -> None:
        """The seam from which the cloth is gathered; draw it within the skirt's outline."""
        reach = self.width_at(y) + 12
        d = spline([self.place(200 + reach * k, y + 9 * (1 - k * k)) for k in (1, 0.5, 0, -0.5, -1)], False)
        self.p.stroke(
            d, self.p.main.deep, 7, 0.38, f'transform="translate(0 4)" filter="url(#{self.p.blur(2.4)})"'
        )
        self.p.seam(d, None, 1.3, 0.7)
