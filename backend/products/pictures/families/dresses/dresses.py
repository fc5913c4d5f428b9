"""Dresses."""

from dataclasses import replace

from backend.products.pictures.article import article
from backend.products.pictures.families.dresses.drape import Drape, accent
from backend.products.pictures.outlines import Point, flip, leaf, rounded, spline
from backend.products.pictures.parts.collars import collar, placket
from backend.products.pictures.parts.fastenings import DROP
from backend.products.pictures.parts.fit import fit
from backend.products.pictures.parts.upper_body import Cut, UpperBody, binding
from backend.products.pictures.picture import Fold, Picture

BODICE = Cut(
    neck=32, drop=24, top=52, slope=20, shoulder=74, chest=76, pit=100, waist=62, hem=64, bottom=216, back=7
)
CHEST, WAIST, WAIST_Y = 68, 56, 206
# Half the width of the hem, and its y, shortest and longest.
SKIRTS = {"slip": (92, 410, 460), "shirt": (104, 408, 456), "midi": (126, 440, 460), "wrap": (116, 424, 456)}

BUST: list[Fold] = [
    (200 - CHEST + 4, 150, 182, 168, -6, 3.4),
    (200 + CHEST - 4, 150, 220, 166, 6, 3.4),
    (200 - WAIST + 4, 196, 186, 180, 5, 3),
    (200 + WAIST - 4, 198, 216, 182, -5, 3),
]
SHEEN: list[Fold] = [
    (166, 150, 150, 300, 10, 9),
    (214, 150, 236, 330, -8, 8),
    (176, 240, 140, 430, 8, 9),
    (200, 260, 214, 450, 4, 7),
    (230, 330, 262, 450, -4, 8),
]


@article("slip", "shirt", "midi", "wrap")
def dress(p: Picture, style: str) -> None:
    p.stage("cloth", 1.1, **fit(p.rng))
    wide, shortest, longest = SKIRTS[style]
    drape = Drape(
        p,
        WAIST,
        wide,
        WAIST_Y,
        p.rng.randint(shortest, longest),
        swing={"slip": 14, "shirt": 16}.get(style, 26),
        slant=14 if style == "wrap" else 5,
        flare=12,
        flutes=p.rng.choice((5, 6, 7, 8)),
        deep=2.5 if style in ("slip", "shirt") else 7,
    )
    folds = [_moved(p, fold) for fold in BUST] + drape.falls(0.06, 0.4)
    if style == "slip":
        _slip(p, drape, folds)
    else:
        _waisted(p, style, drape, folds)


def _moved(p: Picture, fold: Fold) -> Fold:
    x0, y0, x1, y1, bend, width = fold
    r = p.rng.uniform
    return x0, y0 + r(-6, 6), x1 + r(-6, 6), y1 + r(-8, 8), bend, width * r(0.6, 1.2)


def _slip(p: Picture, drape: Drape, folds: list[Fold]) -> None:
    """A slip dress of satin on thin straps; its neck is a V or falls in folds."""
    for k in (-1, 1):
        p.stroke(f"M{200 + k * 36} 140Q{200 + k * 46} 80 {200 + k * 36} 40", p.main.deep, 2.8)
    back = spline([(150, 130, 1), (200, 146), (250, 130, 1), (244, 180), (156, 180)])
    p.shape(back, p.main.deep)
    drape.behind()
    side: list[Point] = [(240, 104, 1), (262, 138), (266, 158), (258, 212), (274, 290)]
    end: Point = (200 + drape.wide, drape.bottom - 8, 1)
    cowl = p.rng.random() < 0.5
    neck: list[Point] = (
        [(178, 130), (200, 136), (222, 130)] if cowl else [(178, 128), (200, 142, 1), (222, 128)]
    )
    d = spline(drape.placed([*neck, *side, end, *drape.hem(), *flip([*side, end])]))
    if cowl:
        draped: list[Fold] = [
            (164, 116, 236, 118, -30, 4),
            (160, 126, 238, 130, -44, 4.5),
            (158, 142, 240, 146, -50, 4),
        ]
    else:
        draped = [(188, 150, 206, 230, 8, 5), (168, 130, 182, 164, 6, 4), (236, 130, 220, 164, -6, 4)]
    p.piece(d, None, 0, folds=[*folds, *draped], soft=3.2, volume=1.25)
    for k in (-1, 1):
        strap = f"M{200 + k * 40} 106Q{200 + k * 40} 70 {200 + k * 36} 40"
        p.stroke(strap, p.main.deep, 3.4, 0.5, 'transform="translate(1 1)"')
        p.stroke(strap, p.main.base, 3)
    sheen = "".join(leaf(*_hanging(p, drape, each)) for each in SHEEN)
    p.add(
        f'<g clip-path="url(#{p.clip(d)})"><path d="{sheen}" fill="{p.main.light}" opacity=".75" '
        f'filter="url(#{p.blur(6)})"/></g>'
    )
    if not cowl:
        p.seam("M162 108Q174 130 200 144Q226 130 238 108", None, 1, 0.45)


