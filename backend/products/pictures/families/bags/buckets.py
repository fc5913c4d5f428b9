"""Bucket bags, drawn together or clasped at the top."""

from backend.products.pictures.families.bags.leather import contrast, ring, stand, strap, stud
from backend.products.pictures.outlines import Line, circle, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Metal, Picture

HOLE = "#221b15"
METALS: tuple[Metal, ...] = ("gold", "gold", "silver")
# fmt: off
GATHERED: Line = [
    (115, 196, 1), (136, 205), (158, 199), (180, 207), (200, 202), (220, 207), (242, 199), (264, 205),
    (285, 196, 1),
]
OPEN: Line = [(96, 198, 1), (150, 206), (200, 208), (250, 206), (304, 198, 1)]
# fmt: on
STRAPS = (
    "M114 236C92 104 142 54 200 54S308 104 286 236",
    "M114 236C104 150 150 116 200 116S296 150 286 236",
    "M114 236C70 130 150 40 214 84S316 150 286 236",
)


def bucket(p: Picture) -> None:
    rng = p.rng
    metal = rng.choice(METALS)
    stand(p, 112, 438, (0.86, 1.1), (0.84, 1))
    strap(p, rng.choice(STRAPS), rng.choice((9, 10, 17)), shadow=False)
    drawn = rng.random() < 0.65
    # A straight one keeps its width up to the top.
    foot = rng.choice((0, 0, 14, -18))
    _body(p, drawn, foot)
    if drawn:
        _drawstring(p, metal)
    else:
        tongue = "M184 190h32v70q-16 12-32 0z"
        p.shadow(tongue, dx=2, dy=4, radius=3, opacity=0.45)
        p.piece(tongue, contrast(p), edge=0.8, soft=2.4)
        p.stitch("M188 194v64q12 8 24 0v-64", p.main.line, 0.9)
        stud(p, metal, 200, 250, 7)
    for x in (117, 283):
        ring(p, metal, x, 234, 8)


def _body(p: Picture, drawn: bool, foot: int) -> None:
    top, rng = GATHERED if drawn else OPEN, p.rng
    opening = spline([
        (top[0][0] + 1, 197, 1), (150, 189), (200, 185), (250, 189), (top[-1][0] - 1, 197, 1), (270, 216),
        (200, 222), (130, 216),
    ])  # fmt: skip
    p.shape(opening, p.main.deep)
    waist = 0 if drawn else 14
    body = spline([
        *top, (280 + waist, 238), (300 + foot * 0.4, 290), (314 + foot, 360), (318 + foot, 412),
        (304 + foot, 434), (264, 440), (200, 442), (136, 440), (96 - foot, 434),
        (82 - foot, 412), (86 - foot, 360),
        (100 - foot * 0.4, 290), (120 - waist, 238),
    ])  # fmt: skip
    down = rng.uniform(-14, 14)
    folds = (
        (138, 206, 140, 238, 2, 4), (180, 208, 178, 240, -2, 5), (222, 208, 224, 240, 2, 5),
        (262, 206, 260, 238, -2, 4), (136, 246, 112, 340 + down, -8, 6), (166, 250, 154, 350 - down, -5, 6),
        (212, 250, 210, 330 + down, 4, 5), (240, 250, 254, 352 - down, 6, 6), (266, 246, 292, 330, 8, 6),
    )  # fmt: skip
    shown = folds if drawn else folds[4:9:2]
    p.piece(body, None, 0, edge=1.7, soft=5, volume=1.2, form=(0, 0, 1, 0.2), folds=shown)
    trim = p.second if p.colours.two else None
    high = rng.choice((390, 390, 340, 0))
    if high:
        base = spline([(56, high, 1), (200, high + 10), (344, high, 1), (344, 448, 1), (56, 448, 1)])
        p.add(f'<g clip-path="url(#{p.clip(body)})">')
        p.shadow(base, dx=0, dy=-3, radius=2, opacity=0.3)
        p.piece(base, trim or (p.main.shaded if high < 390 else None), edge=0.8, soft=4)
        p.stitch(f"M60 {high + 8}Q200 {high + 18} 340 {high + 8}", p.main.line)
        p.add("</g>")
    if not drawn:
        p.stitch(f"M{top[0][0] + 4} 210Q200 220 {top[-1][0] - 4} 210", p.main.line)
    p.gloss(body, [(116, 270, 98, 380, -5, 7)], 0.3, 6)


def _drawstring(p: Picture, metal: Metal) -> None:
    """Through eyelets and one slide, which holds the bag closed."""
    gold = f"url(#{p.metal(metal)[0]})"
    for x, y in ((136, 240), (158, 243), (180, 245), (220, 245), (242, 243), (264, 240)):
        p.shape(circle(x, y, 4.4), gold)
        p.shape(circle(x, y, 2.2), HOLE)
    threaded = "M136 240Q147 246 158 243M180 245L194 262M220 245L206 262M242 243Q253 246 264 240"
    strap(p, threaded, 4.6, stitched=False, shadow=False)
    long = p.rng.choice((0, 18, 34))
    strap(p, f"M196 270Q192 300 182 {326 + long}M204 270Q210 296 220 {314 + long}", 4.6, stitched=False)
    slide = rounded(188, 256, 24, 15, 5)
    p.shadow(slide, dx=2, dy=3, radius=2, opacity=0.4)
    p.piece(slide, p.second if p.colours.two else None, edge=0.5, soft=1.6)
    tasselled = p.rng.random() < 0.4
    for x, y in ((181, 328 + long), (221, 316 + long)):
        if tasselled:
            _tassel(p, x, y, p.second if p.colours.two else p.main)
        else:
            p.shape(rounded(x - 4, y - 6, 8, 16, 3), gold)


def _tassel(p: Picture, x: float, y: float, tone: Tone) -> None:
    d = f"M{x - 4} {y - 4}h8l5 34q-9 4-18 0z"
    p.shadow(d, dx=2, dy=3, radius=2, opacity=0.4)
    p.piece(d, tone, edge=0.5, soft=1.6)
    strands = "".join(f"M{x - 2.4 + i * 1.6} {y}L{x - 6 + i * 4} {y + 30}" for i in range(4))
    p.stroke(strands, tone.deep, 0.9, 0.6)
