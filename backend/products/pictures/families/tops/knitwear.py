"""Jumpers and cardigans."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import rounded, spline
from backend.products.pictures.parts.arms import pose
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay
from backend.products.pictures.picture import Picture


@article("crew", "crew", "roll", "vneck", "cable", "cardigan")
def sweater(p: Picture, style: str) -> None:
    lay(p, "knit", sway=2.4)
    cut = Cut(
        neck=42,
        drop={"vneck": 58, "cardigan": 118}.get(style, 27),
        shoulder=100,
        chest=107,
        waist=108,
        hem=99,
        bottom=412 + p.rng.uniform(-12, 10),
        vneck=style in ("vneck", "cardigan"),
        back=7,
        collar_band=12,
        head=22,
    )
    top = UpperBody(p, cut, pose(p.rng, (-4, 1), (0, 13), folded=0.45), lifelike=True)
    top.draw_back(label=style != "roll")
    cables = _cables(p) if style == "cable" and p.pattern == "plain" else ""
    top.draw_body(weave="knit", inside=cables, block="M60 236q140 10 280 0v200H60z")
    top.rib_hem(22, p.second if p.pattern == "block" else None)
    if style == "roll":
        _roll_neck(p, top)
    else:
        top.neckband(13, p.second if p.pattern == "stripes" and p.colours.two else None, 2.1)
    if style == "cardigan":
        _button_front(p, top)
    top.sleeves(388, weave="knit", cuff=24, width=39)


def _cables(p: Picture) -> str:
    """Three ropes down the front, each with a lit copy up and to the left."""
    dark, pale = p.main.deep, p.main.light
    marks = ""
    for x in (148, 200, 252):
        ropes = "".join(
            f"M{x - 10} {y}c2 9 18 10 20 21M{x + 10} {y}c-1 5-4 8-8 10M{x - 3} {y + 13}c-4 2-7 4-7 8"
            for y in range(100, 400, 21)
        )
        marks += (
            f'<path d="M{x - 16} 90v320M{x + 16} 90v320" stroke="{dark}" stroke-width="3.4" opacity=".30" '
            f'fill="none"/><path d="{ropes}" stroke="{dark}" stroke-width="2.6" opacity=".36" fill="none" '
            f'stroke-linecap="round"/><path d="{ropes}" transform="translate(-2.2 -1.6)" stroke="{pale}" '
            'stroke-width="2.6" opacity=".6" fill="none" stroke-linecap="round"/>'
        )
    return marks


def _roll_neck(p: Picture, top: UpperBody) -> None:
    y = top.top
    # fmt: off
    d = spline([
        (156, y + 6, 1), (163, y - 16), (165, y - 30), (200, y - 34), (235, y - 30), (237, y - 16),
        (244, y + 6, 1), (222, y + 24), (200, y + 28), (178, y + 24),
    ])
    # fmt: on
    p.shadow(d, dx=2, dy=5, radius=4, opacity=0.4, within=top.outline)
    p.piece(d, None, None, "rib", volume=1, form=(0, 0, 1, 0.2), folds=[(160, y + 2, 238, y + 4, -10, 3)])
    p.shape(spline([(168, y - 29), (200, y - 33), (232, y - 29), (200, y - 24)]), p.main.deep, 0.75)


def _button_front(p: Picture, top: UpperBody) -> None:
    y = top.top + top.drop
    p.add(f'<g clip-path="url(#{p.clip(top.outline)})">')
    p.stroke(f"M203 {y + 4}V{top.bottom}", "#1b1510", 15, 0.3, f'filter="url(#{p.blur(2.4)})"')
    p.add("</g>")
    p.band(f"M200 {y - 2}V{top.bottom - 1}", None, 15, 2.1)
    for i in range(5):
        p.button(200, y + 14 + i * (top.bottom - y - 28) / 4, 4.6, p.colours.trim)
    for left in (120, 232):
        p.band(f"M{left} 326h48", None, 9, 2.1)
        p.seam(rounded(left, 330, 48, 46, 3), None, 0.9, 0.35)
