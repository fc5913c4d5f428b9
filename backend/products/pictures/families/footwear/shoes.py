"""Leather shoes: oxfords, derbies and loafers, each in several cuts."""

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import (
    apron_seam,
    broguing,
    holes,
    laces,
    lining,
    panel,
)
from backend.products.pictures.families.footwear.last import Last, chosen
from backend.products.pictures.families.footwear.soles import lug_sole, wedge_sole, welted_sole
from backend.products.pictures.outlines import Line, circle, leaf
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import METALS, Picture

# fmt: off
TOE_LINE: Line = (
    (146, 285), (108, 291), (74, 300), (47, 314), (34, 332), (34, 346, 1), (90, 350), (144, 349), (202, 343),
    (262, 335),
)
LACED_INSIDE: Line = ((270, 240), (300, 252), (344, 246), (348, 262), (320, 280), (272, 270))
LACED_TONGUE: Line = [
    (228, 262, 1), (246, 242), (262, 230), (277, 226), (285, 234), (286, 254), (276, 274, 1),
]
LACED_UPPER: Line = [
    (352, 333, 1), (358, 302), (351, 272), (347, 246, 1), (332, 262), (310, 271), (288, 266), (270, 250),
    (260, 234, 1), (240, 245), (214, 259), (182, 275), *TOE_LINE,
]
QUARTER: Line = [
    (262, 232, 1), (240, 245), (214, 259), (186, 273, 1), (192, 290), (218, 290), (254, 280), (292, 276),
    (362, 272, 1), (352, 240, 1), (332, 264), (310, 273), (288, 268),
]
# A derby's quarters lie open on the vamp, down to the sole.
OPEN_QUARTER: Line = [
    (262, 232, 1), (240, 245), (214, 259), (184, 272, 1), (177, 286), (190, 299), (214, 305), (223, 320),
    (220, 350, 1), (366, 350, 1), (366, 240, 1), (352, 240, 1), (332, 264), (310, 273), (288, 268),
]
TOE_CAP: Line = [
    (20, 356, 1), (22, 330), (42, 306), (72, 293), (106, 286, 1), (120, 304), (126, 326), (120, 356, 1),
]
CAP_EDGE: Line = [(102, 290), (115, 305), (121, 326), (116, 344)]
WING: Line = [
    (20, 356, 1), (22, 330), (42, 306), (68, 294), (88, 289, 1), (112, 298), (146, 314), (188, 327),
    (236, 332, 1), (236, 356, 1),
]
WING_EDGE: Line = [(88, 294), (112, 303), (146, 319), (188, 332), (228, 336)]
APRON_OF_DERBY: Line = [(58, 313), (96, 311), (136, 303), (170, 291), (186, 280)]
MEDALLION = ((70, 306), (62, 312), (78, 311), (58, 320), (70, 318), (82, 317), (66, 326), (76, 325))
COUNTER: Line = [
    (366, 340, 1), (366, 236, 1), (346, 246, 1), (340, 274), (322, 306), (312, 340, 1),
]
LACED_RIM: Line = [(345, 251), (332, 266), (310, 275), (288, 270), (268, 250)]

LOAFER_INSIDE: Line = ((238, 246), (266, 246), (306, 256), (346, 248), (346, 272), (310, 290), (256, 276))
LOAFER_UPPER: Line = [
    (352, 333, 1), (358, 302), (351, 274), (347, 248, 1), (330, 270), (302, 282), (272, 276), (248, 258),
    (234, 238, 1), (216, 244), (200, 256), (178, 272), *TOE_LINE,
]
APRON: Line = [
    (234, 236, 1), (212, 242), (194, 256), (170, 270), (140, 282), (104, 287), (70, 296), (58, 310, 1),
    (100, 313), (142, 307), (190, 296), (226, 282), (248, 262, 1),
]
APRON_SEAM: Line = [(57, 311), (100, 315), (142, 309), (190, 298), (228, 284), (250, 263)]
STRAP: Line = [
    (200, 252, 1), (222, 238, 1), (246, 262), (256, 300), (256, 345, 1), (214, 350, 1), (218, 300),
]
SADDLE_STITCHES: tuple[Line, ...] = (
    [(224, 262), (240, 286), (250, 338)], [(209, 262), (219, 296), (222, 342)],
)
LOAFER_RIM: Line = [(346, 252), (330, 273), (302, 285), (272, 279), (249, 261)]
FRINGE: tuple[Line, ...] = tuple(
    [(236 - i * 9, 247 + i * 4, 1), (244 - i * 9, 252 + i * 4), (216 - i * 9, 282 + i * 4, 1),
     (208 - i * 9, 276 + i * 4, 1)]
    for i in range(5)
)
# fmt: on


