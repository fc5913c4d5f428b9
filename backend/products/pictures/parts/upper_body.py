"""What everything worn above the waist shares: body, back of the neck, sleeves and hem."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import Line, Point, flip, rounded, spline, wobble
from backend.products.pictures.palette import Tone, oklch
from backend.products.pictures.palette import tone as colour
from backend.products.pictures.parts.arms import Panel, Pose, Sleeve
from backend.products.pictures.parts.fit import fit
from backend.products.pictures.parts.sleeves import Armhole
from backend.products.pictures.picture import Fold, Material, Picture
from backend.products.pictures.prints import PRINTS
from backend.products.pictures.weaves import weave as woven

FLAT_ENDS = 'style="stroke-linecap:butt"'
# What shades white cloth: neither dirty nor blue.
COOL = oklch(0.70, 0.022, 258)
COOL_LINE = oklch(0.60, 0.024, 258)
NEUTRAL_AWAY = oklch(0.22, 0.02, 265)


@dataclass(frozen=True, slots=True)
class Cut:
    """Measures in units of the tile, widths from the centre line.

    `tail` curves the hem as a shirt's, `head` is how full a long sleeve is below the shoulder.
    """

    neck: float = 44
    drop: float = 34
    top: float = 76
    slope: float = 28
    shoulder: float = 98
    chest: float = 106
    pit: float = 116
    waist: float = 102
    hem: float = 107
    bottom: float = 418
    back: float = 8
    vneck: bool = False
    tail: float = 0
    collar_band: float = 0
    head: float = 27


@dataclass
class UpperBody:
    """Drawn from `cut`, each side a little different; `cuffs` are the lines that sleeves end on.

    A `lifelike` one is shaded round the body, shows its edges where it is pale, and has creases of its own.
    """

    p: Picture
    cut: Cut = field(default_factory=Cut)
    pose: Pose = field(default_factory=Pose)
    lifelike: bool = False

    def __post_init__(self) -> None:
        cut = self.cut
        self.neck, self.top, self.drop, self.bottom = cut.neck, cut.top, cut.drop, cut.bottom
        self.shoulder_y, self.pit = cut.top + cut.slope, cut.top + cut.pit
        self.cuffs: list[tuple[str, list[Point]]] = []
        self.arms: list[Sleeve] = []
        # Where the sleeve leaves the shoulder: on its line, without a corner.
        self.cap: Point = (
            200 + cut.shoulder - 12,
            self.shoulder_y - 12 * cut.slope / (cut.shoulder - cut.neck),
            1,
        )
        self.neck_right = self._neck_right()
        self.neck_line = [*flip(self.neck_right), *self.neck_right[1:]]
        side = self._side()
        self.side_right = side[:1] + wobble(self.p.rng, side[1:])
        self.side_left = wobble(self.p.rng, flip(side[1:])) + flip(side[:1])
        neck_left = flip(self.neck_right)[:-1]
        self.outline = spline(
            [*self.neck_right, *self.side_right, (200, cut.bottom), *self.side_left, *neck_left]
        )
        self.hem_line = self._hem_line()

    def _neck_right(self) -> list[Point]:
        cut = self.cut
        if cut.vneck:
            half: list[Point] = [(200 + cut.neck * 0.55, cut.top + cut.drop * 0.52)]
        else:
            half = [
                (200 + cut.neck * 0.42, cut.top + cut.drop * 0.93),
                (200 + cut.neck * 0.82, cut.top + cut.drop * 0.55),
            ]
        lowest: Point = (200, cut.top + cut.drop, 1) if cut.vneck else (200, cut.top + cut.drop)
        return [lowest, *half, (200 + cut.neck, cut.top, 1)]

    def _side(self) -> list[Point]:
        """From the shoulder down to the hem."""
        cut = self.cut
        side: list[Point] = [
            self.cap,
            (200 + cut.shoulder - 11, (self.shoulder_y + self.pit) / 2 + 6),
            (200 + cut.chest, self.pit, 1),
            (200 + cut.waist, (self.pit + cut.bottom) / 2),
            (200 + cut.hem, cut.bottom - 4 - cut.tail, 1),
        ]
        if cut.tail:
            side += [
                (200 + cut.hem * 0.8, cut.bottom - cut.tail * 0.55),
                (200 + cut.hem * 0.45, cut.bottom - 1),
            ]
        return side

    def _hem_line(self) -> list[Point]:
        middle: Point = (200, self.cut.bottom)
        if self.cut.tail:
            ends = [*self.side_left[2::-1], middle, *self.side_right[:-4:-1]]
        else:
            ends = [self.side_left[0], middle, self.side_right[-1]]
        return [point[:2] for point in ends]

    def draw_back(
        self, tone: Tone | None = None, *, label: bool = True, lift: float = 0, weave: str | None = None
    ) -> None:
        """The inside of the back, seen through the neck, with a small woven label."""
        p, n, y, cut = self.p, self.neck, self.top, self.cut
        tone = tone or p.main
        back = y + cut.back - lift
        d = spline(
            [
                (200 - n + 1, y + 3, 1),
                (200 - n * 0.5, back),
                (200, back + 1),
                (200 + n * 0.5, back),
                (200 + n - 1, y + 3, 1),
                (200 + n * 0.8, y + cut.drop),
                (200, y + cut.drop + 14),
                (200 - n * 0.8, y + cut.drop),
            ]
        )
        p.shape(d, tone.shade)
        p.shape(d, f"url(#{p.gradient([(0, tone.deep, 0.25), (1, tone.deep, 0.95)])})")
        if weave:
            p.shape(d, f"url(#{woven(p, weave, tone)})", 0.6)
        if w := cut.collar_band:
            band: Line = [
                (200 - n + w * 0.2, y + w * 0.32),
                (200 - n * 0.5, back + 2),
                (200, back + 3),
                (200 + n * 0.5, back + 2),
                (200 + n - w * 0.2, y + w * 0.32),
            ]
            p.stroke(spline(band, False), tone.shade, w)
        if label:
            self._label(tone, back + cut.collar_band * 0.7)

    def _label(self, tone: Tone, y: float) -> None:
        cloth, thread = ("#efe9df", "#6a625a") if tone.lightness < 0.8 else ("#2f2c2a", "#d8d0c6")
        self.p.shape(rounded(190, y + 5, 20, 10, 1), cloth, 0.92)
        self.p.shape(f"M194.4 {y + 10}h11.2", "none", 0.8, f'stroke="{thread}" stroke-width="1.4"')

    def draw_body(
        self,
        tone: Tone | None = None,
        weave: str | None = None,
        *,
        folds: Sequence[Fold] = (),
        angle: float = 0,
        inside: str = "",
        edge: float = 1.0,
        volume: float = 0.8,
        block: str | None = None,
    ) -> None:
        """The front; what of it lies in the outline `block` has the second colour in the pattern `block`."""
        p = self.p
        every = [*(self._own_creases() if self.lifelike else self._body_folds()), *folds]
        inside += self.relief(self.outline, tone or p.main)

        def front(tone: Tone | None) -> None:
            p.piece(self.outline, tone, angle, weave, folds=every, inside=inside, edge=edge, volume=volume)
            if self.lifelike:
                rim(p, self.outline)

        front(tone)
        if block and p.pattern == "block":
            p.add(f'<g clip-path="url(#{p.clip(block)})">')
            front(p.second)
            p.add("</g>")

    def _body_folds(self) -> list[Fold]:
        """Where cloth pulls: from the armpits to the chest, and from the hem upwards."""
        c, pit, b, r = self.cut.chest, self.pit, self.bottom, self.p.rng.uniform
        return [
            (200 - c + 4, pit + 6, 200 - c * 0.25, pit + 34 + r(-6, 6), -8, 3.6),
            (200 + c - 4, pit + 6, 200 + c * 0.3, pit + 30 + r(-6, 6), 8, 3.6),
            (200 - c * 0.72, b - 4, 200 - c * 0.5 + r(-8, 8), pit + 96, -9, 5),
            (200 + c * 0.56, b - 4, 200 + c * 0.70 + r(-8, 8), pit + 74, 8, 6),
            (200 + r(-14, 14), b - 6, 200 + r(-22, 22), b - 120, 7, 4.5),
            (200 - c + 2, pit + 60, 200 - c * 0.45, pit + 82, -7, 2.8),
            (200 + c - 2, pit + 78, 200 + c * 0.5, pit + 104, 8, 3),
        ]

    def _own_creases(self) -> list[Fold]:
        """Those of `_body_folds`, but none twice in the same place, and not all."""
        rng = self.p.rng
        creases: list[Fold] = []
        for x0, y0, x1, y1, bend, width in self._body_folds():
            dx, dy, size = rng.uniform(-14, 14), rng.uniform(-16, 16), rng.uniform(0.6, 1.25)
            if rng.random() < 0.75:
                creases.append(
                    (x0, y0 + dy * 0.4, x1 + dx, y1 + dy, bend * rng.choice((1, 1, -1)), width * size)
                )
        return creases

    def relief(self, d: str, tone: Tone, strength: float = 1.0) -> str:
        """Roundness: a panel's sides turn away from the light; pale ones have a line where they end."""
        if not self.lifelike:
            return ""
        p, pale = self.p, tone.lightness > 0.75
        away, lit, depth = tone.deep, tone.light, 0.34
        if tone.lightness > 0.95:
            away, lit, depth = COOL, "#fff", 0.42
        if p.pattern in PRINTS:  # neutral, or the print's second colour takes on the first
            away, lit, depth = NEUTRAL_AWAY, "#fff", 0.3
        depth *= strength
        turning = p.gradient(
            [
                (0, away, depth * 0.8), (0.2, away, 0.06), (0.36, lit, 0.26 * strength),
                (0.56, away, 0), (1, away, depth),
            ],
            0, 0, 1, 0.12,
        )  # fmt: skip
        use = f'<use href="#{p.clip(d)}p" '
        marks = f'{use}fill="url(#{turning})"/>'
        if pale:
            line = COOL_LINE if tone.lightness > 0.95 else tone.deep
            marks += f'{use}fill="none" stroke="{line}" stroke-width="2.4" opacity=".5"/>'
        return marks

    def sleeves(
        self,
        end: float | None,
        tone: Tone | None = None,
        weave: str | None = None,
        *,
        cuff: float = 0,
        width: float = 42,
        out: float = 60,
        angle: float = 27,
        rib: float = 2.2,
        cuff_tone: Tone | None = None,
    ) -> None:
        """Both sleeves over the body; `end` is the y of the cuffs, None for short ones (then `out` wide)."""
        p = self.p
        tone = tone or p.main
        self.cuffs, self.arms = [], []
        cut = self.cut
        armhole = Armhole(self.cap, 200 + cut.shoulder, self.shoulder_y, 200 + cut.chest, self.pit, cut.head)
        for left in (True, False):
            raised, bent = self.pose.raised[not left], self.pose.bent[not left]
            if end is None:
                sleeve = armhole.short(p.rng, out, angle, raised)
            else:
                sleeve = armhole.long(p.rng, end, width, cuff, raised, bent)
            if left:
                sleeve = sleeve.mirrored()
            for panel in sleeve.panels:
                self._sleeve_panel(panel, tone, weave, left)
            line = spline(sleeve.cuff, False)
            if cuff:
                p.band(line, cuff_tone or tone, cuff, rib)
            self.cuffs.append((line, sleeve.cuff))
            self.arms.append(sleeve)
            outline = sleeve.panels[0].outline
            arm = outline[-1:] + outline[:2] if left else outline[-2:] + outline[:1]
            p.seam(spline([point[:2] for point in arm], False), tone, 1, 0.5)

    def _sleeve_panel(self, panel: Panel, tone: Tone, weave: str | None, left: bool) -> None:
        p, d = self.p, spline(panel.outline)
        faint = 0.28 if tone.lightness < 0.9 else 0.15
        p.shadow(d, dx=3 if left else -2, dy=5, radius=5, opacity=faint, within=self.outline)
        p.piece(
            d,
            tone,
            panel.turn,
            weave,
            folds=panel.folds,
            weave_angle=panel.weave_turn,
            form=(0, 0, 1, 0.15),
            volume=0.8,
            inside=self.relief(d, tone, 0.6),
        )
        if self.lifelike:
            rim(p, d)

    def rib_hem(self, width: float = 16, tone: Tone | None = None, rib: float = 2.2) -> None:
        """A ribbed band along the hem."""
        line = [(x, y - width / 2 + 1) for x, y in self.hem_line]
        self.p.band(spline(line, False), tone, width, rib)

    def neckband(self, width: float = 10, tone: Tone | None = None, rib: float = 2.0) -> None:
        """A band round the neck."""
        points: list[Point] = []
        for x, y, *_ in self.neck_line:
            inner = 200 - self.neck < x < 200 + self.neck
            points.append((200 + (x - 200) * (1 - width * 0.005), y + width * (0.36 if inner else 0.3)))
        line = [(*at, 1) if self.cut.vneck and at[0] == 200 else at for at in points]
        ends = spline(points[:2], False) + spline(points[-2:], False)
        self.p.stroke(ends, (tone or self.p.main).base, width * (0.35 if self.lifelike else 0.9))
        self.p.band(spline([(*line[0], 1), *line[1:-1], (*line[-1], 1)], False), tone, width, rib)


