"""Watches with hands, on a strap of leather or a band of steel."""

from math import pi

from backend.products.pictures.article import article
from backend.products.pictures.families.jewellery.dials import BUTT, CX, CY, RADIUS, at, tell_time
from backend.products.pictures.outlines import circle, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import buckle
from backend.products.pictures.picture import METALS, Metal, Picture

COVER = '<rect width="400" height="500" fill="{}"/>'
# Main colours with which a metal bracelet is golden.
WARM = ("camel", "cognac", "mustard", "sand", "rust", "ecru")


@article("leather", "leather", "steel", "mesh")
def watch(p: Picture, style: str) -> None:
    size = p.rng.choice((0.84, 0.9, 0.96, 1))
    p.stage("none", 0, tilt=0, squash=(size, CY), widen=size)
    metal = _metal(p, style)
    face = _face_tone(p, style)
    for side in (-1, 1):
        if style == "leather":
            _leather(p, side, metal)
        else:
            _bracelet(p, side, metal, style)
    _case(p, metal)
    _face(p, face)
    if style == "steel" and p.rng.random() < 0.5:
        _bezel(p, face, metal)
    tell_time(p, face, metal)


def _metal(p: Picture, style: str) -> Metal:
    metals: list[Metal] = ["gold", "silver", "rose", "silver", "gun"]
    if style == "leather":
        return p.rng.choice(metals)
    if p.colours.name in WARM:
        return "gold"
    return "rose" if p.colours.name in ("blush", "rose") else "silver"


def _face_tone(p: Picture, style: str) -> Tone:
    """That of the dial: with a metal bracelet, the only part that can have the main colour."""
    if p.colours.two:
        return p.second
    if style == "leather" or p.colours.name in ("silver", *WARM):
        return tone(p.rng.choice(["white", "ecru", "black", "navy", "forest"]))
    return p.main


def _leather(p: Picture, side: int, metal: Metal) -> None:
    """One half of the strap: `side` is -1 for the upper."""
    top, middle, end = CY + side * 58, CY + side * 150, CY + side * 208
    d = spline([
        (165, top, 1), (235, top, 1), (230, middle), (226, end, 1),
        (200, end + side * 10), (174, end, 1), (170, middle),
    ])  # fmt: skip
    p.piece(d, edge=1.2, soft=4, form=(0, 0, 1, 0), volume=1.2)
    near, far = CY + side * 76, CY + side * 203
    made, thread = p.own_random.choice(
        (("sewn", None), ("sewn", "#e4d6bd"), ("plain", None), ("holed", None))
    )
    if made == "sewn":
        sewn = f"M171 {near}L176 {middle} 180 {far}M229 {near}L224 {middle} 220 {far}"
        p.stitch(sewn, thread or p.main.line, 1.2, 0.9, "4.6 2.8")
    elif made == "holed":
        p.shape("".join(circle(CX, CY + side * (84 + 17 * hole), 4.4) for hole in range(2)), p.main.deep)
    if side > 0:
        p.shape("".join(circle(CX, CY + 120 + hole * 19, 2.6, 3) for hole in range(4)), p.main.deep)
        return
    buckle(p, CX, CY - 200, 66, 26, metal, bar=False, thick=5)
    p.stroke(f"M200 {CY - 206}V{CY - 184}", METALS[metal][1], 4.6)
    for above in (120, 148):
        p.piece(rounded(169, CY - above, 62, 11, 3), edge=0.7, soft=2)


