"""Handbags: each style a drawing of its own."""

from collections.abc import Callable

from backend.products.pictures.article import article
from backend.products.pictures.families.bags.leather import contrast, strap
from backend.products.pictures.outlines import circle, rounded, spline
from backend.products.pictures.parts.fastenings import DROP, buckle
from backend.products.pictures.picture import Metal, Picture

HOLE = "#221b15"


@article("tote", "flap", "satchel", "bucket", "tote")
def handbag(p: Picture, style: str) -> None:
    p.stage("grain", 0.62, tilt=0)
    STYLES[style](p)


def _tote(p: Picture) -> None:
    tone, base = p.main, contrast(p)
    p.floor(200, 438, 128, 12)
    strap(p, "M142 206C140 110 164 66 200 66S260 110 258 206", 9, tone.shaded, shadow=False)
    opening = spline([(78, 200, 1), (120, 192), (200, 187), (280, 192), (322, 200, 1), (200, 216)])
    p.shape(opening, tone.deep)
    body = spline([
        (76, 198, 1), (200, 204), (324, 198, 1), (334, 320), (342, 424), (334, 437, 1),
        (200, 440), (66, 437, 1), (58, 424), (66, 320),
    ])  # fmt: skip
    folds = (
        (84, 210, 116, 330, 10, 7), (316, 210, 286, 340, -10, 7),
        (150, 436, 160, 330, 6, 6), (252, 436, 240, 346, -6, 6),
    )  # fmt: skip
    canvas = None if p.pattern == "plain" else "linen"
    p.piece(body, None, 0, canvas, edge=1.6, soft=6, volume=1.1, folds=folds)
    if base:
        foot = spline([(60, 350, 1), (200, 358), (340, 350, 1), (346, 440, 1), (200, 446), (54, 440, 1)])
        p.add(f'<g clip-path="url(#{p.clip(body)})">')
        p.piece(foot, base, edge=0.8, soft=4)
        p.stitch("M64 357Q200 365 336 357", base.line)
        p.add("</g>")
    p.seam("M77 212Q200 219 323 212", None, 1.2, 0.7)
    p.stitch("M77 216.5Q200 223.5 323 216.5", tone.line, 1)
    p.stroke("M78 200Q200 206 322 200", tone.light, 2.4, 0.7)
    for x in (142, 258):
        tab = f"M{x - 10} 205L{x + 10} 205 {x + 11} 262 {x} 274 {x - 11} 262z"
        p.shadow(tab, dx=2, dy=3, radius=2.4, opacity=0.4, within=body)
        p.piece(tab, base, edge=0.6, soft=2)
        p.stitch(f"M{x - 6.5} 209L{x - 7.5} 260 {x} 268.5 {x + 7.5} 260 {x + 6.5} 209z", tone.line, 0.9)
        p.shape(circle(x, 254, 3), f"url(#{p.metal('gold')[0]})")
    strap(p, "M142 216C136 124 158 88 200 88S264 124 258 216", 10, base)
    foil = "#d9b877" if tone.lightness < 0.6 else tone.deep
    p.shape(rounded(180, 300, 40, 2.2, 1), foil, 0.75)
    p.shape(rounded(188, 306, 24, 1.6, 0.8), foil, 0.6)


def _flap(p: Picture) -> None:
    metals: list[Metal] = ["gold", "gold", "silver"]
    metal = p.rng.choice(metals)
    p.floor(200, 404, 132, 12)
    carried = "M86 226C84 110 140 52 204 52S318 110 314 226"
    if p.rng.random() < 0.5:
        _chain(p, carried, metal)
    else:
        strap(p, carried, 9)
    body = spline([
        (74, 236), (84, 218), (200, 214), (316, 218), (326, 236), (336, 320),
        (334, 386), (318, 404), (200, 407), (82, 404), (66, 386), (64, 320),
    ])  # fmt: skip
    folds = ((70, 300, 96, 396, 8, 6), (330, 300, 304, 396, -8, 6))
    p.piece(body, edge=1.7, soft=6, volume=1.1, folds=folds)
    sewn = spline([(84, 380), (96, 394), (200, 397), (304, 394), (316, 380)], closed=False)
    p.stitch(sewn, p.main.line, 1)
    _cover(p, body)
    _clasp(p, metal, 304)
    _rings(p, metal, (86, 314), 224)


def _chain(p: Picture, d: str, metal: Metal) -> None:
    _, pale, middle, dark = p.metal(metal)
    p.stroke(d, DROP, 7, 0.3, f'transform="translate(3 5)" filter="url(#{p.blur(3)})"')
    p.stroke(d, dark, 7.4, 1, 'stroke-dasharray="7 3.6"')
    p.stroke(d, middle, 5.6, 1, 'stroke-dasharray="7 3.6"')
    p.stroke(d, pale, 2, 0.9, 'stroke-dasharray="5 5.6" transform="translate(-1 -1)"')
    p.stroke(d, dark, 1.5, 0.9, 'stroke-dasharray="3 7.6" stroke-dashoffset="-7"')


