"""Running shoes: a knitted upper with overlays, on foam."""

from backend.products.pictures.families.footwear.construction import holes, laces, panel, sole
from backend.products.pictures.families.footwear.last import chosen
from backend.products.pictures.outlines import Line, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Picture

# fmt: off
RUN_TONGUE: Line = [
    (232, 222, 1), (250, 194), (271, 171), (292, 160), (305, 165), (305, 182), (295, 206), (282, 228, 1),
]
RUN_INSIDE: Line = [
    (288, 182), (306, 192), (330, 190), (354, 178), (358, 200), (340, 226), (290, 236), (266, 222),
]
RUN_UPPER: Line = [
    (357, 322, 1), (364, 286), (354, 250), (356, 218), (362, 192), (356, 180, 1), (346, 186), (328, 204),
    (304, 216), (282, 212), (266, 200), (254, 190, 1), (226, 206), (196, 226), (168, 243), (140, 254),
    (104, 262), (70, 275), (48, 292), (38, 312), (40, 324, 1),
]
RUN_TOE: Line = [
    (34, 330, 1), (38, 306), (52, 288), (76, 272, 1), (84, 292), (96, 306), (140, 314), (150, 330, 1),
]
RUN_HEEL: Line = [
    (372, 330, 1), (372, 176, 1), (352, 178, 1), (340, 206), (336, 236), (318, 262), (300, 290),
    (292, 330, 1),
]
RUN_COUNTER: Line = [
    (372, 300, 1), (372, 224, 1), (350, 230), (344, 256), (326, 282), (318, 330, 1), (372, 330, 1),
]
RUN_SIDE: Line = [
    (138, 336, 1), (180, 316), (222, 282), (256, 234, 1), (288, 232, 1), (284, 264), (268, 300),
    (246, 336, 1),
]
RUN_EYESTAY: Line = [
    (258, 188, 1), (226, 206), (196, 226), (168, 243), (142, 253, 1), (146, 266), (166, 272), (198, 258),
    (238, 238), (270, 222), (284, 212, 1), (268, 201),
]
RUN_RIM: Line = [(350, 190), (328, 208), (304, 221), (282, 217), (264, 205)]
FOAM: Line = [
    (34, 318, 1), (70, 322), (130, 316), (190, 322), (250, 312), (310, 306), (366, 300, 1), (374, 318),
    (366, 344), (346, 356, 1), (220, 354), (120, 358), (66, 354), (38, 340),
]
FOAM_GROOVE: Line = [(40, 332), (130, 330), (220, 334), (300, 322), (366, 314)]
FOAM_WEDGE: Line = [
    (372, 330, 1), (310, 330), (262, 338), (230, 344, 1), (270, 348), (330, 346), (372, 340, 1),
]
OUTSOLE: Line = [
    (40, 340, 1), (66, 351), (120, 354), (220, 350), (346, 351), (366, 342, 1), (360, 356), (346, 360, 1),
    (220, 358), (120, 361), (64, 358),
]
THICK_FOAM: Line = [
    (34, 318, 1), (70, 320), (130, 312), (190, 312), (250, 300), (310, 293), (366, 290, 1), (376, 306),
    (373, 338), (352, 356, 1), (220, 356), (120, 358), (64, 352), (34, 334),
]
RUN_CAGE: Line = [
    (150, 336, 1), (206, 290), (250, 236, 1), (262, 234, 1), (216, 296), (176, 336, 1), (212, 336, 1),
    (250, 298), (280, 244, 1), (290, 240, 1), (264, 304), (238, 336, 1),
]
# fmt: on


def runner(p: Picture) -> None:
    accent = p.second if p.colours.two else _accent(p)
    p.stage("grain", 0.34, tilt=0, squash=(0.88, 357), pair=28, top=140, bottom=410)
    p.floor(206, 356, 156, 12)
    last = chosen(p.rng, 322, 262, (-10, 2), (-0.16, 0.1), (0.9, 1.08))
    p.piece(last.outline(RUN_TONGUE), p.rng.choice((accent, p.main.shaded)), edge=0.9, soft=3)
    p.shape(last.outline(RUN_INSIDE), p.main.deep)
    folds = [(148, 254, 172, 310, 8, 4), (176, 246, 206, 304, 8, 3)]
    upper = last.outline(RUN_UPPER)
    p.piece(upper, edge=1.2, soft=4.2, form=(0, 0, 0.35, 1), folds=folds)
    _mesh(p, upper)
    side = p.rng.choice((RUN_SIDE, RUN_SIDE, RUN_CAGE, None))
    if p.rng.random() < 0.7:
        panel(p, last.outline(RUN_TOE), upper, accent if p.pattern == "block" else None, stitched=False)
    panel(p, last.outline(RUN_HEEL), upper, p.rng.choice((None, None, accent)), stitched=False)
    panel(p, last.outline(RUN_COUNTER), upper, accent, stitched=False)
    if side:
        panel(p, last.outline(side), upper, accent, stitched=False)
    panel(p, last.outline(RUN_EYESTAY), upper, stitched=False)
    p.stroke(last.outline(RUN_RIM, closed=False), p.main.light, 3, 0.7, f'filter="url(#{p.blur(1.2)})"')
    p.gloss(upper, [(50, 304, 90, 274, 4, 4), (352, 220, 358, 290, -3, 3)], 0.45)
    row = [(246 - i * 18, 209 + i * 10) for i in range(5)]
    holes(p, [last.at(x + 9, y + 15) for x, y in row], 2, 0.9)
    lace = tone(p.rng.choice(("white", "white", "charcoal")))
    laces(p, [last.at(x, y - 5) for x, y in row], lace if p.main.lightness < 0.9 else accent)
    _foam(p, accent)


def _accent(p: Picture) -> Tone:
    """The colour of overlays: neutral, or one that sports shoes dare."""
    neutral = tone("charcoal" if p.main.lightness > 0.5 else "silver")
    bold = tone(p.rng.choice(("mustard", "ecru", "sky", "slate")))
    return neutral if p.rng.random() < 0.55 else bold


def _mesh(p: Picture, upper: str) -> None:
    dot = f'r=".9" fill="{p.main.deep}"'
    marks = "".join(f'<circle cx="{at}" cy="{at}" {dot}/>' for at in (1.2, 3.7))
    size = p.rng.choice((4, 5, 7))
    p.shape(upper, f"url(#{p.tile(size, size, marks)})", 0.38)


def _foam(p: Picture, accent: Tone) -> None:
    white = tone(p.rng.choice(("white", "white", "ecru")))
    thick = p.rng.random() < 0.45
    foam = spline(THICK_FOAM if thick else FOAM)
    sole(p, foam, white, spline(FOAM_GROOVE, closed=False))
    if p.rng.random() < 0.7:
        panel(p, spline(FOAM_WEDGE), foam, accent, stitched=False, drop=1)
    p.piece(spline(OUTSOLE), p.rng.choice((accent, tone("charcoal"), tone("camel"))), edge=0.3, soft=1.4)
