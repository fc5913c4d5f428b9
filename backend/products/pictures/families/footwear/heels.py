"""Pumps with a slim or a block heel, of several heights, toes and trims."""

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.families.footwear.construction import BUTT, panel
from backend.products.pictures.families.footwear.last import Last, chosen
from backend.products.pictures.outlines import Line, circle, num
from backend.products.pictures.palette import tone
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.picture import METALS, Metal, Picture

# fmt: off
INSIDE: Line = [
    (150, 318, 1), (190, 296), (250, 250), (300, 216), (346, 196, 1), (352, 214), (300, 260), (240, 310),
    (180, 346),
]
UPPER: Line = [
    (351, 257, 1), (356, 230), (352, 205), (345, 196), (336, 201), (317, 229), (290, 263), (256, 298),
    (216, 322), (176, 327), (148, 312, 1), (112, 322), (74, 340), (45, 361), (37, 372), (39, 380, 1),
    (100, 380), (168, 378), (220, 358), (270, 314), (312, 278),
]
STILETTO: Line = [
    (290, 296, 1), (310, 262, 1), (351, 240, 1), (353, 264), (347, 300), (340, 342), (338, 386, 1),
    (328, 386, 1), (328, 346), (321, 312), (308, 297),
]
BLOCKS: tuple[Line, ...] = (
    [(276, 310, 1), (300, 270, 1), (351, 240, 1), (356, 290), (354, 386, 1), (306, 386, 1), (305, 340),
     (298, 312)],
    [(276, 310, 1), (300, 270, 1), (351, 240, 1), (358, 290), (364, 386, 1), (300, 386, 1), (302, 340),
     (296, 312)],
    [(276, 310, 1), (300, 270, 1), (351, 240, 1), (354, 290), (346, 386, 1), (312, 386, 1), (308, 340),
     (298, 312)],
)
TOE_CAP: Line = [(24, 384, 1), (30, 356), (64, 340), (100, 322, 1), (112, 344), (108, 384, 1)]
SOLE: Line = [
    (36, 376, 1), (100, 380), (168, 377), (222, 356), (270, 314), (312, 278), (352, 258, 1), (353, 266, 1),
    (314, 286), (274, 322), (226, 366), (176, 386), (100, 388), (46, 386), (37, 381),
]
LIGHT = (
    (58, 364, 128, 326, 6, 6), (70, 352, 112, 332, 2, 2.4), (344, 210, 349, 250, -3, 3),
    (250, 312, 312, 250, 5, 4),
)
# fmt: on
METAL: tuple[Metal, ...] = ("gold", "gold", "silver")
INSTEP = "M272 282C262 246 236 238 214 272"
ANKLE_BEHIND = "M352 158C340 138 286 138 276 160"
ANKLE_BEFORE = "M276 160C280 178 342 176 352 158"


@article("pump", "block")
def heels(p: Picture, style: str) -> None:
    rng, slim = p.rng, style == "pump"
    height = rng.uniform(0.74, 1) if slim else rng.uniform(0.66, 0.92)
    p.stage("grain", 0.3, tilt=0, squash=(round(height, 2), 386), pair=26, top=120, bottom=400)
    heel = STILETTO if slim else rng.choice(BLOCKS)
    p.floor(150, 386, 112, 9, 0.3)
    p.floor(334, 386, 22 if slim else 34, 8, 0.3)
    last = chosen(rng, 382, 0, *(((-12, 4), (-0.2, 0.1)) if slim else ((-22, 0), (-0.34, 0.06))), rise=(1, 1))
    trim = rng.choice((None, None, _ankle, _instep, _bow, _cap, _bar))
    if trim is _ankle:
        _band(p, ANKLE_BEHIND)
    p.piece(
        last.outline(INSIDE),
        tone(rng.choice(("sand", "ecru", "camel" if p.main.lightness < 0.4 else "sand"))),
        edge=0.8,
        soft=3,
    )
    leather = tone("chocolate" if p.main.lightness > 0.3 else "camel")
    p.piece(last.outline(SOLE), leather, edge=0.4, soft=1.4)
    stacked = not slim and rng.random() < 0.35
    p.piece(last.outline(heel), leather if stacked else None, 0)
    if stacked:
        lines = "".join(f"M296 {y}H362" for y in range(290, 386, 14))
        p.add(f'<g clip-path="url(#{p.clip(last.outline(heel))})">')
        p.stroke(lines, leather.deep, 0.8, 0.5)
        p.add("</g>")
    corners = [x for x, y, *_ in heel if y == 386]
    p.shape(
        f"M{min(corners) - 0.4:.1f} 381H{max(corners) + 0.6:.1f}V387H{min(corners) - 0.4:.1f}z", "#2a1d15"
    )
    upper = last.outline(UPPER)
    p.piece(upper, None, 0, edge=1.2, soft=3.8, form=(0, 0, 0.5, 1), volume=1.15)
    p.gloss(upper, LIGHT, 0.55)
    if trim:
        trim(p, last, upper)


def _band(p: Picture, d: str) -> None:
    """A narrow strap that stands up by itself."""
    t = p.main
    p.strokes(
        d,
        Pen(t.deep, 9, 1, BUTT),
        Pen(t.base, 7.4, 1, BUTT),
        Pen(t.light, 2, 0.6, f'y="-1.6" {BUTT}'),
    )


def _ankle(p: Picture, last: Last, upper: str) -> None:
    _band(p, "M348 206C354 190 354 172 351 154")
    _band(p, ANKLE_BEFORE)
    buckle(p, 306, 173, 15, 17, p.rng.choice(METAL), thick=2.6)


def _instep(p: Picture, last: Last, upper: str) -> None:
    p.shadow("M262 292l20-14 6 12-18 14z", dx=0, dy=2, radius=2, opacity=0.4, within=upper)
    _band(p, INSTEP)
    buckle(p, 264, 262, 14, 17, p.rng.choice(METAL), thick=2.6)


def _bow(p: Picture, last: Last, upper: str) -> None:
    x, y = last.at(146, 316)
    for side in (-1, 1):
        loop = (
            f"M{num(x)} {num(y)}C{num(x + side * 10)} {num(y - 20)} {num(x + side * 34)} {num(y - 22)} "
            f"{num(x + side * 32)} {num(y - 2)}C{num(x + side * 30)} {num(y + 14)} {num(x + side * 10)} "
            f"{num(y + 10)} {num(x)} {num(y)}z"
        )
        p.shadow(loop, dx=1, dy=4, radius=2.4, opacity=0.45, within=upper)
        p.piece(loop, edge=0.7, soft=2, volume=1.2)
        p.stroke(f"M{num(x)} {num(y)}q{side * 12}-8 {side * 22}-6", p.main.deep, 1.2, 0.6)
    p.piece(circle(x, y, 6, 7), edge=0.6, soft=1.6)


def _cap(p: Picture, last: Last, upper: str) -> None:
    dark = p.main.lightness < 0.4
    panel(p, last.outline(TOE_CAP), upper, tone("ecru" if dark else "black"), stitched=False)


def _bar(p: Picture, last: Last, upper: str) -> None:
    """A plain piece of metal on the vamp."""
    x, y = last.at(132, 330)
    pale, middle, dark = METALS[p.rng.choice(METAL)]
    with p.hardware():
        for width, colour, down in ((7, dark, 1), (5.4, middle, 0), (1.6, pale, -1.4)):
            p.stroke(f"M{num(x - 9)} {num(y + 5 + down)}L{num(x + 13)} {num(y - 3 + down)}", colour, width)
