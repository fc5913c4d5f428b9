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
    p.stage("grain", 0.8, tilt=-3, top=140, bottom=400)
    metal = p.rng.choice(CHOICE_OF_METAL)
    p.ground.append(
        f'<ellipse cx="206" cy="{Y + STRAP + 34}" rx="160" ry="44" fill="#2a211a" opacity=".28" '
        f'filter="url(#{p.blur(9)})"/>'
    )
    front = f"M{LEFT} {Y}A{RX} {RY} 0 0 0 {RIGHT} {Y}V{Y + STRAP}A{RX} {RY} 0 0 1 {LEFT} {Y + STRAP}z"
    _inside(p, tone("camel" if p.main.lightness < 0.5 else "cognac"), front)
    _outside(p, front)
    _end(p, front)
    keeper = rounded(176, FRONT - 4, 15, STRAP + 9, 3)
    p.shadow(keeper, dx=2, dy=2, radius=2, opacity=0.45, within=front)
    p.piece(keeper, None, None, edge=0.7, soft=2)
    _buckle(p, metal)


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


def _outside(p: Picture, front: str) -> None:
    """The near side of the coil."""
    printed = 0 if p.pattern != "plain" else None
    p.piece(front, None, printed, edge=1, soft=3.6, form=(0, 0, 1, 0), volume=1.5)
    for inset in (6, STRAP - 6):
        p.stitch(
            f"M{LEFT + 2} {Y + inset}A{RX - 2} {RY} 0 0 0 {RIGHT - 2} {Y + inset}",
            p.main.line,
            1.1,
            0.75,
            "4 2.6",
        )
    p.gloss(front, [(70, Y + 50, 190, Y + 74, -6, 8)], 0.4, 7)


def _end(p: Picture, front: str) -> None:
    """The free end, with its holes."""
    end = (
        f"M150 {FRONT - 3}Q232 {FRONT + 2} 302 {Y + 38}L310 {Y + 62} 304 {Y + STRAP + 37}"
        f"Q232 {FRONT + STRAP + 1} 150 {STRAP + FRONT - 3}z"
    )
    p.shadow(end, dx=3, dy=3, radius=3, opacity=0.45, within=front)
    printed = 0 if p.pattern != "plain" else None
    p.piece(end, None, printed, edge=0.9, soft=3, form=(0, 0, 1, 0), volume=1)
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


def _buckle(p: Picture, metal: Metal) -> None:
    middle = FRONT + STRAP / 2
    buckle(p, 132, middle - 3, 50, STRAP + 20, metal, bar=False, thick=7)
    pale, plain, dark = METALS[metal]
    with p.hardware():  # the pin
        for down, colour, width in ((-5, dark, 6), (-6, plain, 4), (-7, pale, 1.4)):
            p.stroke(f"M112 {middle + down}L160 {middle + down + 2}", colour, width)
