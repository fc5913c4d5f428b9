"""What trousers, jeans and shorts share: the back of the waist, two legs, waistband and fly."""

from dataclasses import dataclass, field
from math import atan2, degrees, pi, sin
from random import Random

from backend.products.pictures.outlines import Point, num, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Fold, Picture


@dataclass(frozen=True, slots=True)
class LegCut:
    """Measures in units of the tile, widths from the centre line; `knee` and `hem` are outer and inner."""

    waist: float = 76
    hip: float = 97
    top: float = 42
    crotch: float = 156
    bottom: float = 462
    knee: tuple[float, float] = (98, 16)
    hem: tuple[float, float] = (97, 30)

    @property
    def long(self) -> bool:
        """Whether they go below the knee."""
        return self.bottom - self.crotch > 180


@dataclass(frozen=True, slots=True)
class Leg:
    """How one leg lies: its foot so far to the right, its knee bowed outwards, its hem higher by `lift`."""

    foot: float = 0
    knee: float = 0
    lift: float = 0


@dataclass(frozen=True, slots=True)
class Stance:
    """How a pair lies; `left_over` says which leg is drawn last."""

    right: Leg
    left: Leg
    left_over: bool = True


def stance(rng: Random, cut: LegCut) -> Stance:
    """One of the ways in which a pair is laid out: even, apart, to a side, with a bent leg or crossed."""
    much, side, left_over = rng.uniform(0.7, 1.2), rng.choice((-1, 1)), rng.random() < 0.5
    if not cut.long:
        foot, lift = 7 * much, rng.uniform(-5, 5)
        return Stance(Leg(side * foot, 3, lift), Leg(side * foot * 0.4, 3, -lift), left_over)
    outer, inner = cut.hem
    meet = inner + (outer - inner) * rng.uniform(0.2, 0.45)
    bent, straight = Leg(-side * 3 * much, 8 * much, 13 * much), Leg(side * 8 * much, 1, -1)
    # The leg on top is the one that is moved; the other one hangs almost straight.
    over, under = meet * 1.45, meet * 0.45
    kinds = {
        "even": (Leg(4 * much), Leg(-2 * much, 0, 3 * much)),
        "apart": (Leg(13 * much, 0, 2), Leg(-11 * much, 1, 5 * much)),
        "aside": (Leg(side * 20 * much, 0, side * 4), Leg(side * 15 * much, 2, -side * 4)),
        "bent": (bent, straight) if side > 0 else (straight, bent),
        "crossed": (
            Leg(-(under if left_over else over), 0, -1 if left_over else 6 * much),
            Leg(over if left_over else under, 0, 6 * much if left_over else -1),
        ),
    }
    # Crossed wide legs look like a skirt.
    last = "crossed" if outer - inner < 75 else "apart"
    right, left = kinds[rng.choice(("even", "apart", "aside", "bent", last, last))]
    return Stance(right, left, left_over)


