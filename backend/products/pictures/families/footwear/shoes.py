"""Leather shoes: oxfords, derbies and loafers."""

from math import sin

from backend.products.pictures.article import article
from backend.products.pictures.families.footwear.construction import (
    BUTT,
    holes,
    laces,
    lining,
    panel,
    welted_sole,
)
from backend.products.pictures.outlines import circle, leaf, spline
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import METALS, Picture

# fmt: off
TOE_LINE = (
    (146, 285), (108, 291), (74, 300), (47, 314), (34, 332), (34, 346, 1), (90, 350), (144, 349), (202, 343),
    (262, 335),
)
LACED_INSIDE = ((270, 240), (300, 252), (344, 246), (348, 262), (320, 280), (272, 270))
LACED_TONGUE = spline([
    (228, 262, 1), (246, 242), (262, 230), (277, 226), (285, 234), (286, 254), (276, 274, 1),
])
LACED_UPPER = spline([
    (352, 333, 1), (358, 302), (351, 272), (347, 246, 1), (332, 262), (310, 271), (288, 266), (270, 250),
    (260, 234, 1), (240, 245), (214, 259), (182, 275), *TOE_LINE,
])
QUARTER = spline([
    (262, 232, 1), (240, 245), (214, 259), (186, 273, 1), (192, 290), (218, 290), (254, 280), (292, 276),
    (362, 272, 1), (352, 240, 1), (332, 264), (310, 273), (288, 268),
])
# A derby's quarters lie open on the vamp, down to the sole.
OPEN_QUARTER = spline([
    (262, 232, 1), (240, 245), (214, 259), (184, 272, 1), (177, 286), (190, 299), (214, 305), (223, 320),
    (220, 350, 1), (366, 350, 1), (366, 240, 1), (352, 240, 1), (332, 264), (310, 273), (288, 268),
])
TOE_CAP = spline([
    (20, 356, 1), (22, 330), (42, 306), (72, 293), (106, 286, 1), (120, 304), (126, 326), (120, 356, 1),
])
COUNTER = spline([
    (366, 340, 1), (366, 236, 1), (346, 246, 1), (340, 274), (322, 306), (312, 340, 1),
])
LACED_RIM = spline([(345, 251), (332, 266), (310, 275), (288, 270), (268, 250)], closed=False)

LOAFER_INSIDE = ((238, 246), (266, 246), (306, 256), (346, 248), (346, 272), (310, 290), (256, 276))
LOAFER_UPPER = spline([
    (352, 333, 1), (358, 302), (351, 274), (347, 248, 1), (330, 270), (302, 282), (272, 276), (248, 258),
    (234, 238, 1), (216, 244), (200, 256), (178, 272), *TOE_LINE,
])
APRON = spline([
    (234, 236, 1), (212, 242), (194, 256), (170, 270), (140, 282), (104, 287), (70, 296), (58, 310, 1),
    (100, 313), (142, 307), (190, 296), (226, 282), (248, 262, 1),
])
APRON_SEAM = spline([(57, 311), (100, 315), (142, 309), (190, 298), (228, 284), (250, 263)], closed=False)
APRON_LIP = spline([(57, 309.6), (100, 313.6), (142, 307.6), (190, 296.6), (227, 282.6)], closed=False)
PENNY_STRAP = spline([
    (200, 252, 1), (222, 238, 1), (246, 262), (256, 300), (256, 345, 1), (214, 350, 1), (218, 300),
])
PENNY_SLOT = leaf(207, 265, 230, 250, 2, 4)
LOAFER_RIM = spline([(346, 252), (330, 273), (302, 285), (272, 279), (249, 261)], closed=False)
# fmt: on


@article("oxford", "loafer", "derby")
def shoes(p: Picture, style: str) -> None:
    p.stage("grain", 0.25, tilt=0, pair=28, top=190, bottom=380)
    p.floor(200, 360, 160, 11)
    inside = LOAFER_INSIDE if style == "loafer" else LACED_INSIDE
    lining(p, inside, tone("camel"), "#2a1f17", (0.8, 0.35))
    upper = LOAFER_UPPER if style == "loafer" else LACED_UPPER
    if style != "loafer":
        p.piece(LACED_TONGUE, edge=0.8)
    folds = [(160, 288, 176, 330, 6, 3), (184, 280, 204, 326, 6, 3)]
    p.piece(upper, edge=1.2, soft=4, form=(0, 0, 0.4, 1), volume=1.15, folds=folds)
    if style == "loafer":
        _loafer(p)
    else:
        _laced(p, derby=style == "derby")
    light = [
        (48, 326, 104, 298, 6, 6), (60, 312, 96, 299, 2, 2.2), (352, 262, 353, 310, -4, 4),
        (226, 312, 312, 304, -4, 5),
    ]  # fmt: skip
    p.gloss(upper, light)
    welted_sole(p, 333)


def _loafer(p: Picture) -> None:
    t = p.main
    panel(p, APRON, LOAFER_UPPER, stitched=False, drop=2.4)
    p.stroke(APRON_SEAM, t.deep, 3, 0.65, f'stroke-dasharray="3 2.6" {BUTT}')
    p.stroke(APRON_LIP, t.light, 1.2, 0.8, f'stroke-dasharray="3 2.6" {BUTT}')
    panel(p, PENNY_STRAP, LOAFER_UPPER, stitched=False, drop=2.4)
    p.stroke(
        "M224 262Q248 290 250 338M209 262Q226 300 222 342", t.line, 0.9, 0.7, 'stroke-dasharray="2.6 1.8"'
    )
    if p.rng.random() < 0.5:
        _bit(p)
    else:
        p.shape(PENNY_SLOT, t.light, 0.7, 'transform="translate(.8 1.4)"')
        p.shape(PENNY_SLOT, t.deep)
    p.seam("M322 276Q314 304 320 334", opacity=0.7)
    p.stroke(LOAFER_RIM, t.light, 2.2, 0.7)


def _bit(p: Picture) -> None:
    """Two rings and a bar of metal."""
    pale, middle, _ = METALS["gold"]
    d = "M205 268L227 251" + circle(203, 269, 4, 5) + circle(228, 251, 4, 5)
    with p.hardware():
        for width, colour, down in ((4.6, "#5b421d", 1), (3.6, middle, 0), (1.2, pale, -0.7)):
            p.stroke(d, colour, width, 1, f'transform="translate(0 {down})"')


def _laced(p: Picture, derby: bool) -> None:
    t = p.main
    if derby:
        panel(p, OPEN_QUARTER, LACED_UPPER, drop=2.6)
    else:
        panel(p, QUARTER, LACED_UPPER)
    panel(p, TOE_CAP, LACED_UPPER, p.second if p.pattern == "block" else None)
    if derby:
        broguing = (circle(105 + 8 * sin(i * 0.36), 298 + i * 6, 0.9 + (i % 2) * 0.7) for i in range(9))
        p.shape("".join(broguing), t.deep, 0.85)
    panel(p, COUNTER, LACED_UPPER)
    row = [(252 - i * 15, 244 + i * 8) for i in range(4 if derby else 5)]
    holes(p, [(x + 8, y + 13) for x, y in row], 1.7)
    laces(p, [(x + 3, y + 4) for x, y in row], t if t.lightness < 0.45 else tone("chocolate"), (9, 9), 3.4)
    p.stroke(LACED_RIM, t.light, 2, 0.6)
