"""Sneakers: court and retro shoes, runners, canvas high-tops."""

from backend.products.pictures.article import article
from backend.products.pictures.families.footwear.construction import (
    eyelets,
    holes,
    laces,
    lining,
    panel,
    sole,
)
from backend.products.pictures.outlines import spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Picture

# fmt: off
LOW_TONGUE = spline([
    (228, 226, 1), (248, 200), (268, 181), (288, 172), (300, 177), (300, 194), (291, 214), (280, 236, 1),
])
LOW_INSIDE = (
    (282, 188), (300, 200), (324, 202), (346, 196), (352, 214), (338, 236), (290, 244), (268, 232),
)
LOW_UPPER = spline([
    (353, 330, 1), (358, 296), (353, 262), (350, 232), (349, 206, 1), (341, 203), (326, 215), (302, 228),
    (280, 226), (262, 212), (250, 197, 1), (226, 208), (196, 224), (168, 240), (144, 250), (112, 257),
    (78, 269), (54, 287), (44, 308), (44, 330, 1),
])
LOW_TOE = spline([
    (40, 334, 1), (43, 306), (56, 285), (82, 266), (104, 258), (118, 272), (122, 300), (120, 334, 1),
])
LOW_TOE_SEAM = spline([(150, 250), (158, 276), (150, 306), (128, 330)], closed=False)
LOW_EYESTAY = spline([
    (253, 196, 1), (226, 207), (196, 223), (168, 239), (146, 249, 1), (148, 264), (166, 272), (196, 262),
    (236, 246), (268, 236), (284, 226, 1), (264, 214),
])
# A plain saddle across the middle: nobody's mark.
LOW_SADDLE = spline([
    (204, 336, 1), (210, 300), (226, 270), (248, 244, 1), (292, 238, 1), (282, 272), (278, 304),
    (284, 336, 1),
])
LOW_SIDE_SEAM = spline([(180, 330), (196, 296), (228, 268), (284, 246)], closed=False)
LOW_SIDE_STITCH = spline([(184, 330), (200, 298), (231, 272), (286, 250)], closed=False)
LOW_HEEL = spline([
    (364, 334, 1), (364, 200, 1), (340, 200, 1), (330, 214), (331, 238), (326, 266, 1), (318, 300),
    (316, 334, 1),
])
LOW_TAB = spline([
    (364, 258, 1), (364, 198, 1), (338, 200, 1), (328, 216), (328, 240), (334, 258, 1),
])
LOW_RIM = spline([(348, 207), (326, 219), (302, 232), (280, 230), (262, 216)], closed=False)
LOW_RIM_STITCH = spline([(345, 215), (326, 226), (302, 238), (280, 236), (264, 225)], closed=False)
CUP_SOLE = spline([
    (41, 316, 1), (80, 323), (140, 325), (220, 326), (300, 324), (357, 314, 1), (361, 334), (357, 351),
    (346, 357, 1), (200, 358), (78, 357, 1), (50, 349), (39, 331),
])
CUP_GROOVE = spline([(41, 323), (80, 330), (140, 332), (220, 333), (300, 331), (360, 322)], closed=False)
CUP_STITCH = spline([(43, 328), (80, 335), (140, 337), (220, 338), (300, 336), (358, 327)], closed=False)
CUP_FLOOR = spline([(62, 353.5), (86, 357), (200, 358), (344, 357)], closed=False)

