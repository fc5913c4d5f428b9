"""Ankle boots: chelsea, lace-up, heeled; each in several cuts."""

from collections.abc import Callable

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import (
    BUTT,
    apron_seam,
    broguing,
    eyelets,
    laces,
    panel,
)
from backend.products.pictures.families.footwear.last import Last, chosen
from backend.products.pictures.families.footwear.soles import Heel, lug_sole, wedge_sole, welted_sole
from backend.products.pictures.outlines import Line
from backend.products.pictures.palette import tone
from backend.products.pictures.parts.fastenings import buckle, zipper
from backend.products.pictures.picture import Metal, Picture

# fmt: off
TOE_CAP: Line = [
    (30, 400, 1), (40, 377), (52, 358), (76, 343), (106, 332, 1), (124, 346), (132, 368), (128, 400, 1),
]
CAP_EDGE: Line = [(101, 336), (118, 349), (126, 370), (123, 392)]
VAMP_SEAM: Line = [(196, 301), (218, 326), (226, 356), (222, 386)]
APRON: Line = [(54, 364), (92, 357), (132, 347), (168, 332), (198, 312)]
COUNTER: Line = [
    (366, 394, 1), (366, 280, 1), (346, 282, 1), (334, 318), (312, 346), (304, 394, 1),
]
EYELETS = ((240, 178), (241, 199), (240, 220), (236, 240), (228, 259), (214, 275), (196, 289))
GORES: dict[str, Line] = {
    "curved": [
        (264, 162, 1), (294, 166), (322, 160, 1), (318, 218), (304, 270), (294, 290, 1), (282, 270),
        (268, 218),
    ],
    "round": [
        (268, 162, 1), (294, 166), (318, 160, 1), (317, 240), (311, 272), (294, 286), (277, 272), (271, 240),
    ],
    "wedge": [(256, 161, 1), (294, 166), (332, 158, 1), (306, 278), (296, 284), (288, 278)],
}
STRAP: Line = [
    (230, 246, 1), (262, 256), (300, 258), (350, 244, 1), (350, 263, 1), (300, 279), (262, 277),
    (226, 265, 1),
]
# fmt: on
METALS: tuple[Metal, ...] = ("gold", "silver", "gun")


@article("chelsea", "lace", "heel")
def boots(p: Picture, style: str) -> None:
    p.stage("grain", 0.3, tilt=0, pair=26, top=100, bottom=420)
    p.floor(200, 406, 160, 12)
    STYLES[style](p)


def _upper(p: Picture, last: Last, rim: float, lift: float = 0) -> str:
    """The boot without its sole; returns its outline."""
    seat = 376 - lift
    # fmt: off
    inside = last.outline([
        (239, rim + 2, 1), (264, rim - 4), (296, rim - 7), (328, rim - 7), (344, rim - 2, 1), (330, rim + 14),
        (294, rim + 18), (254, rim + 14),
    ])
    upper = last.outline([
        (351, seat, 1), (358, seat - 34), (350, 302 - lift), (340, 262 - lift * 0.7), (341, 215),
        (345, rim - 2, 1), (294, rim + 10), (238, rim + 2, 1), (240, 215), (234, 254 - lift * 0.5),
        (214, 282 - lift * 0.3), (184, 306), (148, 321), (108, 333), (76, 344), (53, 359), (42, 377),
        (41, 391, 1), (92, 395), (144, 394), (202, 388 - lift * 0.3), (262, seat + 3),
    ])
    rng = p.rng
    folds = [
        (238, 240 + rng.uniform(-8, 8), 306, 258, -10, 5), (230, 262, 300, 284 + rng.uniform(-8, 8), -10, 5),
        (340, 244, 300, 258 + rng.uniform(-8, 8), 8, 4), (172, 312, 196 + rng.uniform(-8, 8), 366, 8, 4),
        (198, 300, 228 + rng.uniform(-8, 8), 350, 8, 3.4),
    ]
    # fmt: on
    p.shape(inside, tone(rng.choice(("camel", "sand", "burgundy"))).shade)
    p.shape(inside, "#2a211a", 0.6)
    p.piece(upper, edge=1.3, soft=4.4, form=(0, 0, 0.75, 0.8), volume=1.15, folds=folds)
    edge = last.outline([(344, rim + 2), (294, rim + 14), (240, rim + 6)], closed=False)
    p.stroke(edge, p.main.light, 2.6, 0.55)
    x0, y0 = last.at(252, rim + 18)
    x1, y1 = last.at(332, rim + 16)
    light = [
        (54, 370, 112, 340, 6, 6), (x0, y0, 254, 236, 4, 5), (x1, y1, 330, 274, 4, 5),
        (240, 350, 312, 336, -6, 6),
    ]  # fmt: skip
    p.gloss(upper, light, 0.42 if p.main.lightness > 0.3 else 0.55, 5)
    return upper


def _chelsea(p: Picture) -> None:
    rng = p.rng
    sole = rng.choice(("welt", "welt", "lug", "crepe"))
    last = chosen(rng, 392, 300, (-14, 3), (-0.1, 0.2), (0.7, 1.06))
    upper = _upper(p, last, 156)
    toe = rng.choice(("plain", "plain", "seam", "cap"))
    if toe == "cap":
        panel(p, last.outline(TOE_CAP), upper)
    elif toe == "seam":
        p.seam(last.outline(VAMP_SEAM, closed=False), width=1.2)
    _gore(p, last, upper, rng.choice(tuple(GORES)))
    for x in rng.choice(((331,), (331, 246), (331, 246), ())):
        _loop(p, last, x)
    if sole == "lug":
        lug_sole(p, last)
    elif sole == "crepe":
        wedge_sole(p, last, tone("sand"))
    else:
        welted_sole(p, last, 376, heel=rng.choice((20, 28)), toe=36)