@article("oxford", "loafer", "derby")
def shoes(p: Picture, style: str) -> None:
    p.stage("grain", 0.25, tilt=0, pair=28, top=190, bottom=380)
    p.floor(200, 360, 160, 11)
    last = chosen(p.rng, 346, 285, (-16, 3), (-0.16, 0.16), (0.86, 1.16))
    loafer = style == "loafer"
    inside = last.line(LOAFER_INSIDE if loafer else LACED_INSIDE)
    lining(p, inside, tone(p.rng.choice(("camel", "sand", "chocolate"))), "#2a1f17", (0.8, 0.35))
    upper = last.outline(LOAFER_UPPER if loafer else LACED_UPPER)
    if not loafer:
        p.piece(last.outline(LACED_TONGUE), edge=0.8)
    folds = [(160, 288, 176, 330, 6, 3), (184, 280, 204, 326, 6, 3)]
    p.piece(upper, edge=1.2, soft=4, form=(0, 0, 0.4, 1), volume=1.15, folds=folds)
    if loafer:
        _loafer(p, last, upper)
    else:
        _laced(p, last, upper, derby=style == "derby")
    light = [
        (48, 328, 104, 300, 6, 6), (60, 314, 96, 301, 2, 2.2), (352, 262, 353, 310, -4, 4),
        (226, 312, 312, 304, -4, 5),
    ]  # fmt: skip
    p.gloss(upper, light, 0.5 if p.main.lightness > 0.3 else 0.62)
    _sole(p, last, sturdy=style == "derby")


def _sole(p: Picture, last: Last, *, sturdy: bool) -> None:
    rng = p.rng
    kind = rng.choice(("dark", "dark", "natural", *(("lug", "crepe") if sturdy else ())))
    if kind == "lug":
        lug_sole(p, last, 43)
    elif kind == "crepe":
        wedge_sole(p, last, tone("sand"), 43)
    else:
        welted_sole(p, last, 333, edge=tone("cognac", -0.05) if kind == "natural" else None)


def _laced(p: Picture, last: Last, upper: str, derby: bool) -> None:
    t, rng = p.main, p.rng
    panel(p, last.outline(OPEN_QUARTER if derby else QUARTER), upper, drop=2.6 if derby else 1.6)
    other = p.second if p.pattern == "block" else None
    toe = rng.choice(
        ("plain", "cap", "apron", "wing") if derby else ("cap", "cap", "brogue", "wing", "plain")
    )
    if toe in ("cap", "brogue"):
        panel(p, last.outline(TOE_CAP), upper, other)
    if toe == "wing":
        panel(p, last.outline(WING), upper, other)
        broguing(p, last.outline(WING_EDGE, closed=False))
    if toe == "brogue":
        broguing(p, last.outline(CAP_EDGE, closed=False))
    if toe in ("brogue", "wing"):
        holes(p, [last.at(*at) for at in MEDALLION], 1.3, 0.9)
    if toe == "apron":
        apron_seam(p, last.outline(APRON_OF_DERBY, closed=False))
    if rng.random() < 0.75:
        panel(p, last.outline(COUNTER), upper)
    row = [(252 - i * 15, 244 + i * 8) for i in range(rng.choice((2, 3, 4)) if derby else 5)]
    holes(p, [last.at(x + 8, y + 13) for x, y in row], 1.7)
    lace = tone(p.colours.name, 0.16) if t.lightness < 0.45 else tone("chocolate")
    laces(p, [last.at(x + 3, y + 4) for x, y in row], lace, (9, 9), 3.4)
    p.stroke(last.outline(LACED_RIM, closed=False), t.light, 2, 0.6)


