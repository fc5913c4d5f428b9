"""What bags and wallets share: straps, metal, and the tones of their parts."""

from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import circle, num, rounded
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.fastenings import DROP
from backend.products.pictures.picture import Metal, Picture


def strap(
    p: Picture,
    d: str,
    width: float,
    tone: Tone | None = None,
    *,
    stitched: bool = True,
    shadow: bool = True,
) -> None:
    """A strap or handle along a line, with a lit edge."""
    tone = tone or p.main
    flat = 'style="stroke-linejoin:round"'
    pens = []
    if shadow:
        pens.append(Pen(DROP, width, 0.28, f'x="3" y="5" filter="url(#{p.blur(3)})"'))
    pens += [Pen(tone.deep, width, 1, flat), Pen(tone.base, width - 1.6, 1, f'{flat} x="-.5" y="-.6"')]
    lit = f'x="{num(-width * 0.2)}" y="{num(-width * 0.14)}" filter="url(#{p.blur(1)})"'
    p.strokes(d, *pens, Pen(tone.light, width * 0.28, 0.65, lit))
    if stitched and width > 6:
        p.stitch(d, tone.line, 0.8, 0.6, "2.6 1.8")


def stand(
    p: Picture, radius: float, line: float, wide: tuple[float, float], tall: tuple[float, float]
) -> None:
    """Put it on the floor at `line`, as wide and tall, between these shares, as its style has it."""
    widen, height = round(p.rng.uniform(*wide), 2), round(p.rng.uniform(*tall), 2)
    p.stage("grain", 0.62, tilt=0, squash=(height, line), widen=widen)
    p.floor(200, line, radius * widen, 12)


def contrast(p: Picture) -> Tone | None:
    """The tone of what a bag of two colours has in the second one."""
    return p.second if p.pattern == "block" else None


def mark(p: Picture, y: float) -> None:
    """A small stamp of foil that says nothing."""
    foil = "#d9b877" if p.main.lightness < 0.6 else p.main.deep
    p.shape(rounded(180, y, 40, 2.2, 1), foil, 0.75)
    p.shape(rounded(188, y + 6, 24, 1.6, 0.8), foil, 0.6)


def tag(p: Picture, x: float, y: float, lean: float = 0) -> None:
    """A leather label on a cord, hung where the handle begins."""
    tone = p.second if p.colours.two else p.main
    p.stroke(f"M{num(x)} {num(y)}q{num(lean - 6)} 24 {num(lean)} 40", p.main.deep, 2.4)
    d = f"M{num(x + lean - 9)} {num(y + 38)}h18l4 36q-13 6-26 0z"
    p.shadow(d, dx=2, dy=4, radius=2.6, opacity=0.4)
    p.piece(d, tone, edge=0.7, soft=2)
    p.stroke(circle(x + lean, y + 45, 2), tone.line, 1)


def clasp(p: Picture, metal: Metal, y: float) -> None:
    """One that turns."""
    gradient, _, middle, dark = p.metal(metal)
    p.shadow(rounded(180, y + 2, 40, 30, 6), dx=2, dy=4, radius=2.6, opacity=0.5)
    with p.hardware():
        p.shape(rounded(180, y, 40, 30, 6), f"url(#{gradient})")
        p.shape(rounded(183.5, y + 3.5, 33, 23, 4), middle, 0.55)
        p.shape(rounded(192.5, y + 8, 15, 15, 7.5), DROP, 0.35)
        p.shape(rounded(192, y + 7, 15, 15, 7.5), f"url(#{gradient})")
        p.shape(rounded(198.4, y + 9, 2.4, 11, 1.2), dark)


def stud(p: Picture, metal: Metal, x: float, y: float, radius: float) -> None:
    """A domed one."""
    gradient, pale, _, dark = p.metal(metal)
    p.shadow(circle(x, y, radius), dx=1, dy=2.4, radius=2, opacity=0.5)
    with p.hardware():
        p.shape(circle(x, y, radius), f"url(#{gradient})")
        p.stroke(circle(x, y, radius * 0.68), dark, 0.8, 0.6)
        p.stroke(f"M{num(x - radius * 0.5)} {num(y - 2)}q1-5 {num(radius * 0.5)}-5", pale, 1.4, 0.9)


def ring(p: Picture, metal: Metal, x: float, y: float, radius: float, width: float = 4.6) -> None:
    """One that holds a strap, or only itself."""
    _, pale, middle, dark = p.metal(metal)
    with p.hardware():
        p.stroke(circle(x, y, radius), dark, width)
        p.stroke(circle(x, y, radius), middle, width * 0.7)
        k = radius / 8
        lit = (
            f"M{num(x - 7 * k)} {num(y - 4 * k)}a{num(radius)} {num(radius)} 0 0 1 {num(radius)}-{num(5 * k)}"
        )
        p.stroke(lit, pale, width * 0.35)
