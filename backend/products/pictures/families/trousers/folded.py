"""Long trousers folded lengthwise: half of the front, one leg on the other."""

from dataclasses import dataclass, replace

from backend.products.pictures.outlines import Point, num, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.legs import LegCut
from backend.products.pictures.picture import Fold, Picture

SCALE = 1.28
MIDDLE = 44
"""Folded, they are narrow: widths from the fly are enlarged, and this one is put at the tile's middle."""


@dataclass
class Folded:
    """Draws both legs and the waistband at once."""

    p: Picture
    cut: LegCut
    weave: str | None = None
    crease: bool = False
    turn_up: Tone | None = None

    def __post_init__(self) -> None:
        rng = self.p.rng
        # As they lie, the leg comes straight down below the hip.
        (kx, ki), (hx, hi) = self.cut.knee, self.cut.hem
        self.cut = replace(self.cut, knee=(kx - 5, ki - 7), hem=(hx - 9, hi - 15))
        self.mirrored = rng.random() < 0.5
        self.peek = rng.uniform(6, 11), rng.uniform(-5, 7)
        self._legs()
        self._waistband()

    def at(self, across: float, y: float) -> tuple[float, float]:
        """The point so far from the fly."""
        x = 200 + (across - MIDDLE) * SCALE
        return (400 - x if self.mirrored else x), y

    def line(self, *points: tuple[float, float]) -> str:
        """A curve through points given by their distance from the fly."""
        return spline([self.at(*point) for point in points], False)

    def _outline(self) -> list[Point]:
        cut = self.cut
        (kx, ki), (hx, hi), middle = cut.knee, cut.hem, (cut.crotch + cut.bottom) / 2
        half: list[Point] = [
            (1, cut.top + 12, 1),
            (cut.waist * 0.5, cut.top + 10),
            (cut.waist, cut.top + 3, 1),
            (cut.waist + 8, cut.top + 30),
            (cut.hip, cut.crotch - 36),
            (cut.hip + 1, cut.crotch + 20),
            (kx, middle),
            (hx, cut.bottom - 3, 1),
            ((hx + hi) / 2, cut.bottom + 1),
            (hi, cut.bottom, 1),
            (ki, middle),
            (-2, cut.crotch + 46),
            (-13, cut.crotch + 4, 1),
            (-3, cut.crotch - 34),
        ]
        return [(*self.at(across, y), *rest) for across, y, *rest in half]

    def _legs(self) -> None:
        p, cut, r = self.p, self.cut, self.p.rng.uniform
        outline, (dx, dy) = self._outline(), self.peek
        aside = dx if self.mirrored else -dx
        under = spline([(x + aside, y + dy if y > cut.crotch else y + 2, *rest) for x, y, *rest in outline])
        back = [(2, cut.top + 12, 1), (cut.waist * 0.5, cut.top - 3), (cut.waist, cut.top + 4, 1)]
        back += [(cut.waist * 0.5, cut.top + 22)]
        inside = spline([(*self.at(across, y), *rest) for across, y, *rest in back])
        p.shape(inside, p.main.shade)
        p.shape(inside, p.main.deep, 0.7)
        x, y = self.at(cut.waist * 0.5, cut.top + 1)
        p.shape(rounded(x - 13, y, 26, 9, 1), "#e9e2d6" if p.main.lightness < 0.8 else "#4a4440", 0.9)
        p.piece(under, None, 1, self.weave, volume=0.9)
        p.shape(under, p.main.deep, 0.16)
        self.outline = spline(outline)
        p.shadow(self.outline, dx=0, dy=2, radius=4, opacity=0.4, within=under)
        folds: list[Fold] = [
            self._fold(-10, cut.crotch + 2, cut.hip * 0.5, cut.crotch - 16 + r(-8, 8), 7, 4),
            self._fold(-6, cut.crotch + 14, cut.hip * 0.62, cut.crotch + 34 + r(-8, 8), -7, 4.4),
            self._fold(cut.hip - 2, cut.crotch - 14, cut.hip * 0.5, cut.crotch + 8 + r(-8, 8), 6, 3.4),
            self._fold(cut.knee[1], 306 + r(-9, 9), cut.knee[0] * 0.7, 292 + r(-9, 9), 6, 4),
            self._fold(cut.knee[0], 330 + r(-9, 9), cut.knee[0] * 0.5, 346 + r(-9, 9), 6, 3.6),
            self._fold(cut.hem[0] - 3, cut.bottom - 40, cut.hem[0] * 0.6, cut.bottom - 26 + r(-6, 6), 5, 3),
        ]
        worn = ""
        if self.weave == "twill":
            x, _ = self.at(cut.hip * 0.5, 0)
            worn = (
                f'<g filter="url(#{p.blur(12)})" fill="{p.main.light}" opacity=".5">'
                f'<ellipse cx="{num(x)}" cy="{cut.crotch + 60}" rx="24" ry="90"/></g>'
            )
        p.piece(
            self.outline, None, 1, self.weave, folds=folds, inside=worn, form=(0, 0.1, 1, 0.2), volume=0.9
        )
        if self.crease:
            (hx, hi), middle = cut.hem, (cut.crotch + cut.bottom) / 2
            crease = self.line(
                (cut.hip * 0.5, cut.top + 60), (sum(cut.knee) / 2, middle), ((hx + hi) / 2, cut.bottom)
            )
            p.seam(crease, None, 1.2, 0.5)
        if self.turn_up:
            self._turn_up(self.turn_up)

    def _fold(self, x0: float, y0: float, x1: float, y1: float, bend: float, width: float) -> Fold:
        return *self.at(x0, y0), *self.at(x1, y1), -bend if self.mirrored else bend, width

    def _turn_up(self, tone: Tone) -> None:
        p, (hx, hi), y = self.p, self.cut.hem, self.cut.bottom
        points = [(hx + 1.5, y - 23, 1), (hx + 1.5, y - 3, 1), ((hx + hi) / 2, y + 2), (hi - 1.5, y, 1)]
        points += [(hi - 1.5, y - 20, 1), ((hx + hi) / 2, y - 19)]
        d = spline([(*self.at(across, down), *rest) for across, down, *rest in points])
        p.shadow(d, dx=0.5, dy=-2.5, radius=2, opacity=0.3, within=self.outline)
        p.piece(d, tone, 1, self.weave, edge=0.5, soft=1.8, volume=0.6)

    def _waistband(self) -> None:
        p, w, y = self.p, self.cut.waist, self.cut.top
        edge: list[Point] = [(-2, y + 12, 1), (w * 0.5, y + 9), (w, y + 2, 1)]
        edge += [(w + 3, y + 22, 1), (w * 0.5, y + 30), (-2, y + 33, 1)]
        band = spline([(*self.at(across, down), *rest) for across, down, *rest in edge])
        p.shadow(band, dx=1, dy=3, radius=2.4, opacity=0.35, within=self.outline)
        p.piece(band, None, 0, self.weave, edge=0.5, soft=2, volume=0.6)
        for across in (w * 0.42, w * 0.84):
            x, top = self.at(across, y + 6 + (1 - across / w) * 5)
            d = rounded(x - 4, top, 8, 22, 1.4)
            p.shadow(d, dx=1.4, dy=1.6, radius=1, opacity=0.4)
            p.shape(d, p.main.base)
            p.shape(d, p.main.light, 0.4)
            p.stroke(d, p.main.deep, 0.7, 0.5)

    def fly(self, thread: str | None = None) -> None:
        """The curve beside the front edge."""
        y = self.cut.top
        d = self.line((16, y + 34), (15, y + 78), (9, y + 92), (-1, y + 98))
        self.p.seam(d, None, 0.9, 0.45)
        if thread:
            self.p.stitch(d, thread)