def lay(
    p: Picture, material: Material = "cloth", strength: float = 1.0, sway: float = 2.0, tall: float = 0.88
) -> None:
    """Lay it down up to `sway` degrees askew; white cloth crumpled as much as other would look stained."""
    crumple = strength * (0.5 if p.main.lightness > 0.9 else 1)
    p.stage(material, crumple, tilt=p.rng.uniform(-sway, sway), **fit(p.rng, tall=tall))


def rim(p: Picture, d: str) -> None:
    """The light along the edge of a dark panel, which keeps it apart from those round it."""
    if p.main.lightness < 0.42:
        clip, bright = p.clip(d), colour(p.colours.name, 0.2).base
        strength = 0.5 if p.main.lightness < 0.3 else 0.28
        p.add(
            f'<g clip-path="url(#{clip})"><use href="#{clip}p" fill="none" stroke="{bright}" '
            f'stroke-width="1.8" opacity="{strength}" x=".5" y=".7"/></g>'
        )


def binding(p: Picture, line: Line, tone: Tone) -> None:
    """A narrow strip that finishes a raw edge."""
    p.strokes(
        spline([point[:2] for point in line], False),
        Pen(tone.base, 6, 1, FLAT_ENDS),
        Pen(tone.deep, 1, 0.45, 'style="stroke-dasharray:2 1.6"'),
    )
