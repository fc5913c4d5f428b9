"""What necklaces and earrings share: the metal that goes with a colour, and the stone."""

from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Metal, Picture

OTHERS: dict[str, Metal] = {
    "silver": "silver", "slate": "silver", "white": "silver",
    "black": "gun", "charcoal": "gun", "rose": "rose", "blush": "rose",
}  # fmt: skip
GEMS = ("forest", "cobalt", "burgundy", "teal", "plum")


def metal_of(p: Picture) -> Metal:
    """Gold, unless the main colour is another metal's."""
    return OTHERS.get(p.colours.name, "gold")


def stone_of(p: Picture) -> Tone:
    """The second colour, or a gem's where none was asked for."""
    return p.second if p.colours.two else tone(p.own_random.choice(GEMS))


def facets(p: Picture, stone: Tone) -> str:
    """The paint of a cut stone."""
    stops = [(0, stone.light), (0.5, stone.base), (1, stone.deep)]
    return f"url(#{p.gradient(stops, 0.35, 0.3, 0.85, kind='radial')})"


def ball(p: Picture) -> str:
    """The paint of a polished round piece."""
    _, pale, middle, dark = p.metal(metal_of(p))
    stops = [(0, pale), (0.5, middle), (1, dark)]
    return f"url(#{p.gradient(stops, 0.36, 0.3, 0.78, kind='radial')})"


def pear(p: Picture, x: int, y: int, scale: float = 1) -> None:
    """A stone cut as a pear, in its setting; its tip is at (x, y)."""
    stone = stone_of(p)
    setting = "M0 0C16 20 28 34 28 48A28 27 0 0 1-28 48C-28 34-16 20 0 0z"
    cut = "M0 12C12 29 21 38 21 48A21 20.4 0 0 1-21 48C-21 38-12 29 0 12z"
    p.add(f'<g transform="translate({x} {y}) scale({scale})">')
    p.shape(setting, f"url(#{p.metal(metal_of(p))[0]})")
    p.shape(cut, facets(p, stone))
    p.add(f'<g clip-path="url(#{p.clip(cut)})">')
    p.shape("M0 10L-12 40-24 50V24z", "#fff", 0.22)
    p.shape("M0 10L-12 40H12z", "#fff", 0.42)
    p.shape("M-12 40L0 60 12 40z", stone.light, 0.35)
    p.shape("M12 40L0 60 6 74 26 54z", stone.deep, 0.45)
    p.shape("M-12 40L0 60-6 74-26 52z", stone.deep, 0.2)
    p.add("</g></g>")
