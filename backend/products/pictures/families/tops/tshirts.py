"""T-shirts, polo shirts and tank tops."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.parts.arms import inset, pose
from backend.products.pictures.parts.collars import collar
from backend.products.pictures.parts.upper_body import Cut, UpperBody, binding, lay
from backend.products.pictures.picture import Picture


@article("crew", "crew", "vneck", "relaxed", "polo", "tank")
def tshirt(p: Picture, style: str) -> None:
    if style == "tank":
        _tank(p)
        return
    lay(p, sway=2.6)
    wide = 9 if style == "relaxed" else 0
    contrast = p.second if p.pattern == "block" else None
    cut = Cut(
        neck=38 if style == "polo" else 42,
        drop={"vneck": 50, "polo": 27}.get(style, 34),
        shoulder=98 + wide,
        chest=103 + wide,
        waist=101 + wide,
        hem=104 + wide + p.rng.uniform(-4, 3),
        bottom=418 - wide + p.rng.uniform(-14, 8),
        pit=116 + wide * 0.6,
        vneck=style == "vneck",
        collar_band=0 if style == "polo" else 8,
    )
    top = UpperBody(p, cut, pose(p.rng, raised=(-11, 5)), lifelike=True)
    if style != "polo":
        top.draw_back()
    top.draw_body(block="M60 60h280v150q-140 10-280 0z")
    top.sleeves(None, contrast, out=p.rng.uniform(52, 63) - wide * 0.7)
    if style == "polo":
        _polo_front(p, top, contrast)
    else:
        ringer = p.colours.two and p.pattern == "plain" and p.rng.random() < 0.4
        top.neckband(8.5, p.second if ringer else None, 1.8)
    _cuffs(p, top, contrast, ribbed=style == "polo")
    _hem(p, top)
    if style == "crew" and p.rng.random() < 0.4 and p.pattern == "plain":
        p.seam("M232 176h44v40q0 4-4 5l-18 5-18-5q-4-1-4-5z", None, 1, 0.6)
        p.seam("M232 184h44", None, 0.8, 0.4)


def _polo_front(p: Picture, top: UpperBody, contrast: Tone | None) -> None:
    d = f"M192.5 {top.top + 24}h16l1 62h-18z"
    p.shadow(d, dx=2, dy=2, radius=2, opacity=0.3, within=top.outline)
    p.piece(d, contrast, 0, edge=0.35, soft=1.6, volume=0.3)
    for y in (36, 56, 76):
        p.button(201, top.top + y, 3.2, p.colours.trim)
    collar(p, top, contrast, height=12, point=38)


def _cuffs(p: Picture, top: UpperBody, contrast: Tone | None, *, ribbed: bool) -> None:
    for _, points in top.cuffs:
        if ribbed:
            line = spline(inset(points, 4.5), False)
            p.band(line, contrast, 9, 1.8)
        else:
            line = spline(inset(points, 8), False)
            p.seam(line, contrast, 0.9, 0.45)


def _hem(p: Picture, top: UpperBody) -> None:
    p.seam(spline([(x, y - 9) for x, y in top.hem_line], False), None, 0.9, 0.5)


def _tank(p: Picture) -> None:
    lay(p, sway=2.6)
    cut = Cut(
        neck=40,
        drop=64,
        top=80,
        slope=6,
        shoulder=74,
        chest=92,
        pit=104,
        waist=86,
        hem=94,
        bottom=414 + p.rng.uniform(-12, 10),
        back=22,
    )
    top = UpperBody(p, cut, lifelike=True)
    top.draw_back()
    for side in (-1, 1):  # the far side seen through the armholes
        hole = [(200 + side * 60, 92), (200 + side * 76, 140), (200 + side * 90, 186), (200 + side * 60, 180)]
        p.shape(spline(hole), p.main.deep)
    top.draw_body(block="M60 60h280v190q-140 10-280 0z")
    bound = p.second if p.colours.two and p.pattern == "plain" else None
    for line in (top.side_right[:3], top.side_left[-3:]):
        binding(p, line, bound or p.main)
    top.neckband(6.5, bound, 0)
    _hem(p, top)
