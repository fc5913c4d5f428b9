"""The denim jacket."""

from backend.products.pictures.outlines import circle, num, spline
from backend.products.pictures.parts.arms import inset, pose
from backend.products.pictures.parts.collars import collar, placket
from backend.products.pictures.parts.upper_body import FLAT_ENDS, Cut, UpperBody, lay
from backend.products.pictures.picture import Picture


def trucker(p: Picture) -> None:
    """With flap pockets, seams in two lines and metal buttons."""
    top = UpperBody(
        p,
        Cut(neck=40, drop=32, shoulder=100, chest=106, waist=102, hem=96, bottom=398, head=22),
        pose(p.rng, (-4, 1), (0, 12), folded=0.35),
        lifelike=True,
    )
    lay(p, sway=1.6)
    top.draw_back(label=False)
    top.draw_body(weave="twill")
    placket(p, top, width=18, buttons=2, start=112)
    _buttons(p)
    _waistband(p, top)
    for side in (-1, 1):
        _front(p, side)
    collar(p, top, spread=1.12, point=44)
    top.sleeves(384, weave="twill", width=38)
    _cuffs(p, top)


def _buttons(p: Picture) -> None:
    for y in (124, 172, 220, 268, 316, 352):
        sheen, _, _, dark = p.metal("gun" if p.main.lightness > 0.7 else "silver")
        p.shape(circle(201, y + 1, 4.8), "#1b1510", 0.4)
        p.shape(circle(200.6, y, 4.6), f"url(#{sheen})")
        p.shape(circle(200.6, y, 2.4), dark, 0.35)


def _waistband(p: Picture, top: UpperBody) -> None:
    d = spline([(x, y - 11) for x, y in top.hem_line], False)
    p.stroke(d, p.main.base, 24, 1, FLAT_ENDS)
    p.stroke(d, p.main.light, 24, 0.18, FLAT_ENDS)
    for dy in (-22, -3):
        p.seam(spline([(x, y + dy) for x, y in top.hem_line], False), None, 1, 0.6)
        p.stitch(spline([(x, y + dy + 3) for x, y in top.hem_line], False), p.colours.thread)


def _front(p: Picture, side: int) -> None:
    """The seams and the pocket of one half; `side` is -1 for the left one."""
    thread = p.colours.thread

    def at(x: float, y: float) -> str:
        return f"{num(200 + side * x)} {num(y)}"

    p.seam(f"M{at(12, 186)}L{at(101, 180)}", None, 1.2, 0.7)
    p.stitch(f"M{at(12, 189.5)}L{at(101, 183.5)}", thread)
    p.seam(f"M{at(26, 190)}L{at(34, 364)}M{at(78, 188)}L{at(60, 364)}", None, 1.1, 0.6)
    p.stitch(f"M{at(29.5, 190)}L{at(37.5, 364)}M{at(74.5, 188)}L{at(56.5, 364)}", thread)
    flap = f"M{at(30, 182)}L{at(74, 179.5)} {at(74, 197)} {at(52, 208)} {at(30, 198)}z"
    p.shadow(flap, dx=1.5, dy=3, radius=2, opacity=0.4)
    p.piece(flap, weave="twill", edge=0.5, soft=2)
    p.stitch(f"M{at(33, 185)}L{at(33, 196)} {at(52, 204.5)} {at(71, 195)} {at(71, 183)}", thread)
    p.button(200 + side * 52, 199, 3.2, p.colours.trim)


def _cuffs(p: Picture, top: UpperBody) -> None:
    for _, points in top.cuffs:
        p.seam(spline(inset(points, 22, 0.5), False), None, 1.2, 0.7)
        for up in (18, 3):
            p.stitch(spline(inset(points, up, 0.5), False), p.colours.thread)