def _hanging(p: Picture, drape: Drape, fold: Fold) -> Fold:
    x0, y0, x1, y1, bend, width = fold
    shift = p.rng.uniform(-12, 12)
    (x0, y0), (x1, y1) = drape.place(x0 + shift, y0)[:2], drape.place(x1 + shift, y1)[:2]
    return x0, y0, x1, y1, bend, width


def _waisted(p: Picture, style: str, drape: Drape, folds: list[Fold]) -> None:
    """A dress with a bodice and a waist."""
    cut = replace(BODICE, drop=64, vneck=True) if style == "wrap" else BODICE
    top = UpperBody(p, cut)
    top.draw_back(label=style != "shirt")
    drape.behind()
    top.outline = _outline(drape, top)
    tiered = style == "midi" and p.rng.random() < 0.4
    tiers = [drape.top + (drape.bottom - drape.top) * share for share in ((0.36, 0.7) if tiered else ())]
    for y in tiers:
        folds = [*folds, *drape.gathers(y + 4, 32)]
    p.piece(top.outline, None, 0, folds=folds, soft=3, volume=1)
    p.add(f'<g clip-path="url(#{p.clip(top.outline)})">')
    for y in tiers:
        drape.tier(y)
    p.add("</g>")
    if style == "shirt":
        _shirt(p, drape, top)
    elif style == "midi":
        _sleeves(p, top, (0, None, 270))
        top.neckband(6, accent(p), 0)
    else:
        _sleeves(p, top, (None, 226, 290))
        _wrapped(p, drape, cut)
    if style == "midi" and p.rng.random() < 0.5:
        p.seam(f"M{199 - WAIST} {WAIST_Y}Q200 {WAIST_Y + 14} {201 + WAIST} {WAIST_Y}", None, 1.3, 0.7)
        return
    _belt(p, top.outline)
    if style != "midi":
        _knot(p, p.rng.choice((1, -1)))


def _outline(drape: Drape, top: UpperBody) -> str:
    wide, bottom = drape.wide - WAIST, drape.bottom
    skirts: list[list[Point]] = [
        [
            (204 + WAIST, WAIST_Y - 20),
            (200 + WAIST, WAIST_Y),
            (200 + WAIST + wide * 0.30 + out, WAIST_Y + 66),
            (200 + WAIST + wide * 0.68 + out, bottom - 90),
            (200 + drape.wide, bottom - 8, 1),
        ]
        # The side that the skirt swings to stands out.
        for out in (drape.aside * 0.12, -drape.aside * 0.12)
    ]
    right = [*top.side_right[:3], *skirts[0]]
    left = flip([*top.side_right[:3], *skirts[1]])
    neck_left = flip(top.neck_right)[:-1]
    return spline(drape.placed([*top.neck_right, *right, *drape.hem(), *left, *neck_left]))


def _sleeves(p: Picture, top: UpperBody, ends: tuple[float | None, ...]) -> None:
    """One of these lengths: 0 is without sleeves, None short."""
    end = p.rng.choice(ends)
    if end is None:
        top.sleeves(None, out=42)
    elif end:
        top.sleeves(end, width=38)
    else:
        binding(p, top.side_right[:3], p.main)
        binding(p, flip(top.side_right[:3]), p.main)