def _loafer(p: Picture, last: Last, upper: str) -> None:
    t = p.main
    panel(p, last.outline(APRON), upper, stitched=False, drop=2.4)
    apron_seam(p, last.outline(APRON_SEAM, closed=False))
    trim = p.rng.choice((_penny, _bit, _tassels, _fringe, _plain))
    trim(p, last, upper)
    p.seam(last.outline([(322, 276), (316, 304), (320, 334)], closed=False), opacity=0.7)
    p.stroke(last.outline(LOAFER_RIM, closed=False), t.light, 2.2, 0.7)


def _saddle(p: Picture, last: Last, upper: str) -> None:
    panel(p, last.outline(STRAP), upper, stitched=False, drop=2.4)
    for line in SADDLE_STITCHES:
        p.stitch(last.outline(line, closed=False), p.main.line, 0.9, 0.7, "2.6 1.8")


def _penny(p: Picture, last: Last, upper: str) -> None:
    _saddle(p, last, upper)
    slot = leaf(*last.at(207, 265), *last.at(230, 250), 2, 4)
    p.shape(slot, p.main.light, 0.7, 'transform="translate(.8 1.4)"')
    p.shape(slot, p.main.deep)


def _bit(p: Picture, last: Last, upper: str) -> None:
    """Two rings and a bar of metal."""
    _saddle(p, last, upper)
    metal = p.rng.choice(("gold", "gold", "silver"))
    pale, middle, dark = METALS["silver" if metal == "silver" else "gold"]
    (x0, y0), (x1, y1) = last.at(203, 269), last.at(228, 251)
    d = f"M{x0 + 2:.1f} {y0 - 1:.1f}L{x1 - 1:.1f} {y1:.1f}" + circle(x0, y0, 4, 5) + circle(x1, y1, 4, 5)
    with p.hardware():
        for width, colour, down in ((4.6, dark, 1), (3.6, middle, 0), (1.2, pale, -0.7)):
            p.stroke(d, colour, width, 1, f'transform="translate(0 {down})"')


def _tassels(p: Picture, last: Last, upper: str) -> None:
    """A cord round the rim, and the tassels that it ends in."""
    t = p.main
    cord = last.outline([(343, 262), (328, 281), (300, 291), (270, 285), (238, 262)], closed=False)
    p.strokes(cord, Pen(t.deep, 4, 0.9), Pen(t.light, 2.2, 0.7, 'stroke-dasharray="4 3"'))
    x, y = last.at(228, 256)
    for dx, dy in ((-22, 14), (-6, 24)):
        p.stroke(f"M{x:.1f} {y:.1f}l{dx} {dy}", t.deep, 3)
        end = [(x + dx - 3, y + dy - 3, 1), (x + dx + 5, y + dy - 1, 1), (x + dx + 1, y + dy + 22, 1)]
        end += [(x + dx - 13, y + dy + 17, 1)]
        d = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py, _ in end) + "z"
        p.shadow(d, dx=2, dy=3, radius=2, opacity=0.5, within=upper)
        p.piece(d, edge=0.4, soft=1.4)
        strands = "".join(
            f"M{x + dx - 2 + i * 2:.1f} {y + dy:.1f}L{x + dx - 10 + i * 4:.1f} {y + dy + 18 + i:.1f}"
            for i in range(4)
        )
        p.stroke(strands, t.deep, 0.9, 0.7)
    knot = circle(x - 1, y + 1, 5, 4.2)
    p.piece(knot, edge=0.5, soft=1.2)


def _fringe(p: Picture, last: Last, upper: str) -> None:
    """A cut tongue under the strap."""
    for strip in FRINGE:
        panel(p, last.outline(strip), upper, stitched=False)
    _saddle(p, last, upper)


def _plain(p: Picture, last: Last, upper: str) -> None:
    """Nothing but a second row of thread along the apron."""
    seam = [(x + 3, y + 6) for x, y, *_ in APRON_SEAM]
    p.stitch(last.outline(seam, closed=False), p.main.line, 0.9, 0.6, "2.6 1.8")
