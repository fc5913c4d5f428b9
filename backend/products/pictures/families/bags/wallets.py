"""Wallets and cases for cards."""

from typing import NamedTuple

from backend.products.pictures.article import article
from backend.products.pictures.families.bags.leather import contrast, stud
from backend.products.pictures.outlines import rounded
from backend.products.pictures.palette import tone
from backend.products.pictures.parts.fastenings import DROP
from backend.products.pictures.picture import Metal, Picture

# The lining that shows at the edge.
PAPER = "#e8dccb"
THREAD = "4 2.6"


class Size(NamedTuple):
    """Where a wallet lies."""

    x: int
    y: int
    width: int
    height: int


SIZES = {"bifold": Size(60, 152, 280, 204), "long": Size(38, 160, 324, 178), "cards": Size(78, 176, 244, 182)}


@article("bifold", "long", "cards")
def wallet(p: Picture, style: str) -> None:
    p.stage("grain", p.rng.choice((0.5, 1.2, 1.2)), tilt=p.rng.uniform(-7, 3), top=80, bottom=430)
    size = SIZES[style]
    p.piece(rounded(size.x + 3, size.y + 5, size.width, size.height, 13), p.main.shaded, edge=1)
    p.stroke(rounded(size.x + 2, size.y + 2.5, size.width, size.height, 13), PAPER, 1.6, 0.55)
    STYLES[style](p, size)


