"""Satchels: stiff, with a handle on top."""

from backend.products.pictures.families.bags.leather import clasp, contrast, stand, strap, stud, tag
from backend.products.pictures.outlines import Line, spline
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.picture import Metal, Picture

# fmt: off
BODIES: tuple[Line, ...] = (
    [(92, 192), (108, 176, 1), (292, 176, 1), (308, 192), (330, 300), (342, 396), (330, 420), (200, 424),
     (70, 420), (58, 396), (70, 300)],
    [(68, 200), (80, 178, 1), (320, 178, 1), (332, 200), (338, 300), (338, 400), (326, 420), (200, 423),
     (74, 420), (62, 400), (62, 300)],
    [(70, 262), (96, 200), (140, 176), (200, 172), (260, 176), (304, 200), (330, 262), (340, 396), (328, 420),
     (200, 424), (72, 420), (60, 396)],
)
# fmt: on
HANDLES = (
    "M150 182C150 100 168 84 200 84S250 100 250 182",
    "M150 182C150 128 168 116 200 116S250 128 250 182",
    "M138 182C128 96 160 66 200 66S272 96 262 182",
)
METALS: tuple[Metal, ...] = ("gold", "gold", "silver", "gun")


def satchel(p: Picture) -> None:
    rng, tone = p.rng, p.main
    metal = rng.choice(METALS)
    stand(p, 136, 420, (0.88, 1.04), (0.86, 1.04))
    strap(p, rng.choice(HANDLES), rng.choice((11, 12, 14)))
    outline = rng.choice(BODIES)
    body = spline(outline)
    folds = ((76, 290, 104, 412, 8, 7), (324, 290, 296, 412, -8, 7), (140, 420, 150, 330, 6, 5))
    p.piece(body, None, 0, edge=1.7, soft=6, volume=1.15, folds=folds)
    sewn = [(200 + (x - 200) * 0.93, 300 + (y - 300) * 0.93, *corner) for x, y, *corner in outline]
    p.stitch(spline(sewn), tone.line, 1)
    front = rng.choice((_belted, _belted, _zipped, _lidded))
    front(p, body, metal)
    p.gloss(body, [(112, 190, 200, 186, -2, 4), (84, 270, 72, 360, 4, 5)], 0.35, 5)
    if rng.random() < 0.5:
        tag(p, 150, 176, -12)


def _opening(p: Picture, metal: Metal) -> None:
    line = spline([(104, 186), (200, 182), (296, 186)], closed=False)
    p.stroke(line, p.main.deep, 7, 0.8)
    teeth = 'stroke-dasharray="1.6 1.2" style="stroke-linecap:butt"'
    p.stroke(line, p.metal(metal)[2], 3, 1, teeth)


def _pocket(p: Picture, body: str, top: int) -> None:
    front = spline([
        (104, top, 1), (200, top + 6), (296, top, 1), (304, 380),
        (294, 402, 1), (200, 406), (106, 402, 1), (96, 380),
    ])  # fmt: skip
    p.shadow(front, dx=1.5, dy=4, radius=3, opacity=0.35, within=body)
    p.piece(front, contrast(p), edge=1.1, soft=4, volume=0.9)
    sewn = spline([(110, top + 8), (200, top + 14), (290, top + 8)], closed=False)
    p.stitch(sewn, p.main.line, 1)


def _belted(p: Picture, body: str, metal: Metal) -> None:
    """A pocket in front, and one or two belts that reach down to it."""
    _opening(p, metal)
    _pocket(p, body, 290)
    xs = p.rng.choice(((150, 250), (150, 250), (200,)))
    if len(xs) == 2:
        clasp(p, metal, 286)
    for x in xs:
        belt = f"M{x - 8} 176h16v100l-8 9-8-9z" if len(xs) == 2 else f"M{x - 13} 176h26v128l-13 13-13-13z"
        p.shadow(belt, dx=2, dy=3, radius=2, opacity=0.4, within=body)
        p.piece(belt, edge=0.6, soft=2)
        if len(xs) == 2:
            p.stitch(f"M{x - 4.8} 180v93l4.8 6 4.8-6v-93", p.main.line, 0.8)
        buckle(
            p,
            x,
            220 if len(xs) == 2 else 268,
            25 if len(xs) == 2 else 36,
            20 if len(xs) == 2 else 27,
            metal,
            thick=3,
        )


def _zipped(p: Picture, body: str, metal: Metal) -> None:
    """Two pockets closed by zips, for what is looked for most."""
    _opening(p, metal)
    _pocket(p, body, 270)
    line = "M116 316H284"
    p.stroke(line, p.main.deep, 7, 0.8)
    p.stroke(line, p.metal(metal)[2], 3, 1, 'stroke-dasharray="1.6 1.2" style="stroke-linecap:butt"')
    p.stroke("M284 316v20", p.main.shade, 5)
    p.stroke("M284 316v20", p.main.light, 1.4, 0.6, 'transform="translate(-1.4 0)"')


def _lidded(p: Picture, body: str, metal: Metal) -> None:
    """A lid over the upper half."""
    lid = spline([
        (62, 190), (92, 173, 1), (308, 173, 1), (338, 190), (342, 260), (322, 300, 1), (200, 308),
        (78, 300, 1), (58, 260),
    ])  # fmt: skip
    p.add(f'<g clip-path="url(#{p.clip(body)})">')
    p.shadow(lid, dx=2, dy=8, radius=5, opacity=0.5)
    p.piece(lid, contrast(p), 0, edge=1.3, soft=5, volume=1.2, form=(0, 0, 0.35, 1))
    p.stitch(spline([(70, 284), (88, 293), (200, 300), (312, 293), (330, 284)], closed=False), p.main.line, 1)
    p.add("</g>")
    if p.rng.random() < 0.5:
        clasp(p, metal, 282)
    else:
        for x in (140, 260):
            stud(p, metal, x, 288, 8)
