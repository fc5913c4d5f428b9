"""Canvas shoes to the ankle, with rubber at the toe."""

from backend.products.pictures.families.footwear.construction import eyelets, laces, panel, sole
from backend.products.pictures.families.footwear.last import chosen
from backend.products.pictures.outlines import Line
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import Metal, Picture

# fmt: off
HIGH_TONGUE: Line = [
    (232, 250, 1), (246, 202), (258, 174), (274, 162), (287, 168), (290, 196), (280, 250, 1),
]
HIGH_INSIDE: Line = [(268, 178), (300, 186), (334, 176), (340, 190), (300, 206), (266, 200)]
HIGH_UPPER: Line = [
    (348, 374, 1), (356, 336), (350, 290), (340, 246), (338, 210), (340, 178, 1), (300, 190), (262, 180, 1),
    (254, 214), (240, 246), (216, 272), (184, 292), (148, 306), (112, 314), (78, 326), (54, 344),
    (46, 374, 1),
]
HIGH_SEAM: Line = [(266, 184), (268, 220), (252, 262), (222, 308), (202, 374)]
HIGH_STITCH: Line = [(270, 186), (272, 222), (256, 264), (226, 310), (206, 374)]
HIGH_BACKSTRAP: Line = [(326, 170, 1), (350, 170, 1), (362, 380, 1), (332, 380, 1), (326, 280)]
HIGH_RIM: Line = [(338, 182), (300, 194), (264, 184)]
HIGH_TOE: Line = [
    (38, 378, 1), (50, 342), (72, 326), (100, 316, 1), (124, 330), (136, 352), (138, 378, 1),
]
HIGH_EYELETS = ((254, 196), (251, 214), (244, 232), (234, 249), (220, 264), (202, 277), (182, 288))
HIGH_SOLE: Line = [
    (44, 356, 1), (80, 362), (140, 364), (220, 364), (300, 363), (352, 355, 1), (356, 376), (353, 391),
    (344, 397, 1), (200, 398), (82, 397, 1), (54, 389), (42, 371),
]
HIGH_FOXING: Line = [(44, 365), (80, 371), (140, 373), (220, 373), (300, 372), (354, 365)]
HIGH_FLOOR: Line = [(66, 393.5), (90, 397), (200, 398), (343, 397)]
HIGH_EYESTAY: Line = [
    (250, 176, 1), (276, 184, 1), (276, 216), (262, 258), (238, 290), (206, 306), (172, 302, 1),
    (206, 280), (236, 246), (252, 214),
]
HIGH_COLLAR: Line = [(246, 172, 1), (300, 188), (350, 172, 1), (350, 200, 1), (300, 214), (246, 204, 1)]
# fmt: on
METALS: tuple[Metal, ...] = ("silver", "silver", "gold", "gun")


def hightop(p: Picture) -> None:
    rng = p.rng
    rubber = tone(rng.choice(("white", "white", "ecru")) if p.main.lightness < 0.95 else "ecru")
    p.stage("grain", 0.4, tilt=0, pair=26, top=140, bottom=410)
    p.floor(200, 392, 158, 12)
    last = chosen(rng, 376, 300, (-10, 2), (-0.12, 0.14), (0.72, 1.04))
    p.piece(last.outline(HIGH_TONGUE), edge=0.9, soft=3)
    p.shape(last.outline(HIGH_INSIDE), tone("ecru").shade)
    p.shape(last.outline(HIGH_INSIDE), "#3a322b", 0.5)
    folds = [
        (246, 240, 330, 256, -10, 5), (232, 262, 320, 286, -10, 4), (176, 298, 206, 352, 8, 4),
        (338, 230, 300, 242, 6, 4), (146, 308, 176, 360, 8, 3),
    ]  # fmt: skip
    upper = last.outline(HIGH_UPPER)
    p.piece(upper, None, 0, "linen", edge=1.2, soft=4.2, form=(0, 0, 0.5, 1), folds=folds)
    other = p.second if p.pattern == "block" else None
    deeper = tone(p.colours.name, -0.09 if p.main.lightness > 0.4 else 0.1)
    if rng.random() < 0.5:
        p.seam(last.outline(HIGH_SEAM, closed=False), width=1.2)
        p.stitch(last.outline(HIGH_STITCH, closed=False), p.main.line, 0.9, 0.6)
    else:
        panel(p, last.outline(HIGH_EYESTAY), upper, rng.choice((None, deeper)))
    panel(p, last.outline(HIGH_BACKSTRAP), upper, other or rng.choice((None, deeper)))
    if rng.random() < 0.4:
        panel(p, last.outline(HIGH_COLLAR), upper, other or deeper)
    p.stroke(last.outline(HIGH_RIM, closed=False), p.main.light, 2.6, 0.6)
    toe = last.outline(HIGH_TOE)
    bare = rng.random() < 0.3
    panel(p, toe, upper, None if bare else rubber, stitched=bare)
    if not bare:
        p.gloss(toe, [(58, 352, 98, 328, 4, 5)], 0.8, 3)
    rings = [last.at(x + 13, y + 8) for x, y in HIGH_EYELETS]
    eyelets(p, rings, p.metal(rng.choice(METALS))[0], "#241d18", 1.4)
    lace = p.main.shaded if rng.random() < 0.25 and p.main.lightness < 0.7 else tone("white")
    laces(p, [last.at(x + 1, y) for x, y in HIGH_EYELETS], lace, (11, 9), 5)
    sole(p, last.outline(HIGH_SOLE), rubber)
    stripe = p.main if p.main.lightness < 0.9 else tone(rng.choice(("navy", "burgundy", "black")))
    foxing = last.outline(HIGH_FOXING, closed=False)
    for down in rng.choice(((), (0,), (0, 6))):
        line = (p.second if p.colours.two else stripe).base
        p.stroke(foxing, line, 2.2, 1, f'transform="translate(0 {down})"')
    p.stroke(last.outline(HIGH_FLOOR, closed=False), tone("cognac").deep, 2.4, 0.8)
