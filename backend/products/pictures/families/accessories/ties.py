"""Tie."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Fold, Picture

# fmt: off
LOOP_OUTSIDE = [
    (174, 172, 1), (138, 128), (122, 88), (144, 48), (200, 34), (256, 48), (278, 88), (262, 128),
    (226, 172, 1),
]
LOOP_INSIDE = [
    (192, 158, 1), (162, 120), (145, 90), (162, 66), (200, 56), (238, 66), (255, 90), (238, 120),
    (208, 158, 1),
]
BLADE = [
    (179, 186, 1), (200, 190), (223, 186, 1), (230, 260), (240, 350), (248, 420, 1), (204, 468, 1),
    (158, 420, 1), (164, 350), (173, 260),
]
TAIL = [(206, 186, 1), (232, 184, 1), (258, 280), (286, 366, 1), (280, 394, 1), (250, 384, 1), (226, 300)]
TAIL_LINING = [(232, 338, 1), (274, 318, 1), (281, 364, 1), (277, 386, 1), (254, 379, 1)]
KNOT = [
    (154, 140, 1), (178, 134), (204, 136), (246, 130, 1), (248, 142), (236, 172), (229, 198, 1),
    (204, 206), (176, 200, 1), (168, 172),
]
HUNG_BLADE = [
    (174, 56), (182, 40), (199, 34), (217, 40), (225, 56), (223, 120), (226, 250), (240, 412, 1),
    (192, 468, 1), (142, 408, 1), (158, 250), (170, 120),
]
HUNG_TAIL = [
    (184, 42, 1), (204, 36), (226, 46, 1), (246, 140), (274, 280), (296, 396, 1), (284, 428, 1),
    (250, 410, 1), (226, 280),
]
HUNG_LINING = [(238, 348, 1), (285, 336, 1), (290, 394, 1), (281, 420, 1), (255, 405, 1)]
KEEPER = [(226, 286, 1), (276, 272, 1), (280, 288, 1), (230, 302, 1)]
# fmt: on


@article("knotted", "folded", "knotted")
def tie(p: Picture, style: str) -> None:
    """Its narrow end shows the lining."""
    wide = p.rng.choice((0.8, 0.92, 1, 1.12))
    p.stage("cloth", 0.45, tilt=p.rng.uniform(-5, 8), widen=wide)
    if style == "knotted":
        _knotted(p)
    else:
        _folded(p)


def _knotted(p: Picture) -> None:
    """Four-in-hand, as it comes off over the head."""
    deep = p.main.deep
    loop, blade, tail, knot = (spline(each) for each in (LOOP_OUTSIDE, BLADE, TAIL, KNOT))
    loop += spline(LOOP_INSIDE[::-1])
    _silk(p, loop, 60, [(150, 120, 178, 166, 3, 3), (252, 118, 224, 166, -3, 3)], edge=0.7)
    depth = p.gradient([(0, deep, 0.6), (0.5, deep, 0), (0.85, deep, 0), (1, deep, 0.5)])
    p.shape(loop, f"url(#{depth})")
    _reverse(p, tail, spline(TAIL_LINING), "M222 210Q238 280 256 334")
    p.shadow(blade, dx=7, dy=5, radius=6, opacity=0.5, within=tail)
    dimple: list[Fold] = [(200, 196, 198, 290, 2, 6), (188, 196, 178, 262, 3, 4), (215, 196, 225, 270, -3, 4)]
    _silk(p, blade, 40, dimple, edge=1.1)
    p.shadow(knot, dx=2, dy=9, radius=5, opacity=0.55, within=blade)
    p.shadow(knot, dx=0, dy=-4, radius=5, opacity=0.5, within=loop)
    pulled: list[Fold] = [
        (172, 146, 190, 196, -6, 4),
        (238, 140, 212, 198, -7, 4),
        (204, 150, 202, 204, 3, 3),
    ]
    _silk(p, knot, -48, pulled, edge=1.2)


def _folded(p: Picture) -> None:
    """Hung in half: the wide end before the narrow one."""
    blade, tail = spline(HUNG_BLADE), spline(HUNG_TAIL)
    _reverse(p, tail, spline(HUNG_LINING), "M214 60Q238 200 262 330")
    keeper = spline(KEEPER)
    p.shadow(keeper, dx=1, dy=3, radius=2, opacity=0.5, within=tail)
    p.piece(keeper, edge=0.6, soft=1.6)
    p.shadow(blade, dx=9, dy=6, radius=7, opacity=0.5, within=tail)
    _silk(p, blade, 40, [(196, 44, 190, 150, 4, 4), (176, 460, 180, 330, 3, 3)], edge=1.1)
    top = p.gradient([(0, p.main.deep, 0.55), (0.05, p.main.light, 0.3), (0.14, p.main.base, 0)])
    p.shape(blade, f"url(#{top})")


def _reverse(p: Picture, tail: str, lining: str, seam: str) -> None:
    """The narrow end's back: the seam down its middle and the lining of its tip."""
    main = p.main
    _silk(
        p,
        tail,
        -40,
        [],
        edge=0.8,
        of=main.shaded,
    )
    other = p.second if p.colours.two else tone(p.colours.name, 0.16 if main.lightness < 0.6 else -0.16)
    p.add(f'<g clip-path="url(#{p.clip(tail)})">')
    p.seam(seam, main, 1.2, 0.7)
    p.piece(lining, other, edge=0.5, soft=1.6)
    p.add("</g>")