@dataclass
class Legs:
    """Draws the back and both legs at once. `worn` denim (weave twill) is paler on thighs and knees."""

    p: Picture
    cut: LegCut = field(default_factory=LegCut)
    weave: str | None = None
    crease: bool = False
    worn: bool = False

    def __post_init__(self) -> None:
        self.outlines: list[str] = []
        self.stance = stance(self.p.rng, self.cut)
        self._back()
        for left in (False, True) if self.stance.left_over else (True, False):
            self._leg(left)

    def place(self, x: float, y: float, left: bool) -> Point:
        """Where a point of the right leg lies, or its like on the left one, as the pair is laid out."""
        cut, leg = self.cut, self.stance.left if left else self.stance.right
        x = 400 - x if left else x
        down = min(1, max(0, (y - cut.crotch) / (cut.bottom - cut.crotch)))
        outwards = -1 if left else 1
        middle = 200 + outwards * sum(cut.hem) / 2
        # The hem stays square to the leg.
        turned = (x - middle) * leg.foot / (cut.bottom - cut.crotch) * down
        return (
            x + leg.foot * down**1.3 + outwards * leg.knee * sin(pi * down) ** 2,
            y - leg.lift * down - turned,
        )

    def curve(self, left: bool, *points: tuple[float, float], shift: float = 0) -> str:
        """A quadratic curve on one leg from the first of three points to the last."""
        (x0, y0), (x1, y1), (x2, y2) = (self.place(x, y, left)[:2] for x, y in points)
        at = [num(value) for value in (x0 - shift, y0, x1 - shift, y1, x2 - shift, y2)]
        return f"M{at[0]} {at[1]}Q{' '.join(at[2:])}"

    def _back(self) -> None:
        p, waist, top = self.p, self.cut.waist, self.cut.top
        back = spline(
            [
                (200 - waist + 2, top + 2, 1),
                (200, top - 5),
                (200 + waist - 2, top + 2, 1),
                (200 + waist, top + 20),
                (200, top + 28),
                (200 - waist, top + 20),
            ]
        )
        p.shape(back, p.main.shade)
        p.shape(back, f"url(#{p.gradient([(0, p.main.deep, 0.5), (1, p.main.deep, 1)])})")
        p.shape(rounded(186, top + 1, 28, 9, 1), "#e9e2d6" if p.main.lightness < 0.8 else "#4a4440", 0.9)

    def _leg(self, left: bool) -> None:
        p, cut = self.p, self.cut
        folds = [self._placed(fold, left) for fold in self._folds()]
        points = [(*self.place(x, y, left), *rest) for x, y, *rest in self._outline()]
        d = spline(points)
        if self.outlines:
            p.shadow(d, dx=0, dy=3, radius=4, opacity=0.34, within=self.outlines[0])
        # Stripes and cords follow the leg, not all the way, for the hip is straight.
        foot = (self.stance.left if left else self.stance.right).foot
        lean = -0.65 * degrees(atan2(foot, cut.bottom - cut.crotch))
        p.piece(
            d,
            None,
            lean + (2 if left else -2),
            self.weave,
            weave_angle=lean,
            folds=folds,
            inside=self._wear(left) if self.weave == "twill" else "",
            form=(0, 0.1, 1, 0.2),
            volume=0.9,
        )
        self.outlines.append(d)
        if self.crease:
            (hx, hi), middle = cut.hem, (cut.crotch + cut.bottom) / 2
            line = (
                (200 + cut.hip * 0.5, cut.top + 60),
                (200 + cut.hip * 0.56, middle),
                (200 + (hx + hi) / 2, cut.bottom),
            )
            p.stroke(self.curve(left, *line), p.main.deep, 1.2, 0.4)
            p.stroke(self.curve(left, *line, shift=1.4), p.main.light, 1.2, 0.7)

    def _placed(self, fold: Fold, left: bool) -> Fold:
        x0, y0, x1, y1, bend, width = fold
        (x0, y0), (x1, y1) = self.place(x0, y0, left)[:2], self.place(x1, y1, left)[:2]
        return x0, y0, x1, y1, -bend if left else bend, width

    def _outline(self) -> list[Point]:
        cut, r = self.cut, self.p.rng.uniform
        waist, hip, top, crotch, bottom = cut.waist, cut.hip, cut.top, cut.crotch, cut.bottom
        (kx, ki), (hx, hi) = cut.knee, cut.hem
        middle = (crotch + bottom) / 2
        return [
            (200 + waist, top + 3, 1),
            (200 + waist + 8, top + 28),
            (200 + hip, crotch - 36),
            (200 + hip + 2, crotch + 20),
            (200 + kx + r(-2, 2), middle),
            (200 + hx + r(-2, 2), bottom - 3, 1),
            (200 + (hx + hi) / 2, bottom + 2),
            (200 + hi, bottom - 1, 1),
            (200 + ki, middle),
            (204, crotch + 10),
            (200, crotch - 4, 1),
            (199, top + 14, 1),
            (200 + waist * 0.5, top + 10),
        ]

    def _folds(self) -> list[Fold]:
        """Some of the folds that a leg may have, for both with all of them look stamped."""
        rng = self.p.rng
        return [
            (x0, y0, x1 + rng.uniform(-7, 7), y1 + rng.uniform(-7, 7), bend, width * rng.uniform(0.7, 1.25))
            for x0, y0, x1, y1, bend, width in self._all_folds()
            if rng.random() < 0.78
        ]

    def _all_folds(self) -> list[Fold]:
        cut, r = self.cut, self.p.rng.uniform
        hip, crotch, bottom = cut.hip, cut.crotch, cut.bottom
        (kx, ki), (hx, hi) = cut.knee, cut.hem
        middle = (crotch + bottom) / 2
        folds: list[Fold] = [
            (204, crotch - 2, 200 + hip * 0.62, crotch - 20 + r(-5, 5), 6, 3.4),
            (204, crotch + 4, 200 + hip * 0.72, crotch + 22 + r(-5, 5), -7, 4),
            (200 + hip - 2, crotch - 10, 200 + hip * 0.55, crotch + 12, 6, 3),
        ]
        if not cut.long:
            return [
                *folds,
                (200 + hx * 0.45, bottom, 200 + hip * 0.5, crotch + 10, 6, 5),
                (200 + hx * 0.8, bottom, 200 + hip * 0.8, crotch - 10, 7, 4),
            ]
        folds += [
            (200 + ki + 3, middle + 2, 200 + kx * 0.72, middle - 12 + r(-4, 4), 6, 3.4),
            (200 + kx - 2, middle + 8, 200 + kx * 0.55, middle + 26 + r(-4, 4), 6, 3.2),
            (200 + ki + 3, middle + 34, 200 + kx * 0.66, middle + 22, 5, 3),
            (200 + hx - 4, bottom - 26, 200 + hx * 0.62, bottom - 16, 5, 3),
            (200 + hi + 3, bottom - 34, 200 + hx * 0.7, bottom - 44, 5, 2.6),
        ]
        if not self.crease:
            folds.append((200 + hip * 0.74, crotch + 24, 200 + hip * 0.62, middle - 20, 8, 4.4))
        return folds

    def _wear(self, left: bool) -> str:
        cut = self.cut
        middle, x = (cut.crotch + cut.bottom) / 2, 200 + cut.hip * 0.52
        spots = [(cut.crotch + 46, 20, 62), *([(middle + 12, 19, 34)] if cut.long else [])]
        ellipses = ""
        for y, rx, ry in spots:
            cx, cy, *_ = self.place(x, y, left)
            ellipses += f'<ellipse cx="{num(cx)}" cy="{num(cy)}" rx="{rx}" ry="{ry}"/>'
        return (
            f'<g filter="url(#{self.p.blur(11)})" fill="{self.p.main.light}" '
            f'opacity="{0.62 if self.worn else 0.3}">{ellipses}</g>'
        )

    def turn_up(self, height: float, tone: Tone | None = None) -> None:
        """Hems folded up to show the inside in `tone`."""
        p, (hx, hi), y = self.p, self.cut.hem, self.cut.bottom
        middle = (hx + hi) / 2
        for left in (False, True) if self.stance.left_over else (True, False):
            cuff: list[Point] = [
                (200 + hx + 2.5, y - height - 3, 1),
                (200 + hx + 2, y - 3, 1),
                (200 + middle, y + 3),
                (200 + hi - 2, y, 1),
                (200 + hi - 2.5, y - height, 1),
                (200 + middle, y - height + 3),
            ]
            d = spline([(*self.place(x, down, left), *rest) for x, down, *rest in cuff])
            p.shadow(d, dx=0.5, dy=-2.5, radius=2, opacity=0.3, within="".join(self.outlines))
            p.piece(d, tone, 2 if left else -2, self.weave, edge=0.5, soft=1.8, volume=0.6)

    def band_line(self, depth: float) -> str:
        """A line round the waistband, so far below its upper edge."""
        w, y = self.cut.waist, self.cut.top + depth
        return spline(
            [
                (200 - w - depth * 0.18, y + 1),
                (200 - w * 0.5, y + 8),
                (200, y + 10),
                (200 + w * 0.5, y + 8),
                (200 + w + depth * 0.18, y + 1),
            ],
            False,
        )

    def waistband(
        self,
        height: float = 19,
        *,
        loops: bool = True,
        weave: str | None = None,
    ) -> None:
        """Over the legs, with belt loops."""
        p, w, y = self.p, self.cut.waist, self.cut.top
        band = spline(
            [
                (200 - w, y + 2, 1),
                (200 - w * 0.5, y + 9),
                (200, y + 11),
                (200 + w * 0.5, y + 9),
                (200 + w, y + 2, 1),
                (200 + w + 3.5, y + height, 1),
                (200 + w * 0.5, y + height + 9),
                (200, y + height + 11),
                (200 - w * 0.5, y + height + 9),
                (200 - w - 3.5, y + height, 1),
            ]
        )
        p.shadow(band, dx=1, dy=3, radius=2.4, opacity=0.35, within="".join(self.outlines))
        p.piece(band, None, 0, weave, edge=0.5, soft=2, volume=0.6)
        if loops:
            for share in (-0.78, -0.4, 0.4, 0.78):
                d = rounded(200 + w * share - 3.5, y + 4 + (1 - abs(share)) * 8, 7, height - 1, 1.4)
                p.shadow(d, dx=1.4, dy=1.6, radius=1, opacity=0.4)
                p.shape(d, p.main.base)
                p.shape(d, p.main.light, 0.4)
                p.stroke(d, p.main.deep, 0.7, 0.5)

    def fly(self, length: float = 62, *, thread: str | None = None) -> None:
        """The seam in front, and the curve beside it with visible `thread` where there is one."""
        p, y = self.p, self.cut.top
        p.seam(f"M200 {y + 28}L200 {self.cut.crotch - 3}", None, 1.4, 0.85)
        d = f"M217 {y + 29}L216 {y + length}Q215 {y + length + 16} 201 {y + length + 20}"
        p.seam(d, None, 0.9, 0.35)
        if thread:
            p.stitch(d, thread)
            inner = f"M213 {y + 29}L212 {y + length}Q211 {y + length + 12} 201 {y + length + 16}"
            p.stitch(inner, thread)