def _shirt(p: Picture, drape: Drape, top: UpperBody) -> None:
    """Sleeves, placket and collar of a shirt dress; below the waist the placket swings with the skirt."""
    top.bottom = WAIST_Y + 20
    if p.rng.random() < 0.5:
        top.sleeves(None, out=42)
    else:
        top.sleeves(p.rng.choice((262, 300)), width=38, cuff=15, rib=0)
    placket(p, top, width=14, buttons=4)
    hem_y = drape.hem_at(0) + 4
    strip: list[Point] = [(194, WAIST_Y, 1), (208, WAIST_Y, 1), (208, 320), (209, hem_y, 1)]
    strip += [(195, hem_y, 1), (194, 320)]
    d = spline(drape.placed(strip))
    p.add(f'<g clip-path="url(#{p.clip(top.outline)})">')
    p.shadow(d, dx=2.5, dy=1, radius=2, opacity=0.28)
    p.piece(d, None, 0, edge=0.35, soft=1.6, volume=0.3)
    p.add("</g>")
    count = 5
    for i in range(count):
        x, y, *_ = drape.place(200.8, 238 + i * (drape.bottom - 270) / (count - 1))
        p.button(x, y, 3.3, p.colours.trim)
    collar(p, top, height=12, point=36)


def _wrapped(p: Picture, drape: Drape, cut: Cut) -> None:
    """The upper edge of a wrap dress, and how it falls below the waist."""
    edge = f"M{200 + cut.neck} {cut.top}Q206 150 {206 - WAIST} {WAIST_Y - 6}"
    p.stroke(edge, DROP, 5, 0.28, f'transform="translate(-1 3)" filter="url(#{p.blur(2.4)})"')
    p.seam(edge, None, 1.3, 0.7)
    p.stroke(f"M{200 + cut.neck} {cut.top}Q214 100 200 {cut.top + cut.drop}", p.main.deep, 1, 0.4)
    foot = p.rng.uniform(160, 190)
    fall = drape.curve((176, WAIST_Y + 6), (foot + 22, 330), (foot, drape.hem_at((foot - 200) / drape.wide)))
    p.stroke(fall, DROP, 5, 0.26, f'transform="translate(-2 1)" filter="url(#{p.blur(2.4)})"')
    p.seam(fall, None, 1.2, 0.65)


def _belt(p: Picture, dress: str) -> None:
    belt = spline(
        [
            (199 - WAIST, WAIST_Y - 7, 1),
            (200, WAIST_Y),
            (201 + WAIST, WAIST_Y - 7, 1),
            (202 + WAIST, WAIST_Y + 8, 1),
            (200, WAIST_Y + 15),
            (198 - WAIST, WAIST_Y + 8, 1),
        ]
    )
    p.shadow(belt, dx=1, dy=3, radius=2, opacity=0.4, within=dress)
    p.piece(belt, accent(p), 0, edge=0.5, soft=1.8, volume=0.5)


def _knot(p: Picture, side: int) -> None:
    """The belt's knot on that side, and its two ends."""
    r = p.rng.uniform
    far, near = r(-26, 20), r(-20, 30)
    ends: tuple[list[Point], ...] = (
        [(182, 212, 1), (196, 212, 1), (192, 270), (184, 318 + far, 1), (172, 316 + far, 1), (180, 262)],
        [(188, 212, 1), (201, 211, 1), (212, 262), (214, 300 + near, 1), (202, 302 + near, 1), (200, 262)],
    )
    for end in ends:
        d = spline(end if side > 0 else flip(end))
        p.shadow(d, dx=2, dy=3, radius=2, opacity=0.35)
        p.piece(d, accent(p), 0, edge=0.5, soft=1.8, volume=0.6)
    p.piece(rounded(181 if side > 0 else 200, 201, 19, 17, 5), accent(p), 0, edge=0.8, soft=2)