RUN_TONGUE = spline([
    (232, 222, 1), (250, 194), (271, 171), (292, 160), (305, 165), (305, 182), (295, 206), (282, 228, 1),
])
RUN_INSIDE = spline([
    (288, 182), (306, 192), (330, 190), (354, 178), (358, 200), (340, 226), (290, 236), (266, 222),
])
RUN_UPPER = spline([
    (357, 322, 1), (364, 286), (354, 250), (356, 218), (362, 192), (356, 180, 1), (346, 186), (328, 204),
    (304, 216), (282, 212), (266, 200), (254, 190, 1), (226, 206), (196, 226), (168, 243), (140, 254),
    (104, 262), (70, 275), (48, 292), (38, 312), (40, 324, 1),
])
RUN_TOE = spline([
    (34, 330, 1), (38, 306), (52, 288), (76, 272, 1), (84, 292), (96, 306), (140, 314), (150, 330, 1),
])
RUN_HEEL = spline([
    (372, 330, 1), (372, 176, 1), (352, 178, 1), (340, 206), (336, 236), (318, 262), (300, 290),
    (292, 330, 1),
])
RUN_COUNTER = spline([
    (372, 300, 1), (372, 224, 1), (350, 230), (344, 256), (326, 282), (318, 330, 1), (372, 330, 1),
])
RUN_SIDE = spline([
    (138, 336, 1), (180, 316), (222, 282), (256, 234, 1), (288, 232, 1), (284, 264), (268, 300),
    (246, 336, 1),
])
RUN_EYESTAY = spline([
    (258, 188, 1), (226, 206), (196, 226), (168, 243), (142, 253, 1), (146, 266), (166, 272), (198, 258),
    (238, 238), (270, 222), (284, 212, 1), (268, 201),
])
RUN_RIM = spline([(350, 190), (328, 208), (304, 221), (282, 217), (264, 205)], closed=False)
FOAM = spline([
    (34, 318, 1), (70, 322), (130, 316), (190, 322), (250, 312), (310, 306), (366, 300, 1), (374, 318),
    (366, 344), (346, 356, 1), (220, 354), (120, 358), (66, 354), (38, 340),
])
FOAM_GROOVE = spline([(40, 332), (130, 330), (220, 334), (300, 322), (366, 314)], closed=False)
FOAM_WEDGE = spline([
    (372, 330, 1), (310, 330), (262, 338), (230, 344, 1), (270, 348), (330, 346), (372, 340, 1),
])
OUTSOLE = spline([
    (40, 340, 1), (66, 351), (120, 354), (220, 350), (346, 351), (366, 342, 1), (360, 356), (346, 360, 1),
    (220, 358), (120, 361), (64, 358),
])

HIGH_TONGUE = spline([
    (232, 250, 1), (246, 202), (258, 174), (274, 162), (287, 168), (290, 196), (280, 250, 1),
])
HIGH_INSIDE = spline([(268, 178), (300, 186), (334, 176), (340, 190), (300, 206), (266, 200)])
HIGH_UPPER = spline([
    (348, 374, 1), (356, 336), (350, 290), (340, 246), (338, 210), (340, 178, 1), (300, 190), (262, 180, 1),
    (254, 214), (240, 246), (216, 272), (184, 292), (148, 306), (112, 314), (78, 326), (54, 344),
    (46, 374, 1),
])
HIGH_SEAM = spline([(266, 184), (268, 220), (252, 262), (222, 308), (202, 374)], closed=False)
HIGH_STITCH = spline([(270, 186), (272, 222), (256, 264), (226, 310), (206, 374)], closed=False)
HIGH_BACKSTRAP = spline([(326, 170, 1), (350, 170, 1), (362, 380, 1), (332, 380, 1), (326, 280)])
HIGH_RIM = spline([(338, 182), (300, 194), (264, 184)], closed=False)
HIGH_TOE = spline([
    (38, 378, 1), (50, 342), (72, 326), (100, 316, 1), (124, 330), (136, 352), (138, 378, 1),
])
HIGH_EYELETS = ((254, 196), (251, 214), (244, 232), (234, 249), (220, 264), (202, 277), (182, 288))
HIGH_SOLE = spline([
    (44, 356, 1), (80, 362), (140, 364), (220, 364), (300, 363), (352, 355, 1), (356, 376), (353, 391),
    (344, 397, 1), (200, 398), (82, 397, 1), (54, 389), (42, 371),
])
HIGH_FOXING = spline([(44, 365), (80, 371), (140, 373), (220, 373), (300, 372), (354, 365)], closed=False)
HIGH_FLOOR = spline([(66, 393.5), (90, 397), (200, 398), (343, 397)], closed=False)
# fmt: on


