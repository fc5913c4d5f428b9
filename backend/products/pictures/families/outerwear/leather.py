"""The leather biker jacket."""

from backend.products.pictures.families.outerwear.tailored import label
from backend.products.pictures.outlines import Point, circle, flip, leaf, num, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.arms import inset, mirrored_folds, pose
from backend.products.pictures.parts.fastenings import buckle, zipper
from backend.products.pictures.parts.fit import fit
from backend.products.pictures.parts.upper_body import Cut, UpperBody
from backend.products.pictures.picture import Fold, Metal, Picture

# fmt: off
COLLAR_BACK: list[Point] = [
    (157, 90, 1), (163, 76), (180, 69), (200, 66), (220, 69), (237, 76), (243, 90, 1), (218, 93), (200, 96),
    (182, 93),
]
LAPEL: list[Point] = [
    (199, 208, 1), (236, 196, 1), (270, 150, 1), (254, 132, 1), (250, 112), (234, 88, 1), (222, 130),
]
COLLAR_LEAF: list[Point] = [
    (228, 92, 1), (236, 78), (250, 92), (272, 122, 1), (256, 134, 1), (240, 116),
]
# Where leather catches the light: shoulders, chest, waist and hem.
BODY_GLOSS: list[Fold] = [
    (122, 128, 158, 105, 5, 3.5), (244, 105, 282, 128, 5, 3), (112, 172, 132, 232, -7, 5),
    (262, 178, 268, 246, 6, 6), (136, 250, 150, 338, -6, 5), (232, 232, 240, 320, 5, 4),
    (284, 268, 280, 336, -4, 3), (116, 262, 120, 330, 3, 2.5), (208, 300, 214, 352, 3, 2.5),
]
LAPEL_GLOSS: list[Fold] = [(214, 184, 244, 124, 4, 4), (240, 184, 260, 158, -3, 2)]
COLLAR_GLOSS: list[Fold] = [(240, 92, 262, 120, -3, 3)]
# fmt: on


def biker(p: Picture) -> None:
    """With wide lapels and a zip that runs aslant; never printed."""
    light = p.main.lightness
    strength = 0.62 if light < 0.45 else 0.42 if light < 0.75 else 0.22
    p.stage("leather", strength, tilt=p.rng.uniform(-1.6, 1.6), **fit(p.rng))
    p.pattern = "plain"
    cut = Cut(
        neck=44,
        drop=120,
        top=84,
        shoulder=104,
        chest=108,
        waist=100,
        hem=100,
        bottom=380,
        vneck=True,
        back=6,
        head=20,
    )
    top = UpperBody(p, cut, pose(p.rng, (-4, 1), (0, 14), folded=0.25), lifelike=True)
    lining = spline([(162, 86, 1), (200, 92), (238, 86, 1), (226, 150), (200, 226, 1), (174, 150)])
    p.piece(lining, p.colours.lining, edge=1.2, soft=5)
    p.shape(lining, p.main.deep, 0.5)
    label(p, 98)
    p.piece(spline(COLLAR_BACK), edge=0.7)
    _rim(p, spline(COLLAR_BACK))
    top.draw_body(folds=[(150, 376, 160, 290, 6, 6), (262, 376, 246, 300, -6, 6)], volume=1.2)
    metals: tuple[Metal, ...] = ("silver", "silver", "gold", "gun")
    metal = p.rng.choice(metals)
    _panels(p, top)
    if p.rng.random() < 0.35:
        _quilting(p)
    _gloss(p, _own_gloss(p))
    _rim(p, top.outline)
    zipper(p, 186, 206, 378, metal=metal, lean=-20)
    for left in (True, False):
        _lapel(p, top, left, metal)
    pockets = p.rng.choice((_slits, _slits, _breast, _welts))
    pockets(p, top, metal)
    if p.rng.random() < 0.4:
        _belt(p, top, metal)
    top.sleeves(384, width=38)
    for left, sleeve in zip((True, False), top.arms, strict=True):
        for panel in sleeve.panels:
            _rim(p, spline(panel.outline))
        _arm_gloss(p, sleeve.ridge)
        _cuff(p, sleeve.cuff, left, metal)


def _quilting(p: Picture) -> None:
    """Ribs sewn into the shoulders."""
    bright = _sheen(p).base
    for side in (-1, 1):
        lines = "".join(
            f"M{200 + side * (58 + 6 * rib)} {112 + 2 * rib}V{166 - rib * 0.4:.1f}" for rib in range(7)
        )
        p.stroke(lines, p.main.deep, 1.8, 0.7)
        p.stroke(lines, bright, 0.9, 0.5, 'transform="translate(1.4 .6)"')


def _slits(p: Picture, top: UpperBody, metal: Metal) -> None:
    """Pockets for the hands, closed by zips."""
    for side in (-1, 1):
        zipper(p, 200 + side * 60, 286, 330, metal=metal, lean=side * 22)


def _breast(p: Picture, top: UpperBody, metal: Metal) -> None:
    """As `_slits`, and a third one at the chest."""
    _slits(p, top, metal)
    zipper(p, 254, 214, 252, metal=metal, lean=14)


