"""What closes things: zips and buckles."""

from backend.products.pictures.outlines import num, rounded
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Metal, Picture

DROP = "#1b1510"


def zipper(
    p: Picture,
    x: float,
    top: float,
    bottom: float,
    tone: Tone | None = None,
    metal: Metal = "silver",
    *,
    pull: bool = True,
    lean: float = 0,
) -> None:
    """A zip downwards from (x, top), its lower end `lean` to the right; with its pull at the top."""
    tone = tone or p.main
    gradient, _, middle, dark = p.metal(metal)
    p.shape(
        f"M{x - 4.5} {top}h9L{x + 4.5 + lean} {bottom}h-9z",
        tone.deep,
        0.75 if tone.lightness < 0.75 else 0.42,
    )
    line = f"M{x} {top}L{x + lean} {bottom}"
    p.stroke(line, middle, 3.6, 1, 'style="stroke-linecap:butt" stroke-dasharray="1.5 1.1"')
    p.stroke(line, dark, 0.6, 0.8)
    if pull:
        p.shape(rounded(x - 3, top + 2, 6, 7, 2), f"url(#{gradient})")
        p.shape(rounded(x - 2, top + 9, 4.4, 14, 2), DROP, 0.3, 'transform="translate(1.2 1.6)"')
        p.shape(rounded(x - 2.2, top + 8, 4.4, 14, 2), f"url(#{gradient})")


def buckle(
    p: Picture,
    cx: float,
    cy: float,
    width: float,
    height: float,
    metal: Metal = "gold",
    *,
    bar: bool = True,
    thick: float = 4,
) -> None:
    """A frame round (cx, cy), with the pin across it unless there is no `bar`."""
    gradient, pale, _, dark = p.metal(metal)
    left, top, right = cx - width / 2, cy - height / 2, cx + width / 2
    frame = rounded(left, top, width, height, 4)
    frame += rounded(left + thick, top + thick, width - 2 * thick, height - 2 * thick, 2.4)
    with p.hardware():
        p.shape(frame, DROP, 0.4, 'fill-rule="evenodd" transform="translate(1.4 2.2)"')
        p.shape(frame, f"url(#{gradient})", 1, 'fill-rule="evenodd"')
        p.stroke(rounded(left + 0.8, top + 0.8, width - 1.6, height - 1.6, 3.4), pale, 0.8, 0.8)
        if bar:
            p.stroke(f"M{num(left + 2)} {num(cy)}H{num(right - 1)}", dark, 3.4)
            p.stroke(f"M{num(left + 2)} {num(cy - 0.6)}H{num(right - 1)}", pale, 1.6)
