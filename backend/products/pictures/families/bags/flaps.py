"""Shoulder bags that are closed by a flap."""

from backend.products.pictures.families.bags.leather import clasp, contrast, ring, stand, strap, stud
from backend.products.pictures.outlines import Line, rounded, spline
from backend.products.pictures.parts.fastenings import DROP, buckle
from backend.products.pictures.picture import Metal, Picture

METALS: tuple[Metal, ...] = ("gold", "gold", "silver", "gun")
# fmt: off
# The flap's lower edge from right to left, and how far down its middle comes.
EDGES: dict[str, tuple[Line, int]] = {
    "deep": ([(335, 296), (318, 322), (262, 332), (200, 338), (138, 332), (82, 322), (65, 296)], 338),
    "round": ([(334, 272), (312, 312), (262, 340), (200, 350), (138, 340), (88, 312), (66, 272)], 350),
    "point": ([(334, 262), (326, 274, 1), (200, 346), (74, 274, 1), (66, 262)], 346),
    "half": ([(332, 268), (322, 284), (262, 290), (200, 292), (138, 290), (78, 284), (68, 268)], 292),
    "whole": ([(336, 340), (330, 372), (262, 380), (200, 382), (138, 380), (70, 372), (64, 340)], 382),
}
# fmt: on


def flap(p: Picture) -> None:
    rng = p.rng
    metal = rng.choice(METALS)
    stand(p, 132, 404, (0.86, 1.06), (0.82, 1.08))
    carried = rng.choice((
        "M86 226C84 110 140 52 204 52S318 110 314 226",
        "M86 226C92 150 150 108 204 108S310 150 314 226",
        "M86 226C60 120 130 70 180 96S330 60 314 226",
    ))  # fmt: skip
    if rng.random() < 0.5:
        _chain(p, carried, metal)
    else:
        strap(p, carried, rng.choice((8, 9, 14)))
    bulge = rng.choice((0, 0, -12, 8))
    body = spline([
        (74, 236), (84, 218), (200, 214), (316, 218), (326, 236), (336 + bulge, 320),
        (334 + bulge, 386), (318, 404), (200, 407), (82, 404), (66 - bulge, 386), (64 - bulge, 320),
    ])  # fmt: skip
    folds = ((70, 300, 96, 396, 8, 6), (330, 300, 304, 396, -8, 6))
    p.piece(body, edge=1.7, soft=6, volume=1.1, folds=folds)
    sewn = spline([(84, 380), (96, 394), (200, 397), (304, 394), (316, 380)], closed=False)
    p.stitch(sewn, p.main.line, 1)
    edge, low = EDGES[rng.choice(tuple(EDGES))]
    _cover(p, body, edge)
    _fasten(p, metal, low, body)
    for x in (86, 314):
        ring(p, metal, x, 224, 8)


def _chain(p: Picture, d: str, metal: Metal) -> None:
    _, pale, middle, dark = p.metal(metal)
    p.stroke(d, DROP, 7, 0.3, f'transform="translate(3 5)" filter="url(#{p.blur(3)})"')
    p.stroke(d, dark, 7.4, 1, 'stroke-dasharray="7 3.6"')
    p.stroke(d, middle, 5.6, 1, 'stroke-dasharray="7 3.6"')
    p.stroke(d, pale, 2, 0.9, 'stroke-dasharray="5 5.6" transform="translate(-1 -1)"')
    p.stroke(d, dark, 1.5, 0.9, 'stroke-dasharray="3 7.6" stroke-dashoffset="-7"')


def _cover(p: Picture, body: str, edge: Line) -> None:
    """The flap that gives the bag its name."""
    tone = contrast(p) or p.main
    cover = spline([(70, 240), (82, 216, 1), (200, 210), (318, 216, 1), (330, 240), *edge])
    p.shadow(cover, dx=2, dy=8, radius=5, opacity=0.5, within=body)
    p.piece(cover, tone, 0, edge=1.4, soft=5, volume=1.25, form=(0, 0, 0.35, 1))
    if p.pattern == "plain" and p.rng.random() < 0.35:
        _quilting(p, cover)
    inner = [(200 + (x - 200) * 0.95, 240 + (y - 240) * 0.91, *corner) for x, y, *corner in edge]
    p.stitch(spline([(323, 244), *inner, (77, 244)], closed=False), tone.line, 1)
    p.gloss(cover, [(90, 226, 250, 222, -3, 6), (78, 250, 76, 300, 3, 4)], 0.35, 5)


def _quilting(p: Picture, cover: str) -> None:
    light, deep, step = p.main.light, p.main.deep, p.rng.choice((30, 36, 48))
    lines = "".join(f"M{x} 205L{x + 180} 385M{x + 180} 205L{x} 385" for x in range(-60, 400, step))
    p.add(
        f'<g clip-path="url(#{p.clip(cover)})" fill="none"><path d="{lines}" stroke="{light}" '
        f'stroke-width="6" opacity=".5" transform="translate(3 4)" filter="url(#{p.blur(2.4)})"/>'
        f'<path d="{lines}" stroke="{deep}" stroke-width="5" opacity=".45" filter="url(#{p.blur(2)})"/>'
        f'<path d="{lines}" stroke="{deep}" stroke-width="1" opacity=".7"/></g>'
    )


def _fasten(p: Picture, metal: Metal, low: int, body: str) -> None:
    kind = p.rng.choice(("turn", "turn", "ring", "stud", "tongue"))
    if kind == "turn":
        clasp(p, metal, low - 34)
    elif kind == "stud":
        stud(p, metal, 200, low - 16, 9)
    elif kind == "ring":
        p.shadow(f"M186 {low - 30}h28v10h-28z", dx=1, dy=4, radius=3, opacity=0.45)
        ring(p, metal, 200, low - 18, 15, 6)
    else:
        tongue = f"M186 {low - 60}h28v72q-14 12-28 0z"
        p.shadow(tongue, dx=2, dy=4, radius=3, opacity=0.45, within=body)
        p.piece(tongue, contrast(p), edge=0.8, soft=2.4)
        p.stitch(f"M190 {low - 56}v66q10 8 20 0v-66", p.main.line, 0.9)
        buckle(p, 200, low - 18, 38, 26, metal, thick=4)
    if kind in ("ring", "stud"):
        p.shape(rounded(184, 368, 32, 2, 1), "#d9b877" if p.main.lightness < 0.6 else p.main.deep, 0.7)