def _gore(p: Picture, last: Last, upper: str, shape: str) -> None:
    """The elastic at the side."""
    t = p.main
    gore = last.outline(GORES[shape])
    p.shadow(gore, dx=0, dy=2, radius=2, opacity=0.4, within=upper)
    elastic = tone("black", 0.04) if t.lightness < 0.5 else tone("chocolate")
    if p.rng.random() < 0.4:
        elastic = t.shaded
    p.piece(gore, elastic, None, "rib", edge=0.8, soft=2.4)
    p.stroke(gore, t.line, 0.9, 0.7, 'stroke-dasharray="3 2"')
    p.seam(last.outline([(294, 290), (266, 330), (234, 366), (226, 388)], closed=False), width=1)


def _loop(p: Picture, last: Last, x: float) -> None:
    """What one pulls it on by."""
    t, y = p.main, last.at(x, 168)[1]
    loop = f"M{x} {y:.1f}v-22q0-7 6-7t6 7v20"
    p.strokes(
        loop,
        Pen(t.deep, 9, 1, BUTT),
        Pen(t.base, 7.4, 1, BUTT),
        Pen(t.light, 2, 0.6, f'x="-1.4" {BUTT}'),
        Pen(t.line, 0.8, 0.6, 'x="1.6" stroke-dasharray="2.4 1.6"'),
    )


def _lace(p: Picture) -> None:
    t, rng = p.main, p.rng
    last = chosen(rng, 392, 300, (-16, 0), (-0.16, 0.12), (0.8, 1.06))
    upper = _upper(p, last, 156)
    toe = rng.choice(("cap", "cap", "brogue", "apron", "plain"))
    # fmt: off
    eyestay: Line = [
        (232, 150, 1), (268, 156, 1), (272, 210), (266, 256), (250, 288), (212, 310), (182, 304, 1),
        (214, 282), (236, 250), (242, 215),
    ]
    padding: Line = [
        (226, 152, 1), (294, 166), (352, 152, 1), (352, 178, 1), (294, 194), (226, 182, 1),
    ]
    # fmt: on
    if toe in ("cap", "brogue"):
        panel(p, last.outline(TOE_CAP), upper)
    if toe == "brogue":
        broguing(p, last.outline(CAP_EDGE, closed=False))
    elif toe == "apron":
        apron_seam(p, last.outline(APRON, closed=False))
    elif toe == "plain":
        p.seam(last.outline(VAMP_SEAM, closed=False), width=1.2)
    if rng.random() < 0.7:
        panel(p, last.outline(COUNTER), upper)
    if rng.random() < 0.45:
        panel(p, last.outline(padding), upper, tone(p.colours.name, -0.1 if t.lightness > 0.4 else 0.12))
    panel(p, last.outline(eyestay), upper)
    _lacing(p, last)
    kind = rng.choice(("lug", "lug", "wedge", "welt"))
    if kind == "lug":
        lug_sole(p, last)
    elif kind == "wedge":
        wedge_sole(p, last, tone(rng.choice(("white", "ecru", "sand"))))
    else:
        welted_sole(p, last, 376, heel=28, toe=36)


def _lacing(p: Picture, last: Last) -> None:
    t, rng = p.main, p.rng
    metal = p.metal(rng.choice(METALS))[0]
    eyelets(p, [last.at(x + 19, y + 8) for x, y in EYELETS], metal, "#1d1712", 1.3)
    plain = tone("sand") if t.lightness > 0.3 else tone("charcoal", 0.05)
    colour = plain if rng.random() < 0.6 else tone(rng.choice(("red", "mustard", "ecru", "chocolate")))
    laces(p, [last.at(x + 7, y) for x, y in EYELETS], colour, (13, 9), 4)
    p.stitch(last.outline([(343, 172), (294, 184), (270, 180)], closed=False), t.line, 0.9, 0.7)


def _heel(p: Picture) -> None:
    rng = p.rng
    lift = rng.uniform(16, 36)
    heels: tuple[Heel, ...] = ("block", "slim", "flared")
    shape = rng.choice(heels)
    last = chosen(rng, 392, 280, (-16, 6), (-0.1, 0.26), (0.66, 1.02))
    upper = _upper(p, last, 128, lift)
    closing = rng.choice(("zip", "zip", "strap", "gore", "laced"))
    metal = rng.choice(METALS)
    top = last.at(296, 142)[1]
    if closing in ("zip", "strap"):
        zipper(p, 296, round(top, 1), 344 - lift * 0.4, metal=metal, lean=-8, pull=closing == "zip")
    if closing == "strap":
        panel(p, last.outline(STRAP), upper, drop=2.6)
        buckle(p, 262, last.at(262, 266)[1], 26, 29, metal, thick=3.6)
    elif closing == "gore":
        _gore(p, last, upper, rng.choice(tuple(GORES)))
    elif closing == "laced":
        _lacing(p, last)
    if rng.random() < 0.3:
        panel(p, last.outline(TOE_CAP), upper)
    welted_sole(p, last, 376 - lift, lift=lift, toe=36, shape=shape)


STYLES: dict[str, Callable[[Picture], None]] = {"chelsea": _chelsea, "lace": _lace, "heel": _heel}