def _bracelet(p: Picture, side: int, metal: Metal, style: str) -> None:
    pale, middle, dark = METALS[metal]
    # Its ends are cut off straight, for it goes on round the wrist.
    top, end = CY + side * 58, CY + side * 212
    d = spline([(163, top, 1), (237, top, 1), (226, end, 1), (200, end + side * 4), (174, end, 1)])
    made = _links(p, side, metal) if style == "steel" else _mesh(p, metal)
    steel = Tone(middle, pale, middle, dark, dark, 0.7)
    p.piece(d, steel, edge=0.8, soft=4, form=(0, 0, 1, 0), volume=0.9, inside=made)
    away = p.gradient([(0, dark, 0.75), (0.4, dark, 0)], 0, (1 + side) // 2, 0, (1 - side) // 2)
    p.shape(d, f"url(#{away})")


def _links(p: Picture, side: int, metal: Metal) -> str:
    """Rows of three: the middle one polished, those beside it brushed."""
    pale, middle, dark = METALS[metal]
    brushed = p.gradient([(0, pale), (0.14, middle), (0.8, middle), (1, dark)])
    polished = p.gradient([(0, middle), (0.3, pale), (0.5, pale), (0.75, middle), (1, dark)])
    row = p.define(
        f'<g id="{{id}}"><path d="{rounded(-36, 0, 22, 13.4, 2)}{rounded(14, 0, 22, 13.4, 2)}" '
        f'fill="url(#{brushed})"/><path d="{rounded(-13, -1, 26, 13.4, 3)}" fill="url(#{polished})"/></g>'
    )
    made = COVER.format(dark)
    for number in range(11):
        y = CY + side * (66 + number * 14) - (14 if side < 0 else 0)
        made += f'<use href="#{row}" transform="translate({CX} {y}) scale({1.02 - number * 0.024:.3g} 1)"/>'
    return made


def _mesh(p: Picture, metal: Metal) -> str:
    """Woven wire."""
    pale, middle, dark = METALS[metal]
    woven = p.tile(
        6,
        4,
        f'<path d="M0 .5Q1.5 2.5 3 .5T6 .5M0 4.5Q1.5 2.5 3 4.5T6 4.5" stroke="{dark}" fill="none" '
        f'opacity=".7"/><path d="M.8 2.2h1.6M3.8 .7h1.5" stroke="{pale}" stroke-width=".9"/>',
    )
    return COVER.format(middle) + COVER.format(f"url(#{woven})")


def _case(p: Picture, metal: Metal) -> None:
    gradient, pale, middle, dark = p.metal(metal)
    form = p.rng.choice(("round", "round", "cushion", "guarded"))
    if form == "cushion":
        square = rounded(CX - RADIUS + 1, CY - RADIUS + 1, 2 * RADIUS - 2, 2 * RADIUS - 2, 46)
        p.shadow(square, dx=3, dy=7, radius=6, opacity=0.45)
        p.shape(square, f"url(#{gradient})")
        p.stroke(square, pale, 1.2, 0.7)
    elif form == "guarded":
        p.shape(rounded(CX + RADIUS - 8, CY - 22, 16, 44, 7), f"url(#{gradient})")
    for x in (-1, 1):
        for y in (-1, 1):
            p.shape(rounded(CX + x * 40 - 7, CY + y * 66 - 14, 14, 28, 4), f"url(#{gradient})")
    p.shape(rounded(CX + RADIUS - 1, CY - 9, 13, 18, 3), f"url(#{gradient})")
    edge = CX + RADIUS
    p.stroke(f"M{edge + 3} {CY - 7}v14M{edge + 6} {CY - 8}v16M{edge + 9} {CY - 7}v14", dark, 0.9, 0.8)
    p.shadow(circle(CX, CY, RADIUS), dx=3, dy=7, radius=6, opacity=0.45)
    p.shape(circle(CX, CY, RADIUS), f"url(#{gradient})")
    inner = p.gradient([(0, dark), (0.5, middle), (1, pale)], 0, 0, 1, 1)
    p.shape(circle(CX, CY, RADIUS - 3), f"url(#{inner})")
    p.shape(circle(CX, CY, RADIUS - 9), dark)


def _bezel(p: Picture, face: Tone, metal: Metal) -> None:
    """A ring that counts minutes under water, in the dial's colour."""
    pale, middle, dark = METALS[metal]
    ring = face if face.lightness < 0.7 else tone("charcoal")
    p.stroke(circle(CX, CY, RADIUS - 7), ring.base, 8)
    shine = p.gradient([(0, ring.light, 0.9), (0.45, ring.base, 0), (1, ring.deep, 0.9)], 0, 0, 1, 1)
    p.stroke(circle(CX, CY, RADIUS - 7), f"url(#{shine})", 8)
    fives = "".join(
        f"M{at(tick * pi / 6, RADIUS - 4.5)}L{at(tick * pi / 6, RADIUS - 9)}" for tick in range(1, 12)
    )
    p.stroke(fives, pale, 1.5, 0.9, BUTT)
    p.shape(f"M{CX - 5} {CY - RADIUS + 4}h10l-5 6z", pale, 0.95)
    p.stroke(circle(CX, CY, RADIUS - 11), dark, 3)
    p.stroke(circle(CX, CY, RADIUS - 11.4), middle, 1.8)


def _face(p: Picture, face: Tone) -> None:
    p.shape(circle(CX, CY, RADIUS - 10), face.base)
    stops = [(0, face.light, 0.9), (0.6, face.base, 0), (1, face.deep, 0.6)]
    p.shape(circle(CX, CY, RADIUS - 10), f"url(#{p.gradient(stops, 0.35, 0.3, 0.8, kind='radial')})")
    below = f'transform="translate(0 1.6)" filter="url(#{p.blur(2)})"'
    p.stroke(circle(CX, CY, RADIUS - 12), "#000", 5, 0.22, below)
