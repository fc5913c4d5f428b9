"""What bags and wallets share: straps, and the tones of their parts."""

from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import num
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.fastenings import DROP
from backend.products.pictures.picture import Picture


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


def contrast(p: Picture) -> Tone | None:
    """The tone of what a bag of two colours has in the second one."""
    return p.second if p.pattern == "block" else None
