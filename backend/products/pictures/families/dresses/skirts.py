"""Skirts."""

from dataclasses import dataclass

from backend.products.pictures.article import article
from backend.products.pictures.families.dresses.drape import Drape, accent
from backend.products.pictures.outlines import Point, flip, num, rounded, spline, wobble
from backend.products.pictures.picture import Fold, Picture


@dataclass(frozen=True, slots=True)
class SkirtCut:
    """Measures in units of the tile, widths from the centre line; the length differs by up to `longer`."""

    waist: float
    wide: float
    top: float
    bottom: float
    longer: float
    swing: float
    flare: float = 14


SKIRTS = {
    "pleated": SkirtCut(waist=62, wide=138, top=86, bottom=404, longer=26, swing=20),
    "aline": SkirtCut(waist=64, wide=124, top=106, bottom=380, longer=26, swing=8),
    "pencil": SkirtCut(waist=64, wide=82, top=74, bottom=426, longer=24, swing=6, flare=4),
    "midi": SkirtCut(waist=62, wide=128, top=56, bottom=450, longer=14, swing=30),
}


@article("pleated", "aline", "pencil", "midi")
def skirt(p: Picture, style: str) -> None:
    cut, longer = SKIRTS[style], SKIRTS[style].longer * p.rng.uniform(-1, 1)
    top = round(cut.top - longer / 2)
    drape = Drape(
        p,
        cut.waist,
        cut.wide + longer * 0.2,
        top,
        round(cut.bottom + longer / 2),
        swing=cut.swing,
        slant=2 if style == "pencil" else 6,
        flare=cut.flare,
        flutes={"pencil": 3, "aline": 6}.get(style, p.rng.choice((5, 6, 7, 8))),
        deep={"pencil": 0, "aline": 2}.get(style, 7),
    )
    _inside(p, cut.waist, top)
    {"pleated": _pleated, "aline": _aline, "pencil": _pencil, "midi": _midi}[style](p, drape)


def _inside(p: Picture, waist: float, top: float) -> None:
    """The inside of the back, with its label."""
    back = [(200 - waist + 2, top + 1, 1), (200, top - 6), (200 + waist - 2, top + 1, 1), (200, top + 16)]
    p.shape(spline(back), p.main.deep)
    p.shape(rounded(188, top - 2, 24, 8, 1), "#e9e2d6", 0.9)


def _outline(p: Picture, drape: Drape, hip: tuple[float, float], hem: list[Point]) -> str:
    """`hip` is half the width at two fifths of the length on the left and right."""
    waist, top, bottom = drape.waist, drape.top, drape.bottom
    sides = [
        wobble(
            p.rng,
            [
                (200 + waist, top, 1),
                (200 + waist + 12, top + 42),
                (200 + out, top + (bottom - top) * 0.4),
                (200 + drape.wide, bottom - 10, 1),
            ],
        )
        for out in hip
    ]
    left = flip(sides[0])
    return spline(drape.placed([left[-1], (200, top + 8), *sides[1], *hem, *left[:-1]]))


def _hip(drape: Drape) -> tuple[float, float]:
    """Of a skirt that widens; the side that it swings to stands out."""
    out = drape.waist + (drape.wide - drape.waist) * 0.42
    return out - drape.aside * 0.12, out + drape.aside * 0.12


def _pleated(p: Picture, drape: Drape) -> None:
    count = p.rng.choice((7, 9, 11, 15))
    top, bottom, wide, waist = drape.top, drape.bottom, drape.wide, drape.waist
    hem: list[Point] = []
    for i in range(1, count * 2):
        k = 1 - i / count
        # Each pleat's edge lies lower than the cloth that goes under the next.
        hem.append((200 + wide * k, drape.hem_at(k) + (6 if i % 2 else 12) - 4, 1))
    d = _outline(p, drape, _hip(drape), hem)
    folds: list[Fold] = []
    edges = ""
    for i in range(1, count):
        k = 1 - 2 * i / count
        x0, y0, *_ = drape.place(200 + waist * k, top + 24)
        x1, y1, *_ = drape.place(200 + wide * k, bottom + 14)
        folds.append((x0, y0, x1, y1, drape.aside * 0.3, (3 + 2 * abs(k)) * 9 / (count + 1)))
        edges += drape.curve(
            (200 + waist * k, top + 22), (200 + (waist + 14) * k, top + 90), (200 + wide * k, bottom + 8)
        )
    p.piece(d, None, 0, folds=folds, volume=1, soft=3)
    p.add(f'<g clip-path="url(#{p.clip(d)})">')
    p.seam(edges, None, 1, 0.6)
    p.add("</g>")
    _band(p, drape, d)


def _aline(p: Picture, drape: Drape) -> None:
    """Of firm cloth or denim: buttoned down the front, or with a zip at the side and a yoke."""
    denim = p.own_random.random() < 0.5 and p.pattern == "plain"
    weave = "twill" if denim else None
    drape.behind()
    d = _outline(p, drape, _hip(drape), drape.hem())
    p.piece(d, None, 0, weave, folds=drape.falls(0.3, 0.7), volume=1, soft=3.2)
    hem = [drape.place(200 + drape.wide * k, drape.hem_at(k) - 13) for k in (0.98, 0.5, 0, -0.5, -0.98)]
    p.seam(spline(hem, False), None, 0.9, 0.4)
    if denim:
        p.stitch(spline([(x, y + 2) for x, y, *_ in hem], False), p.colours.thread, 0.9)
    _band(p, drape, d)
    buttoned, pockets = p.rng.choice(((True, True), (True, False), (False, True)))
    if buttoned:
        _buttons(p, drape)
    else:
        x = 200 + drape.waist
        p.seam(drape.curve((200, drape.top + 28), (200, drape.top + 90), (200, drape.bottom)), None, 1.1, 0.5)
        p.button(x - 12, drape.top + 12, 4, p.colours.trim)
    if pockets:
        _pockets(p, drape, weave)


