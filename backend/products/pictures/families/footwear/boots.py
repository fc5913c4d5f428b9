"""Ankle boots: chelsea, lace-up, heeled."""

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import (
    BUTT,
    eyelets,
    laces,
    panel,
    sole,
    welted_sole,
)
from backend.products.pictures.outlines import spline
from backend.products.pictures.palette import tone
from backend.products.pictures.parts.fastenings import zipper
from backend.products.pictures.picture import Picture

# fmt: off
TOE_CAP = spline([
    (30, 400, 1), (40, 377), (52, 358), (76, 343), (106, 332, 1), (124, 346), (132, 368), (128, 400, 1),
])
COUNTER = spline([
    (366, 394, 1), (366, 280, 1), (346, 282, 1), (334, 318), (312, 346), (304, 394, 1),
])
EYELETS = ((240, 178), (241, 199), (240, 220), (236, 240), (228, 259), (214, 275), (196, 289))
LUG_SOLE = spline([
    (35, 381, 1), (100, 387), (150, 386), (220, 379), (280, 372), (358, 369, 1), (360, 404, 1),
    (296, 405, 1), (288, 394), (230, 396), (206, 404, 1), (64, 405), (38, 396),
])
LUG_WELT = spline([(36, 387), (100, 393), (150, 392), (220, 388), (354, 381)], closed=False)
# fmt: on


@article("chelsea", "lace", "heel")
def boots(p: Picture, style: str) -> None:
    t = p.main
    p.stage("grain", 0.3, tilt=0, pair=26, top=110, bottom=420)
    p.floor(200, 406, 160, 12)
    rim, lift = (128, 26) if style == "heel" else (156, 0)
    upper = _upper(p, rim, lift)
    p.stroke(spline([(344, rim + 2), (294, rim + 14), (240, rim + 6)], closed=False), t.light, 2.6, 0.55)
    if style == "chelsea":
        _gore(p, upper, rim)
    elif style == "lace":
        _laced(p, upper, rim)
    else:
        zipper(p, 296, rim + 12, 344, metal="gold", lean=-8)
    light = [
        (54, 370, 112, 338, 6, 6), (252, rim + 16, 254, 230, 4, 5), (332, rim + 16, 330, 270, 4, 5),
        (240, 350, 312, 336, -6, 6),
    ]  # fmt: skip
    p.gloss(upper, light, 0.42, 5)
    if style == "lace":
        _lug_sole(p)
    else:
        welted_sole(p, 376 - lift, 26 if lift else 28, lift=lift, toe=36)


def _upper(p: Picture, rim: float, lift: float) -> str:
    """The boot without its sole; returns its outline."""
    seat = 376 - lift
    # fmt: off
    inside = spline([
        (239, rim + 2, 1), (264, rim - 4), (296, rim - 7), (328, rim - 7), (344, rim - 2, 1), (330, rim + 14),
        (294, rim + 18), (254, rim + 14),
    ])
    upper = spline([
        (351, seat, 1), (358, seat - 34), (350, 302 - lift), (340, 262 - lift * 0.7), (341, 215),
        (345, rim - 2, 1), (294, rim + 10), (238, rim + 2, 1), (240, 215), (234, 254 - lift * 0.5),
        (214, 282 - lift * 0.3), (184, 306), (148, 321), (108, 333), (76, 344), (53, 359), (42, 377),
        (41, 391, 1), (92, 395), (144, 394), (202, 388 - lift * 0.3), (262, seat + 3),
    ])
    folds = [
        (238, 240, 306, 258, -10, 5), (230, 262, 300, 284, -10, 5), (340, 244, 300, 258, 8, 4),
        (172, 312, 196, 366, 8, 4), (198, 300, 228, 350, 8, 3.4),
    ]
    # fmt: on
    p.shape(inside, tone("camel").shade)
    p.shape(inside, "#2a211a", 0.6)
    p.piece(upper, edge=1.3, soft=4.4, form=(0, 0, 0.75, 0.8), volume=1.15, folds=folds)
    return upper


def _gore(p: Picture, upper: str, rim: float) -> None:
    """The elastic side of a chelsea boot, and its loop."""
    t = p.main
    # fmt: off
    gore = spline([
        (264, rim + 6, 1), (294, rim + 10), (322, rim + 4, 1), (318, 218), (304, 270), (294, 290, 1),
        (282, 270), (268, 218),
    ])
    round_it = spline([
        (260, rim + 6), (264, 220), (279, 272), (294, 296), (308, 272), (322, 220), (326, rim + 4),
    ], closed=False)
    # fmt: on
    p.shadow(gore, dx=0, dy=2, radius=2, opacity=0.4, within=upper)
    p.piece(gore, tone("black" if t.lightness < 0.5 else "chocolate"), None, "rib", edge=0.8, soft=2.4)
    p.stitch(round_it, t.line, 0.9, 0.7)
    loop = f"M331 {rim + 12}v-22q0-7 6-7t6 7v20"
    p.strokes(
        loop,
        Pen(t.deep, 9, 1, BUTT),
        Pen(t.base, 7.4, 1, BUTT),
        Pen(t.light, 2, 0.6, f'x="-1.4" {BUTT}'),
        Pen(t.line, 0.8, 0.6, 'x="1.6" stroke-dasharray="2.4 1.6"'),
    )
    p.seam(spline([(294, 294), (266, 330), (234, 366), (226, 388)], closed=False), width=1)


def _laced(p: Picture, upper: str, rim: float) -> None:
    t = p.main
    # fmt: off
    eyestay = spline([
        (232, rim - 6, 1), (268, rim, 1), (272, 210), (266, 256), (250, 288), (212, 310), (182, 304, 1),
        (214, 282), (236, 250), (242, 215),
    ])
    # fmt: on
    for part in (TOE_CAP, COUNTER, eyestay):
        panel(p, part, upper)
    metal = p.metal("gold" if t.lightness > 0.3 else "gun")[0]
    eyelets(p, [(x + 19, y + 8) for x, y in EYELETS], metal, "#1d1712", 1.3)
    lace = tone("sand") if t.lightness > 0.4 else tone("black", 0.05)
    laces(p, [(x + 7, y) for x, y in EYELETS], lace, (13, 9), 4)
    p.stitch(spline([(343, rim + 16), (294, rim + 28), (270, rim + 24)], closed=False), t.line, 0.9, 0.7)


def _lug_sole(p: Picture) -> None:
    sole(p, LUG_SOLE, tone("black" if p.main.lightness < 0.6 else "chocolate"))
    p.stroke("M60 404h144M300 404h56", "#0b0a09", 4.4, 0.8, f'stroke-dasharray="8 4" {BUTT}')
    thread = tone("mustard").base if p.main.lightness > 0.3 else "#bfa66a"
    p.stitch(LUG_WELT, thread, 1.2, 0.9, "4 2.6")