def _cover(p: Picture, body: str) -> None:
    """The flap that gives the bag its name."""
    tone = contrast(p) or p.main
    flap = spline([
        (70, 240), (82, 216, 1), (200, 210), (318, 216, 1), (330, 240), (335, 296), (318, 322),
        (262, 332), (200, 338), (138, 332), (82, 322), (65, 296),
    ])  # fmt: skip
    p.shadow(flap, dx=2, dy=8, radius=5, opacity=0.5, within=body)
    p.piece(flap, tone, 0, edge=1.4, soft=5, volume=1.25, form=(0, 0, 0.35, 1))
    if p.pattern == "plain" and p.rng.random() < 0.4:
        _quilting(p, flap)
    sewn = [
        (77, 244), (72, 294), (86, 314), (140, 324), (200, 329),
        (260, 324), (314, 314), (328, 294), (323, 244),
    ]  # fmt: skip
    p.stitch(spline(sewn, closed=False), tone.line, 1)
    p.gloss(flap, [(90, 226, 250, 222, -3, 6), (78, 250, 76, 300, 3, 4)], 0.35, 5)


def _quilting(p: Picture, flap: str) -> None:
    light, deep = p.main.light, p.main.deep
    lines = "".join(f"M{x} 205L{x + 140} 345M{x + 140} 205L{x} 345" for x in range(-20, 400, 36))
    p.add(
        f'<g clip-path="url(#{p.clip(flap)})" fill="none"><path d="{lines}" stroke="{light}" '
        f'stroke-width="6" opacity=".5" transform="translate(3 4)" filter="url(#{p.blur(2.4)})"/>'
        f'<path d="{lines}" stroke="{deep}" stroke-width="5" opacity=".45" filter="url(#{p.blur(2)})"/>'
        f'<path d="{lines}" stroke="{deep}" stroke-width="1" opacity=".7"/></g>'
    )


def _clasp(p: Picture, metal: Metal, y: int) -> None:
    """One that turns."""
    gradient, _, middle, dark = p.metal(metal)
    p.shadow(rounded(180, y + 2, 40, 30, 6), dx=2, dy=4, radius=2.6, opacity=0.5)
    with p.hardware():
        p.shape(rounded(180, y, 40, 30, 6), f"url(#{gradient})")
        p.shape(rounded(183.5, y + 3.5, 33, 23, 4), middle, 0.55)
        p.shape(rounded(192.5, y + 8, 15, 15, 7.5), DROP, 0.35)
        p.shape(rounded(192, y + 7, 15, 15, 7.5), f"url(#{gradient})")
        p.shape(rounded(198.4, y + 9, 2.4, 11, 1.2), dark)


def _rings(p: Picture, metal: Metal, xs: tuple[int, int], y: int) -> None:
    """Where the strap is held."""
    _, pale, middle, dark = p.metal(metal)
    with p.hardware():
        for x in xs:
            p.stroke(circle(x, y, 8), dark, 4.6)
            p.stroke(circle(x, y, 8), middle, 3.2)
            p.stroke(f"M{x - 7} {y - 4}a8 8 0 0 1 8-5", pale, 1.6)