def _buttons(p: Picture, drape: Drape) -> None:
    top, bottom = drape.top, drape.bottom
    for x, opacity in ((193.0, 0.35), (208.0, 0.7)):
        p.seam(drape.curve((x, top + 28), (x, top + 120), (x, bottom + 2)), None, 1.1, opacity)
    count = p.rng.choice((6, 7, 8))
    for i in range(count):
        x, y, *_ = drape.place(200.5, top + 18 + i * (bottom - top - 40) / (count - 1))
        p.button(x, y, 4.6, p.colours.trim)


def _pockets(p: Picture, drape: Drape, weave: str | None) -> None:
    top = drape.top
    for side in (-1, 1):
        inner, outer = 200 + side * 26, 200 + side * 70
        pocket: list[Point] = [
            (inner, top + 62, 1),
            (outer, top + 62, 1),
            (outer, top + 107, 1),
            (outer - side * 6, top + 113, 1),
            (inner + side * 6, top + 113, 1),
            (inner, top + 107, 1),
        ]
        d = spline(drape.placed(pocket))
        p.shadow(d, dx=1, dy=2, radius=1.6, opacity=0.25)
        p.piece(d, None, 0, weave, edge=0.5, soft=2, volume=0.4)
        x0, y0, *_ = drape.place(inner + side * 3, top + 70)
        x1, y1, *_ = drape.place(outer - side * 3, top + 70)
        p.stitch(f"M{num(x0)} {num(y0)}L{num(x1)} {num(y1)}", p.colours.thread, 0.9)


def _pencil(p: Picture, drape: Drape) -> None:
    """Narrow, with darts and a slit: in the middle or to a side."""
    top, bottom, wide = drape.top, drape.bottom, drape.wide
    share = p.rng.choice((0, 0.55, -0.55))
    slit, high = 200 + wide * share, p.rng.uniform(48, 100)
    hem: list[Point] = [
        (200 + wide * k, drape.hem_at(k)) for k in (0.8, 0.4, 0, -0.4, -0.8) if abs(k - share) > 0.3
    ]
    notch: list[Point] = [
        (slit + 8, drape.hem_at(share) + 1, 1),
        (slit + 1, bottom - high, 1),
        (slit - 3, drape.hem_at(share) + 2, 1),
    ]
    hem = sorted([*hem, *notch], key=lambda point: -point[0])
    drape.behind(high + 6)
    d = _outline(p, drape, (wide + 6 - drape.aside * 0.3, wide + 6 + drape.aside * 0.3), hem)
    r = p.rng.uniform
    x, y, *_ = drape.place(slit, bottom - high)
    folds: list[Fold] = [
        (x, y, x + r(-26, 26), y - r(50, 90), 6, 4),
        (200 - wide, top + 110 + r(-14, 14), 200 - 20, top + 122 + r(-10, 10), 6, 3.4),
        (200 + wide, top + 126 + r(-14, 14), 200 + 26, top + 140 + r(-10, 10), -6, 3.4),
        *drape.falls(0.4, 0.7, 4),
    ]
    p.piece(d, None, 0, folds=folds, volume=1.1, soft=3.2)
    p.seam(f"M168 {top + 28}L172 {top + 64}M232 {top + 28}L228 {top + 64}", None, 1, 0.5)
    _band(p, drape, d)


def _midi(p: Picture, drape: Drape) -> None:
    """Long and flowing: on a band or gathered by elastic, with tiers or without."""
    drape.behind()
    gathered, tiered = p.rng.random() < 0.55, p.rng.random() < 0.4
    d = _outline(p, drape, _hip(drape), drape.hem())
    folds = drape.falls(0.08, 0.6, 7)
    if gathered:
        folds += drape.gathers(drape.top + 24, 50)
    seams = (0.4, 0.72) if tiered else ()
    height = drape.bottom - drape.top
    for share in seams:
        folds += drape.gathers(drape.top + height * share + 4, 34)
    p.piece(d, None, 0, folds=folds, volume=1, soft=3)
    p.add(f'<g clip-path="url(#{p.clip(d)})">')
    for share in seams:
        drape.tier(drape.top + height * share)
    p.add("</g>")
    if gathered:
        waist, top = drape.waist, drape.top
        elastic = [(199 - waist, top + 11), (200, top + 20), (201 + waist, top + 11)]
        p.band(spline(elastic, False), accent(p), 21, 3)
    else:
        _band(p, drape, d)


def _band(p: Picture, drape: Drape, skirt: str) -> None:
    waist, top = drape.waist, drape.top
    band = spline(
        [
            (200 - waist, top, 1),
            (200, top + 9),
            (200 + waist, top, 1),
            (200 + waist + 4, top + 19, 1),
            (200, top + 29),
            (200 - waist - 4, top + 19, 1),
        ]
    )
    p.shadow(band, dx=1, dy=3, radius=2.4, opacity=0.35, within=skirt)
    p.piece(band, accent(p), 0, edge=0.5, soft=2, volume=0.6)