def _bifold(p: Picture, size: Size) -> None:
    """Ajar, so that it shows what it holds."""
    x, y, width, height = size
    inside = rounded(x, y, width, height - 2, 13)
    p.piece(inside, edge=1, soft=4, form=(1, 0, 0.4, 0))
    right = x + width - 12
    cards = p.rng.sample(
        ("silver", "navy", "ecru", "rust", "sage", "sky", "charcoal"), p.rng.choice((2, 3, 3, 4))
    )
    for row, colour in enumerate(cards):
        top = y + 24 + row * (96 // len(cards))
        card = rounded(right - 120, top, 120, 60, 7)
        p.shadow(card, dx=1, dy=-1, radius=1.6, opacity=0.3)
        p.piece(card, tone(colour), edge=0.3)
        slot = rounded(right - 130, top + 14, 136, 90, 4)
        p.shadow(slot, dx=0, dy=-2, radius=1.6, opacity=0.35, within=inside)
        p.piece(slot, edge=0.6, soft=2, volume=0.6)
    p.stitch(f"M{x + 200} {y + 7}H{right + 5}V{y + height - 9}H{x + 200}", p.main.line, 1.1, 0.8, THREAD)
    leaf = "M58 168Q58 157 69 155L262 133Q277 132 277 147V363Q277 378 262 377L69 355Q58 353 58 342z"
    p.shadow(leaf, dx=12, dy=5, radius=7, opacity=0.55, within=inside)
    p.shape(leaf, PAPER, 0.8, 'transform="translate(1.8 .8)"')
    _front(p, leaf, "M40 250L300 258V400H40z")
    sewn = (
        "M64 171Q65 163 72 161.5L261 140.5Q269.5 140 269.5 148.5"
        "V361Q269.5 370 261 369.5L72 348.5Q65 347 64 339"
    )
    p.stitch(sewn, _thread(p), 1.1, 0.8, THREAD)
    trim = p.rng.choice((None, None, _band, _button, _embossed))
    if trim:
        trim(p, leaf)
    p.stroke("M63 172V338", p.main.light, 4, 0.55, f'filter="url(#{p.blur(1.6)})"')
    _bars(p, 252, 352)
    p.gloss(leaf, [(72, 172, 176, 154, -3, 7)], 0.3, 7)


def _thread(p: Picture) -> str | None:
    """Of its own colour, or one that is to be seen."""
    return p.rng.choice((None, None, "#e4d6bd", "#c8924a"))


def _band(p: Picture, leaf: str) -> None:
    """Elastic round it, or a strip of another leather."""
    tone = p.second if p.colours.two else p.main.shaded
    p.add(f'<g clip-path="url(#{p.clip(leaf)})">')
    p.shadow("M222 100h22v300h-22z", dx=2, dy=0, radius=2, opacity=0.4)
    p.piece("M222 100h22v300h-22z", tone, edge=0.5, soft=2)
    p.stitch("M226 100V400M240 100V400", tone.line, 0.9, 0.7)
    p.add("</g>")


def _button(p: Picture, leaf: str) -> None:
    """A tongue that snaps shut."""
    tongue = rounded(218, 234, 74, 44, 20)
    p.shadow(tongue, dx=2, dy=4, radius=3, opacity=0.45)
    p.piece(tongue, edge=0.8, soft=2.6)
    p.stitch(rounded(223, 239, 64, 34, 16), None, 0.9)
    stud(p, "gold" if p.rng.random() < 0.5 else "silver", 240, 256, 8)


def _embossed(p: Picture, leaf: str) -> None:
    """A plain frame pressed into the leather."""
    p.seam("M84 186L240 168V344L84 326z", None, 1.6, 0.7)


def _front(p: Picture, d: str, lower: str) -> None:
    """What is seen first; its lower half in the second colour where there are two."""
    p.piece(d, None, 0, edge=1.4, soft=5, volume=1.15, form=(0, 0, 0.8, 1))
    if base := contrast(p):
        p.add(f'<g clip-path="url(#{p.clip(d)})">')
        p.piece(lower, base, edge=0.7)
        p.add("</g>")


def _bars(p: Picture, right: float, bottom: float) -> None:
    """A stamped mark without a brand."""
    foil = "#dcc08a" if p.main.lightness < 0.6 else p.main.deep
    p.shape(
        rounded(right - 34, bottom, 34, 2.4, 1.2) + rounded(right - 26, bottom + 6, 18, 1.8, 0.9), foil, 0.8
    )


def _long(p: Picture, size: Size) -> None:
    """Closed by a flap and a stud, or by a zip all round."""
    x, y, width, height = size
    rng = p.rng
    metal: Metal = "gold" if rng.random() < 0.6 else "silver"
    body = rounded(x, y, width, height - 2, 13)
    _front(p, body, f"M{x} {y + 90}h{width}v{height}h-{width}z")
    thread = _thread(p)
    p.stitch(rounded(x + 7, y + 7, width - 14, height - 16, 8), thread, 1.1, 0.8, THREAD)
    kind = rng.choice(("straight", "round", "point", "zip", "zip"))
    if kind == "zip":
        _zipped(p, size, metal)
    else:
        deep = round(height * rng.choice((0.5, 0.62, 0.72)))
        _lid(p, body, size, kind, deep, thread)
        tip = {"straight": 0, "round": 0, "point": 26}[kind]
        stud(p, metal, rng.choice((200, 200, x + width - 44)) if not tip else 200, y + deep + tip - 16, 9)
    _bars(p, x + width - 28, y + height - 32)
    p.gloss(body, [(x + 14, y + 20, x + width * 0.5, y + 8, -3, 7)], 0.3, 7)


def _lid(p: Picture, body: str, size: Size, kind: str, deep: int, thread: str | None) -> None:
    x, y, width, _ = size
    corner, tip = {"straight": (13, 0), "round": (56, 0), "point": (10, 26)}[kind]

    def cut(inset: int) -> str:
        left, right, low, r = x + inset, x + width - inset, y + deep - inset, max(6, corner - inset)
        return (
            f"M{left} {y + 13}q0-{13 - inset} {13 - inset}-{13 - inset}H{right - 13 + inset}"
            f"q{13 - inset} 0 {13 - inset} {13 - inset}V{low - r}q0 {r}-{r} {r}"
            f"L200 {low + tip} {left + r} {low}q-{r} 0-{r}-{r}z"
        )

    flap = cut(0)
    p.shadow(flap, dx=1, dy=5, radius=4, opacity=0.45, within=body)
    p.piece(flap, None, 0, edge=1.2, soft=4.5, volume=1.2)
    p.stitch(cut(7), thread, 1.1, 0.8, THREAD)


def _zipped(p: Picture, size: Size, metal: Metal) -> None:
    x, y, width, height = size
    line = f"M{x + 2} {y + height - 20}V{y + 14}q0-10 10-10H{x + width - 12}q10 0 10 10V{y + height - 20}"
    p.stroke(line, p.main.deep, 8, 0.9)
    p.stroke(line, p.metal(metal)[2], 3.4, 1, 'stroke-dasharray="1.6 1.2" style="stroke-linecap:butt"')
    pull = rounded(x + width - 12, y + height - 62, 14, 46, 6)
    p.shadow(pull, dx=2, dy=3, radius=2, opacity=0.45)
    p.piece(pull, edge=0.6, soft=2)
    stud(p, metal, x + width - 5, y + height - 62, 5)


def _cards(p: Picture, size: Size) -> None:
    """Those that look out at the top."""
    colours = p.rng.sample(("silver", "navy", "ecru", "sage", "sky", "charcoal"), 3)
    for colour, up in zip(colours, p.rng.choice(((34, 20, 8), (22, 12, 8), (44, 30, 8))), strict=True):
        card = rounded(size.x + 14, size.y - up, size.width - 28, 100, 8)
        p.shadow(card, dx=1, dy=2, radius=2, opacity=0.3)
        p.piece(card, tone(colour), edge=0.3)
        if up > 8:  # the front one is too far down to show more than its edge
            p.shape(rounded(size.x + 30, size.y - up + 8, 26, 3, 1.5), tone(colour).deep, 0.6)


def _holder(p: Picture, size: Size) -> None:
    x, y, width, height = size
    right, bottom = x + width, y + height - 2
    _cards(p, size)
    # Hollowed at the top, for the thumb.
    body = (
        f"M{x} {y + 10}q0-10 10-10H170q6 0 9 6a24 19 0 0 0 42 0q3-6 9-6H{right - 10}q10 0 10 10V{bottom - 13}"
        f"q0 13-13 13H{x + 13}q-13 0-13-13z"
    )
    _front(p, body, f"M{x} {y + 100}h{width}v{height}h-{width}z")
    slots = p.rng.choice(((56, 94), (50, 80, 110), (70,), (56, 94)))
    shown = p.rng.choice(("rust", "mustard", "sky", "ecru", None))
    slant = p.rng.choice((0, 0, 0, 22))
    for number, down in enumerate(slots):
        line = f"M{x} {y + down}L{right} {y + down + slant}"
        if shown and number == 0:
            card = f"M{x + 14} {y + down - 7}L{right - 14} {y + down - 7 + slant}v16L{x + 14} {y + down + 9}z"
            p.shadow(card, dx=0, dy=-1, radius=1.6, opacity=0.4)
            p.piece(card, tone(shown), edge=0.3)
            pocket = f"M{x} {y + down}L{right} {y + down + slant}v30L{x} {y + down + 30}z"
            p.piece(pocket, None, 0, edge=0, form=(0, 0, 0.8, 1), volume=0.5)
        p.stroke(line, DROP, 4, 0.4, f'transform="translate(0 -2)" filter="url(#{p.blur(1.6)})"')
        p.seam(line, None, 1.3, 0.8)
        p.stitch(f"M{x + 7} {y + down + 5}L{right - 7} {y + down + 5 + slant}", None, 1, 0.7, THREAD)
    edge = f"M{x + 7} {y + 12}V{bottom - 14}q0 7 7 7H{right - 14}q7 0 7-7V{y + 12}"
    p.stitch(edge, None, 1.1, 0.8, THREAD)
    _bars(p, right - 28, bottom - 30)
    p.gloss(body, [(x + 14, y + 20, x + width * 0.4, y + 8, -3, 7)], 0.3, 7)


STYLES = {"bifold": _bifold, "long": _long, "cards": _holder}
