"""What necklaces and earrings share: the metal that goes with a colour, and the stone."""

from dataclasses import dataclass

from backend.products.pictures.outlines import circle, num
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Metal, Picture

OTHERS: dict[str, Metal] = {
    "silver": "silver", "slate": "silver", "white": "silver",
    "black": "gun", "charcoal": "gun", "rose": "rose", "blush": "rose",
}  # fmt: skip
GEMS = ("forest", "cobalt", "burgundy", "teal", "plum", "white", "blush", "sky")


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


@dataclass(frozen=True, slots=True)
class Cut:
    """A stone's outline in its setting's, hung by its tip at (0, 0), and how far down it reaches."""

    setting: str
    stone: str
    marks: tuple[tuple[str, str, float], ...]
    """Facets: outline, how it is lit (white, light or deep), how strongly."""
    depth: float


CUTS = {
    "pear": Cut(
        "M0 0C16 20 28 34 28 48A28 27 0 0 1-28 48C-28 34-16 20 0 0z",
        "M0 12C12 29 21 38 21 48A21 20.4 0 0 1-21 48C-21 38-12 29 0 12z",
        (
            ("M0 10L-12 40-24 50V24z", "white", 0.22), ("M0 10L-12 40H12z", "white", 0.42),
            ("M-12 40L0 60 12 40z", "light", 0.35), ("M12 40L0 60 6 74 26 54z", "deep", 0.45),
            ("M-12 40L0 60-6 74-26 52z", "deep", 0.2),
        ),
        76,
    ),
    "round": Cut(
        circle(0, 28, 27), circle(0, 28, 21),
        (
            ("M-11 18L11 18 0 6z", "white", 0.4), ("M-11 18H11L16 30 0 44-16 30z", "light", 0.4),
            ("M-11 18L-16 30-24 24z", "white", 0.25), ("M0 44L16 30 24 40 4 54z", "deep", 0.45),
            ("M0 44L-16 30-22 42-4 54z", "deep", 0.2),
        ),
        55,
    ),
    "emerald": Cut(
        "M-14 0H14L24 10V58L14 68H-14L-24 58V10z", "M-11 6H11L18 13V55L11 62H-11L-18 55V13z",
        (
            ("M-11 6H11L7 16H-7z", "white", 0.45), ("M-18 13L-10 18V50L-18 55z", "white", 0.25),
            ("M-7 16H7L10 18V50L7 52H-7L-10 50V18z", "light", 0.4), ("M18 13L10 18V50L18 55z", "deep", 0.4),
            ("M-11 62H11L7 52H-7z", "deep", 0.45),
        ),
        68,
    ),
    "marquise": Cut(
        "M0 0Q44 38 0 78Q-44 38 0 0z", "M0 9Q34 38 0 69Q-34 38 0 9z",
        (
            ("M0 9L8 30H-8z", "white", 0.42), ("M0 9L-8 30-17 38z", "white", 0.24),
            ("M-8 30H8L10 46H-10z", "light", 0.4), ("M10 46L0 69 17 38z", "deep", 0.4),
            ("M-10 46L0 69-17 38z", "deep", 0.2),
        ),
        78,
    ),
    "heart": Cut(
        "M0 10C12-8 38 2 32 26C28 42 10 54 0 66C-10 54-28 42-32 26C-38 2-12-8 0 10z",
        "M0 18C10 4 29 8 25 26C22 38 9 47 0 57C-9 47-22 38-25 26C-29 8-10 4 0 18z",
        (
            ("M0 18L-12 24-20 12z", "white", 0.4), ("M0 18L12 24 20 12z", "white", 0.25),
            ("M-12 24L0 18 12 24 0 46z", "light", 0.4), ("M12 24L0 46V57L25 26z", "deep", 0.4),
            ("M-12 24L0 46V57L-25 26z", "deep", 0.18),
        ),
        66,
    ),
}  # fmt: skip


def gem(p: Picture, x: float, y: float, cut: Cut, scale: float = 1) -> None:
    """A cut stone in its setting; its tip is at (x, y)."""
    stone = stone_of(p)
    lit = {"white": "#fff", "light": stone.light, "deep": stone.deep}
    p.add(f'<g transform="translate({num(x)} {num(y)}) scale({scale})">')
    p.shape(cut.setting, f"url(#{p.metal(metal_of(p))[0]})")
    p.shape(cut.stone, facets(p, stone))
    p.add(f'<g clip-path="url(#{p.clip(cut.stone)})">')
    for outline, light, strength in cut.marks:
        p.shape(outline, lit[light], strength)
    p.add("</g></g>")