def _satchel(p: Picture) -> None:
    tone = p.main
    p.floor(200, 420, 136, 12)
    strap(p, "M150 182C150 100 168 84 200 84S250 100 250 182", 12)
    body = spline([
        (92, 192), (108, 176, 1), (292, 176, 1), (308, 192), (330, 300), (342, 396),
        (330, 420), (200, 424), (70, 420), (58, 396), (70, 300),
    ])  # fmt: skip
    folds = ((76, 290, 104, 412, 8, 7), (324, 290, 296, 412, -8, 7), (140, 420, 150, 330, 6, 5))
    p.piece(body, None, 0, edge=1.7, soft=6, volume=1.15, folds=folds)
    sewn = [
        (98, 200), (78, 302), (67, 396), (76, 411), (200, 415),
        (324, 411), (333, 396), (322, 302), (302, 200),
    ]  # fmt: skip
    p.stitch(spline(sewn, closed=False), tone.line, 1)
    zip_line = spline([(104, 186), (200, 182), (296, 186)], closed=False)
    p.stroke(zip_line, tone.deep, 7, 0.8)
    teeth = 'stroke-dasharray="1.6 1.2" style="stroke-linecap:butt"'
    p.stroke(zip_line, p.metal("gold")[2], 3, 1, teeth)
    front = spline([
        (104, 290, 1), (200, 296), (296, 290, 1), (304, 380),
        (294, 402, 1), (200, 406), (106, 402, 1), (96, 380),
    ])  # fmt: skip
    p.shadow(front, dx=1.5, dy=4, radius=3, opacity=0.35, within=body)
    p.piece(front, contrast(p), edge=1.1, soft=4, volume=0.9)
    p.stitch(spline([(110, 298), (200, 304), (290, 298)], closed=False), tone.line, 1)
    _clasp(p, "gold", 286)
    for x in (150, 250):
        belt = f"M{x - 8} 176h16v100l-8 9-8-9z"
        p.shadow(belt, dx=2, dy=3, radius=2, opacity=0.4, within=body)
        p.piece(belt, edge=0.6, soft=2)
        p.stitch(f"M{x - 4.8} 180v93l4.8 6 4.8-6v-93", tone.line, 0.8)
        buckle(p, x, 220, 25, 20, "gold", thick=3)
    p.gloss(body, [(112, 190, 200, 186, -2, 4), (84, 270, 72, 360, 4, 5)], 0.35, 5)
    p.stroke("M151 150Q130 176 128 196", tone.deep, 2.4)
    label = "M120 196h17l5 40q-13 6-27 0z"
    p.shadow(label, dx=2, dy=4, radius=2.6, opacity=0.4)
    p.piece(label, p.second if p.colours.two else None, edge=0.7, soft=2)


def _bucket(p: Picture) -> None:
    p.floor(200, 438, 112, 12)
    strap(p, "M114 236C92 104 142 54 200 54S308 104 286 236", 10, shadow=False)
    opening = spline([
        (116, 197, 1), (150, 189), (200, 185), (250, 189), (284, 197, 1), (270, 216), (200, 222), (130, 216),
    ])  # fmt: skip
    p.shape(opening, p.main.deep)
    body = spline([
        (115, 196, 1), (136, 205), (158, 199), (180, 207), (200, 202), (220, 207), (242, 199), (264, 205),
        (285, 196, 1), (280, 238), (300, 290), (314, 360), (318, 412), (304, 434), (264, 440), (200, 442),
        (136, 440), (96, 434), (82, 412), (86, 360), (100, 290), (120, 238),
    ])  # fmt: skip
    folds = (
        (138, 206, 140, 238, 2, 4), (180, 208, 178, 240, -2, 5), (222, 208, 224, 240, 2, 5),
        (262, 206, 260, 238, -2, 4), (136, 246, 112, 340, -8, 6), (166, 250, 154, 350, -5, 6),
        (212, 250, 210, 330, 4, 5), (240, 250, 254, 352, 6, 6), (266, 246, 292, 330, 8, 6),
    )  # fmt: skip
    p.piece(body, None, 0, edge=1.7, soft=5, volume=1.2, form=(0, 0, 1, 0.2), folds=folds)
    base = spline([(76, 390, 1), (200, 400), (324, 390, 1), (324, 448, 1), (76, 448, 1)])
    p.add(f'<g clip-path="url(#{p.clip(body)})">')
    p.shadow(base, dx=0, dy=-3, radius=2, opacity=0.3)
    p.piece(base, p.second if p.colours.two else None, edge=0.8, soft=4)
    p.stitch("M84 398Q200 408 316 398", p.main.line)
    p.add("</g>")
    _drawstring(p)
    p.gloss(body, [(116, 270, 98, 380, -5, 7)], 0.3, 6)
    _rings(p, "gold", (117, 283), 234)


def _drawstring(p: Picture) -> None:
    """Through eyelets and one slide, which holds the bag closed."""
    gold = f"url(#{p.metal('gold')[0]})"
    for x, y in ((136, 240), (158, 243), (180, 245), (220, 245), (242, 243), (264, 240)):
        p.shape(circle(x, y, 4.4), gold)
        p.shape(circle(x, y, 2.2), HOLE)
    threaded = "M136 240Q147 246 158 243M180 245L194 262M220 245L206 262M242 243Q253 246 264 240"
    strap(p, threaded, 4.6, stitched=False, shadow=False)
    strap(p, "M196 270Q192 300 182 326M204 270Q210 296 220 314", 4.6, stitched=False)
    slide = rounded(188, 256, 24, 15, 5)
    p.shadow(slide, dx=2, dy=3, radius=2, opacity=0.4)
    p.piece(slide, p.second if p.colours.two else None, edge=0.5, soft=1.6)
    for x, y in ((181, 328), (221, 316)):
        p.shape(rounded(x - 4, y - 6, 8, 16, 3), gold)


STYLES: dict[str, Callable[[Picture], None]] = {
    "tote": _tote,
    "flap": _flap,
    "satchel": _satchel,
    "bucket": _bucket,
}
