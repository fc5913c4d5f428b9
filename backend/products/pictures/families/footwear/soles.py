"""What shoes and boots of leather stand on. `up` lifts a boot's sole to where a shoe has it."""

from typing import Literal

from backend.products.pictures.families.footwear.construction import BUTT, sole
from backend.products.pictures.families.footwear.last import Last
from backend.products.pictures.outlines import Line, num, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Picture

Heel = Literal["block", "slim", "flared"]

# fmt: off
TOP: Line = [(35, 381, 1), (100, 387), (150, 386), (220, 379), (280, 372), (358, 369, 1)]
LUGGED: Line = [
    (360, 404, 1), (296, 405, 1), (288, 394), (230, 396), (206, 404, 1), (64, 405), (38, 396),
]
LUG_WELT: Line = [(36, 387), (100, 393), (150, 392), (220, 388), (354, 381)]
WEDGE: Line = [(362, 398), (354, 405, 1), (200, 405), (64, 405), (39, 398)]
WEDGE_LINES: tuple[Line, ...] = (
    [(38, 390), (100, 396), (200, 394), (280, 388), (361, 384)],
    [(44, 398), (100, 401), (200, 400), (280, 396), (361, 392)],
)
# How much the heel's lower corners are moved inwards, in front and behind.
HEELS: dict[Heel, tuple[float, float]] = {"block": (0, 0), "slim": (20, 4), "flared": (-7, -5)}
# fmt: on


def lug_sole(p: Picture, last: Last, up: float = 0) -> None:
    """Of rubber with deep cleats."""
    sole(p, last.outline(_up([*TOP, *LUGGED], up)), tone("black" if p.main.lightness < 0.6 else "chocolate"))
    cleats = f"M60 {num(404 - up)}h144M300 {num(404 - up)}h56"
    p.stroke(cleats, "#0b0a09", 4.4, 0.8, f'stroke-dasharray="8 4" {BUTT}')
    thread = tone("mustard").base if p.main.lightness > 0.3 else "#bfa66a"
    p.stitch(last.outline(_up(LUG_WELT, up), closed=False), thread, 1.2, 0.9, "4 2.6")


def wedge_sole(p: Picture, last: Last, rubber: Tone, up: float = 0) -> None:
    """Flat and pale, of crepe or foam."""
    sole(p, last.outline(_up([*TOP, *WEDGE], up)), rubber)
    for line in WEDGE_LINES:
        p.stroke(last.outline(_up(line, up), closed=False), rubber.deep, 1, 0.4)
    p.stitch(last.outline(_up(LUG_WELT, up - 0.5), closed=False), rubber.deep, 0.9, 0.6, "3 2.4")


def welted_sole(
    p: Picture,
    last: Last,
    seat: float,
    *,
    heel: float = 26,
    lift: float = 0,
    toe: float = 30,
    shape: Heel = "block",
    edge: Tone | None = None,
) -> None:
    """A leather sole, sewn on, with a stacked heel; `seat` is where the upper's heel ends."""
    edge = edge or (tone("chocolate", -0.06) if p.main.lightness > 0.3 else tone("black", -0.04))
    floor = seat + heel + 2 + lift
    front, back = HEELS[shape]
    block = (
        f"M283 {num(seat + 3)}L355 {num(seat)}L{num(353 - lift * 0.15 - back)} {num(floor)}"
        f"L{num(287 + lift * 0.4 + front)} {num(floor)}z"
    )
    p.piece(block, edge, edge=0.6, soft=2.4)
    for layer in range(1, 4):
        inset = layer / 4
        y = seat + 4 + inset * heel
        p.stroke(f"M{num(286 + front * inset)} {num(y)}H{num(354 - back * inset)}", edge.light, 0.7, 0.5)
    waist = floor - lift * 0.3
    top: Line = [
        (toe, floor - 16, 1), (90, floor - 13), (144, floor - 15), (202, waist - 21), (262, seat - 2),
        (300, seat - 4), (357, seat - 5, 1),
    ]  # fmt: skip
    bottom: Line = [
        (357, seat + 4, 1), (300, seat + 5), (262, seat + 9), (204, waist - 7), (150, floor), (90, floor),
        (toe + 22, floor - 2), (toe + 4, floor - 7), (toe - 1, floor - 12),
    ]  # fmt: skip
    on = last.line([*top, *bottom])
    p.piece(spline(on), edge, edge=0.4, soft=1.6)
    welt = spline([(x, y + 2.4) for x, y, *_ in on[: len(top)]], closed=False)
    p.stitch(welt, tone("camel").light, 1, 0.75, "2.4 2")


def _up(points: Line, up: float) -> Line:
    return [(x, y - up, *corner) for x, y, *corner in points]