@article("court", "runner", "hightop", "court", "retro")
def sneaker(p: Picture, style: str) -> None:
    if style == "runner":
        _runner(p)
    elif style == "hightop":
        _hightop(p)
    else:
        _court(p, retro=style == "retro")


def _court(p: Picture, retro: bool) -> None:
    white = tone("white") if p.own_random.random() < 0.7 else tone("ecru")
    accent = p.main
    if p.colours.two:
        accent = p.second
    elif p.main.lightness > 0.9:
        accent = tone("forest")
    p.stage("grain", 0.34, tilt=0, squash=(0.86, 357), pair=28, top=140, bottom=410)
    p.floor(202, 352, 160, 12)
    p.piece(LOW_TONGUE, edge=0.9, soft=3)
    lining(p, LOW_INSIDE, tone("ecru"), "#3a322b", (0.75, 0.25))
    folds = [(150, 252, 176, 306, 8, 4), (176, 244, 206, 300, 8, 3.4), (128, 262, 150, 300, 7, 3)]
    p.piece(LOW_UPPER, edge=1.2, soft=4.2, form=(0, 0, 0.35, 1), folds=folds)
    if retro:
        panel(p, LOW_TOE, LOW_UPPER, accent)
        panel(p, LOW_EYESTAY, LOW_UPPER, accent if p.pattern == "block" else None)
        panel(p, LOW_SADDLE, LOW_UPPER, accent)
    else:
        _perforated_side(p)
    panel(p, LOW_HEEL, LOW_UPPER)
    panel(p, LOW_TAB, LOW_UPPER, accent)
    blur = p.blur(1.2)
    p.stroke(LOW_RIM, p.main.light, 3.2, 0.75, f'transform="translate(0 -2)" filter="url(#{blur})"')
    p.stitch(LOW_RIM_STITCH, _thread(p.main), 0.8, 0.5)
    p.gloss(
        LOW_UPPER,
        [(56, 300, 96, 268, 4, 5), (96, 270, 150, 256, 2, 3), (346, 226, 350, 300, -3, 3)],
        0.55,
    )
    row = [(244 - i * 18.5, 215 + i * 9.2) for i in range(5)]
    holes(p, [(x + 9, y + 17) for x, y in row], 2, 0.8)
    laces(p, [(x, y - 5) for x, y in row], white if p.main.lightness < 0.95 or retro else p.main)
    _cup_sole(p, tone("camel", 0.06) if p.own_random.random() < 0.25 else white)


def _thread(leather: Tone) -> str:
    """Tone in tone, yet to be seen on dark leather."""
    return leather.line if leather.lightness < 0.42 else leather.deep


def _perforated_side(p: Picture) -> None:
    p.stitch(LOW_TOE_SEAM, _thread(p.main), 1, 0.55)
    toe = [(92 + 9 * i + (j % 2) * 4, 280 + 8 * j - 2.1 * i) for i in range(4) for j in range(3)]
    holes(p, toe, 1.25, 0.75)
    panel(p, LOW_EYESTAY, LOW_UPPER)
    p.seam(LOW_SIDE_SEAM, width=1.2)
    p.stitch(LOW_SIDE_STITCH, _thread(p.main), 0.9, 0.5)
    side = [(232 + i * 11 + j * 9, 312 - i * 7.5 + j * 5.5) for i in range(4) for j in range(3)]
    holes(p, side, 1.5, 0.6)


def _cup_sole(p: Picture, rubber: Tone) -> None:
    sole(p, CUP_SOLE, rubber, CUP_GROOVE)
    p.stitch(CUP_STITCH, rubber.deep, 0.9, 0.55, "4 2.4")
    p.stroke(CUP_FLOOR, rubber.deep, 2.2, 0.8)


