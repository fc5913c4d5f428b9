"""Belt."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import circle, rounded
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.parts.fastenings import DROP, buckle
from backend.products.pictures.picture import METALS, Metal, Picture

# The coil is an ellipse seen from above: its radii, the height of its middle and the width of the strap.
RX, RY, Y, STRAP = 158, 52, 214, 52
LEFT, RIGHT = 200 - RX, 200 + RX
FRONT = Y + RY
"""The upper edge of the strap where it is nearest."""
CHOICE_OF_METAL: tuple[Metal, ...] = ("gold", "silver", "gun", "silver")


@article()
def belt(p: Picture, style: str) -> None:
    """Rolled up, its buckle to the front."""
    rng = p.rng
    wide = rng.choice((0.78, 0.9, 1, 1))
    p.stage("grain", rng.choice((0.3, 0.8)), tilt=0, squash=(wide, 270), top=140, bottom=400)
    metal = rng.choice(CHOICE_OF_METAL)
    p.ground.append(
        f'<ellipse cx="206" cy="{Y + STRAP + 34}" rx="160" ry="44" fill="#2a211a" opacity=".28" '
        f'filter="url(#{p.blur(9)})"/>'
    )
    front = f"M{LEFT} {Y}A{RX} {RY} 0 0 0 {RIGHT} {Y}V{Y + STRAP}A{RX} {RY} 0 0 1 {LEFT} {Y + STRAP}z"
    _inside(p, tone(rng.choice(("camel", "sand")) if p.main.lightness < 0.5 else "cognac"), front)
    kind = rng.choice(("sewn", "sewn", "plain", "embossed", "braided"))
    _outside(p, front, kind)
    _end(p, front, kind)
    keeper = rounded(176, FRONT - 4, 15, STRAP + 9, 3)
    p.shadow(keeper, dx=2, dy=2, radius=2, opacity=0.45, within=front)
    p.piece(keeper, None, None, edge=0.7, soft=2)
    shape = rng.choice((_frame, _frame, _double, _plate, _oval))
    shape(p, metal)


def _inside(p: Picture, lining: Tone, front: str) -> None:
    """The far side of the coil and the turn within it."""
    ring = f"M{LEFT} {Y}A{RX} {RY} 0 0 1 {RIGHT} {Y}V{Y + STRAP}A{RX} {RY} 0 0 0 {LEFT} {Y + STRAP}z"
    p.piece(ring, lining, None, edge=1.2, soft=4, form=(0, 0, 1, 0), volume=0.8)
    p.shape(ring, f"url(#{p.gradient([(0, DROP, 0.15), (1, DROP, 0.55)])})")
    p.stroke(f"M{LEFT} {Y}A{RX} {RY} 0 0 1 {RIGHT} {Y}", p.main.base, 2.6)
    turn = f"M88 {Y + 6}A128 36 0 0 1 338 {Y + 4}"
    loop = f"{turn}V{Y + STRAP + 2}A128 38 0 0 0 88 {Y + STRAP + 6}z"
    p.shadow(loop, dx=2, dy=-3, radius=4, opacity=0.4, within=ring)
    p.piece(loop, lining, None, edge=1, soft=4, form=(0, 0, 1, 0))
    p.stroke(turn, p.main.base, 2.6)
    p.shadow(front, dx=0, dy=-6, radius=5, opacity=0.4, within=ring)


def _outside(p: Picture, front: str, kind: str) -> None:
    """The near side of the coil."""
    printed = 0 if p.pattern != "plain" else None
    braid = _braid(p) if kind == "braided" else ""
    p.piece(front, None, printed, edge=1, soft=3.6, form=(0, 0, 1, 0), volume=1.5, inside=braid)
    for inset in {"sewn": (6, STRAP - 6), "embossed": (9, 14, STRAP - 14, STRAP - 9)}.get(kind, ()):
        p.stitch(
            f"M{LEFT + 2} {Y + inset}A{RX - 2} {RY} 0 0 0 {RIGHT - 2} {Y + inset}",
            p.main.line,
            1.1,
            0.75,
            "4 2.6",
        )
    p.gloss(front, [(70, Y + 50, 190, Y + 74, -6, 8)], 0.4, 7)


def _end(p: Picture, front: str, kind: str) -> None:
    """The free end, with its holes."""
    end = (
        f"M150 {FRONT - 3}Q232 {FRONT + 2} 302 {Y + 38}L310 {Y + 62} 304 {Y + STRAP + 37}"
        f"Q232 {FRONT + STRAP + 1} 150 {STRAP + FRONT - 3}z"
    )
    p.shadow(end, dx=3, dy=3, radius=3, opacity=0.45, within=front)
    printed = 0 if p.pattern != "plain" else None
    p.piece(end, None, printed, edge=0.9, soft=3, form=(0, 0, 1, 0), volume=1)
    if kind == "sewn":
        p.stitch(
            f"M150 {FRONT + 3}Q232 {FRONT + 8} 299 {Y + 44}L304 {Y + 62} 299 {Y + STRAP + 32}"
            f"Q232 {FRONT + STRAP - 5} 150 {STRAP + FRONT - 9}",
            p.main.line,
            1.1,
            0.75,
            "4 2.6",
        )
    holes = "".join(circle(x, FRONT + STRAP / 2 - (x - 200) ** 2 / 900, 2.4, 2.8) for x in (222, 248, 274))
    p.shape(holes, p.main.deep)


def _braid(p: Picture) -> str:
    """Strips of leather that go over and under each other."""
    light, deep = p.main.light, p.main.deep
    tile = p.tile(
        16,
        16,
        f'<path d="M0 0L16 16M-4 12L4 20M12-4L20 4" stroke="{deep}" stroke-width="3.4" opacity=".6"/>'
        f'<path d="M0 16L16 0M-4 4L4-4M12 20L20 12" stroke="{deep}" stroke-width="3.4" opacity=".6"/>'
        f'<path d="M5 1l6 6M1 11l4 4M13 9l3 3" stroke="{light}" stroke-width="2" opacity=".5"/>',
    )
    return f'<rect width="400" height="500" fill="url(#{tile})"/>'


MIDDLE = FRONT + STRAP / 2


def _frame(p: Picture, metal: Metal) -> None:
    buckle(p, 132, MIDDLE - 3, 50, STRAP + 20, metal, bar=False, thick=7)
    _pin(p, metal, 112)


def _double(p: Picture, metal: Metal) -> None:
    """Two frames side by side."""
    for x in (118, 146):
        buckle(p, x, MIDDLE - 3, 32, STRAP + 16, metal, bar=False, thick=5.4)
    _pin(p, metal, 106)


def _pin(p: Picture, metal: Metal, start: int) -> None:
    pale, plain, dark = METALS[metal]
    with p.hardware():
        for down, colour, width in ((-5, dark, 6), (-6, plain, 4), (-7, pale, 1.4)):
            p.stroke(f"M{start} {MIDDLE + down}L160 {MIDDLE + down + 2}", colour, width)


def _plate(p: Picture, metal: Metal) -> None:
    """One that hides how it closes."""
    gradient, pale, _, dark = p.metal(metal)
    plate = rounded(102, MIDDLE - 33, 62, 60, 5)
    p.shadow(plate, dx=2, dy=4, radius=3, opacity=0.5)
    with p.hardware():
        p.shape(plate, f"url(#{gradient})")
        p.stroke(rounded(104, MIDDLE - 31, 58, 56, 4), pale, 1, 0.8)
        p.stroke(rounded(109, MIDDLE - 26, 48, 46, 3), dark, 1, 0.5)


def _oval(p: Picture, metal: Metal) -> None:
    """A round frame."""
    pale, plain, dark = METALS[metal]
    with p.hardware():
        ring = circle(132, MIDDLE - 3, 27, STRAP / 2 + 12)
        p.stroke(ring, DROP, 8, 0.35, 'transform="translate(1.6 2.6)"')
        for width, colour in ((8, dark), (6.4, plain), (1.6, pale)):
            p.stroke(ring, colour, width)
    _pin(p, metal, 108)