def _welts(p: Picture, top: UpperBody, metal: Metal) -> None:
    """A flap with a stud where change is kept, at one side; below, plain openings."""
    for side in (-1, 1):
        p.seam(f"M{200 + side * 52} 334L{200 + side * 82} 284", None, 3, 0.8)
    flap = "M226 262h54v22q-27 12-54 0z"
    p.shadow(flap, dx=2, dy=4, radius=3, opacity=0.5, within=top.outline)
    p.piece(flap, edge=0.8, soft=2.4)
    _rim(p, flap)
    with p.hardware():
        p.shape(circle(253, 281, 3.4), f"url(#{p.metal(metal)[0]})")


def _belt(p: Picture, top: UpperBody, metal: Metal) -> None:
    """Round the hem, its buckle open at the side."""
    d = spline([(104, 352, 1), (200, 358), (296, 352, 1), (297, 372, 1), (200, 378), (103, 372, 1)])
    p.add(f'<g clip-path="url(#{p.clip(top.outline)})">')
    p.shadow(d, dx=1, dy=4, radius=3, opacity=0.5)
    p.piece(d, edge=0.7, soft=2.4)
    _rim(p, d)
    p.add("</g>")
    buckle(p, 226, 366, 32, 30, metal, thick=4)


def _sheen(p: Picture) -> Tone:
    """What shines on this leather: black leather's light is that of the sky."""
    if p.main.lightness < 0.42:
        return tone("silver", -0.12 if p.colours.name in ("black", "charcoal", "navy") else -0.2)
    return tone(p.colours.name, 0.2)


def _own_gloss(p: Picture) -> list[Fold]:
    """Most of what may shine on the body, no two jackets alike."""
    off = p.rng.uniform
    return [
        (x0 + off(-5, 5), y0 + off(-8, 8), x1 + off(-5, 5), y1 + off(-14, 8), bend, width * off(0.6, 1.2))
        for x0, y0, x1, y1, bend, width in BODY_GLOSS
        if p.rng.random() < 0.8
    ]


def _gloss(p: Picture, leaves: list[Fold]) -> None:
    """Reflections with a bright core, which tell leather from cloth."""
    dark = p.main.lightness < 0.42
    bright = _sheen(p).light if p.main.lightness < 0.75 else "#fff"
    wide = "".join(leaf(x0, y0, x1, y1, bend, width * 1.7) for x0, y0, x1, y1, bend, width in leaves)
    core = "".join(leaf(x0, y0, x1, y1, bend, width * 0.5) for x0, y0, x1, y1, bend, width in leaves)
    p.add(
        f'<path d="{wide}" fill="{bright}" opacity="{0.22 if dark else 0.3}" filter="url(#{p.blur(4)})"/>'
        f'<path d="{core}" fill="{bright}" opacity="{0.5 if dark else 0.45}" filter="url(#{p.blur(1.5)})"/>'
    )


def _rim(p: Picture, d: str) -> None:
    """The turned edge of a panel: a groove, and outside it a line of light."""
    clip = p.clip(d)
    use = f'<use href="#{clip}p" fill="none" '
    bright, groove = _sheen(p).base, 0.28 if p.main.lightness < 0.75 else 0.14
    p.add(
        f'<g clip-path="url(#{clip})">{use}stroke="{p.main.deep}" stroke-width="8.6" opacity="{groove}"/>'
        f'{use}stroke="{bright}" stroke-width="2" opacity=".6" x=".5" y=".7"/></g>'
    )


def _panels(p: Picture, top: UpperBody) -> None:
    """The seams of yoke and sides, and the band at the hem, each with a lit lip."""
    bright = _sheen(p).base
    seams = "M98 168Q130 176 158 168M302 168Q270 176 246 168M122 174Q130 270 122 358M280 174Q272 270 280 358"
    hem = spline([(x, y - 22) for x, y in top.hem_line], False)
    for d in (seams, hem):
        p.stroke(d, p.main.deep, 2, 0.8)
        p.stroke(d, bright, 0.9, 0.5, 'transform="translate(1.2 1.3)"')


def _lapel(p: Picture, top: UpperBody, left: bool, metal: Metal) -> None:
    for part, dx, leaves in ((LAPEL, 2, LAPEL_GLOSS), (COLLAR_LEAF, 1.5, COLLAR_GLOSS)):
        d = spline(flip(part) if left else part)
        p.shadow(d, dx=dx, dy=4, radius=3, opacity=0.6, within=top.outline)
        p.piece(d, edge=0.8, volume=1.1)
        _gloss(p, mirrored_folds(leaves) if left else leaves)
        _rim(p, d)
    with p.hardware():
        p.shape(circle(142 if left else 258, 152, 3), f"url(#{p.metal(metal)[0]})")


def _arm_gloss(p: Picture, ridge: list[Point]) -> None:
    """Along upper arm and forearm, broken at the elbow."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ridge
    _gloss(
        p,
        [
            (ax - 3, ay, bx - 3, by, -4, 4),
            (cx - 3, cy, dx - 4, dy, -3, 3.4),
            (bx + 8, by + 4, cx - 8, cy - 10, 3, 2),
        ],
    )


def _cuff(p: Picture, line: list[Point], left: bool, metal: Metal) -> None:
    """A short zip up the sleeve."""
    foot, head = (inset(line, up, 12)[0 if left else -1] for up in (2, 44))
    _, _, middle, dark = p.metal(metal)
    d = f"M{num(head[0])} {num(head[1])}L{num(foot[0])} {num(foot[1])}"
    p.stroke(d, p.main.deep, 8, 0.75)
    p.stroke(d, middle, 3.6, 1, 'style="stroke-linecap:butt" stroke-dasharray="1.5 1.1"')
    p.stroke(d, dark, 0.6, 0.8)