def _runner(p: Picture) -> None:
    white = tone("white")
    accent = p.second if p.colours.two else tone("charcoal" if p.main.lightness > 0.5 else "silver")
    p.stage("grain", 0.34, tilt=0, squash=(0.88, 357), pair=28, top=140, bottom=410)
    p.floor(206, 356, 156, 12)
    p.piece(RUN_TONGUE, accent, edge=0.9, soft=3)
    p.shape(RUN_INSIDE, p.main.deep)
    folds = [(148, 254, 172, 310, 8, 4), (176, 246, 206, 304, 8, 3)]
    p.piece(RUN_UPPER, edge=1.2, soft=4.2, form=(0, 0, 0.35, 1), folds=folds)
    mesh = "".join(f'<circle cx="{at}" cy="{at}" r=".9" fill="{p.main.deep}"/>' for at in (1.2, 3.7))
    p.shape(RUN_UPPER, f"url(#{p.tile(5, 5, mesh)})", 0.38)
    panel(p, RUN_TOE, RUN_UPPER, accent if p.pattern == "block" else None, stitched=False)
    panel(p, RUN_HEEL, RUN_UPPER, stitched=False)
    panel(p, RUN_COUNTER, RUN_UPPER, accent, stitched=False)
    panel(p, RUN_SIDE, RUN_UPPER, accent, stitched=False)
    panel(p, RUN_EYESTAY, RUN_UPPER, stitched=False)
    p.stroke(RUN_RIM, p.main.light, 3, 0.7, f'filter="url(#{p.blur(1.2)})"')
    p.gloss(RUN_UPPER, [(50, 304, 90, 274, 4, 4), (352, 220, 358, 290, -3, 3)], 0.45)
    row = [(246 - i * 18, 209 + i * 10) for i in range(5)]
    holes(p, [(x + 9, y + 15) for x, y in row], 2, 0.9)
    laces(p, [(x, y - 5) for x, y in row], white if p.main.lightness < 0.9 else accent)
    sole(p, FOAM, white, FOAM_GROOVE)
    panel(p, FOAM_WEDGE, FOAM, accent, stitched=False, drop=1)
    p.piece(OUTSOLE, accent, edge=0.3, soft=1.4)


def _hightop(p: Picture) -> None:
    white = tone("white" if p.main.lightness < 0.95 else "ecru")
    p.stage("grain", 0.4, tilt=0, pair=26, top=140, bottom=410)
    p.floor(200, 392, 158, 12)
    p.piece(HIGH_TONGUE, edge=0.9, soft=3)
    p.shape(HIGH_INSIDE, tone("ecru").shade)
    p.shape(HIGH_INSIDE, "#3a322b", 0.5)
    folds = [
        (246, 240, 330, 256, -10, 5), (232, 262, 320, 286, -10, 4), (176, 298, 206, 352, 8, 4),
        (338, 230, 300, 242, 6, 4), (146, 308, 176, 360, 8, 3),
    ]  # fmt: skip
    p.piece(HIGH_UPPER, None, 0, "linen", edge=1.2, soft=4.2, form=(0, 0, 0.5, 1), folds=folds)
    p.seam(HIGH_SEAM, width=1.2)
    p.stitch(HIGH_STITCH, p.main.line, 0.9, 0.6)
    panel(p, HIGH_BACKSTRAP, HIGH_UPPER, p.second if p.pattern == "block" else None)
    p.stroke(HIGH_RIM, p.main.light, 2.6, 0.6)
    panel(p, HIGH_TOE, HIGH_UPPER, white, stitched=False)
    p.gloss(HIGH_TOE, [(58, 352, 98, 326, 4, 5)], 0.8, 3)
    eyelets(p, [(x + 13, y + 8) for x, y in HIGH_EYELETS], p.metal("silver")[0], "#241d18", 1.4)
    laces(p, [(x + 1, y) for x, y in HIGH_EYELETS], white, (11, 9), 5)
    sole(p, HIGH_SOLE, white)
    stripe = p.main if p.main.lightness < 0.9 else tone("navy")
    p.stroke(HIGH_FOXING, (p.second if p.colours.two else stripe).base, 2.4)
    p.stroke(HIGH_FLOOR, tone("cognac").deep, 2.4, 0.8)