def _silk(
    p: Picture, d: str, angle: float, folds: list[Fold], *, edge: float, of: Tone | None = None
) -> None:
    """Woven silk along the print, with a sheen down the middle."""
    of = of or p.main
    # Of all its pieces alike.
    light, deep = of.light, of.deep
    width, height, marks = p.own_random.choice((_repp, _grenadine, _twill, _satin))(light, deep)
    woven = p.tile(width, height, marks, angle)
    shine = 0.14 + 0.2 * of.lightness
    sheen = p.gradient(
        [
            (0.14, "#fff", 0),
            (0.34, "#fff", shine),
            (0.56, "#fff", 0),
            (0.74, "#fff", shine / 2),
            (0.9, "#fff", 0),
        ],
        0,
        0,
        1,
        0.1,
    )
    p.piece(
        d,
        of,
        angle,
        inside=f'<rect width="400" height="500" fill="url(#{woven})"/><path d="{d}" fill="url(#{sheen})"/>',
        folds=folds,
        edge=edge,
        soft=3.4,
        form=(0, 0, 1, 0.12),
    )


Weave = tuple[float, float, str]
"""Width and height of a tile, and what is in it."""


def _repp(light: str, deep: str) -> Weave:
    """Ribbed across."""
    return (
        40,
        5,
        (
            f'<path d="M0 1h40" stroke="{light}" stroke-width="1.9" opacity=".36"/>'
            f'<path d="M0 3.4h40" stroke="{deep}" stroke-width="1.6" opacity=".3"/>'
        ),
    )


def _grenadine(light: str, deep: str) -> Weave:
    """Open, like honeycombs."""
    return (
        7,
        7,
        (
            f'<path d="M0 0L3.5 3 7 0M0 7L3.5 4 7 7" fill="none" stroke="{light}" stroke-width="1.5" '
            f'opacity=".5"/><circle cx="3.5" cy=".6" r="1.3" fill="{deep}" opacity=".5"/>'
            f'<circle cx="0" cy="3.6" r="1.2" fill="{deep}" opacity=".45"/>'
        ),
    )


def _twill(light: str, deep: str) -> Weave:
    """Herringbone in wide columns."""
    return (
        26,
        5,
        (
            f'<path d="M0 0l13 5M0-5l13 5M0 5l13 5M13 5l13-5M13 10l13-5M13 0l13-5" fill="none" '
            f'stroke="{light}" stroke-width="1.4" opacity=".42"/><path d="M0 0v5M13 0v5" stroke="{deep}" '
            'opacity=".35"/>'
        ),
    )


def _satin(light: str, deep: str) -> Weave:
    """Smooth, with small figures woven in."""
    return (
        22,
        26,
        (
            f'<path d="M5 7l3-4 3 4-3 4zM16 20l3-4 3 4-3 4z" fill="{light}" opacity=".5"/>'
            f'<path d="M5 7.6l3 3.6 3-3.6M16 20.6l3 3.6 3-3.6" fill="none" stroke="{deep}" opacity=".5"/>'
        ),
    )
