"""Shirts that are buttoned."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import spline
from backend.products.pictures.parts.arms import inset, pose
from backend.products.pictures.parts.collars import collar, placket
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay
from backend.products.pictures.picture import Picture


@article("long", "long", "long", "long", "short")
def shirt(p: Picture, style: str) -> None:
    short = style == "short"
    lay(p)
    cut = Cut(
        neck=37,
        drop=27,
        top=76,
        shoulder=98,
        chest=103,
        waist=98,
        hem=103,
        bottom=430 + p.rng.uniform(-10, 6),
        tail=p.rng.uniform(18, 28),
        head=21,
    )
    arms = pose(p.rng, (-11, 5)) if short else pose(p.rng, (-4, 1), (0, 11), folded=0.45)
    top = UpperBody(p, cut, arms, lifelike=True)
    top.draw_back(label=False)
    top.draw_body()
    placket(p, top)
    collar(p, top)
    p.seam(spline([(x, y - 6) for x, y in top.hem_line], False), None, 0.8, 0.45)
    for side in (-1, 1):  # the yoke
        p.seam(f"M{200 + side * 45} {top.top + 20}L{200 + side * 85} {top.shoulder_y + 17}", None, 0.9, 0.4)
    if p.rng.random() < 0.6:
        p.seam("M230 184h44v38l-22 9-22-9z", None, 1, 0.55)
        p.seam("M230 193h44", None, 0.8, 0.4)
    top.sleeves(None if short else 398, width=40)
    if short:
        _sleeve_hems(p, top)
    else:
        _cuffs(p, top)


def _sleeve_hems(p: Picture, top: UpperBody) -> None:
    for _, points in top.cuffs:
        line = spline(inset(points, 10), False)
        p.seam(line, None, 0.9, 0.5)


def _cuffs(p: Picture, top: UpperBody) -> None:
    for left, (_, points) in zip((True, False), top.cuffs, strict=True):
        p.seam(spline(inset(points, 20, 0.5), False), None, 1.1, 0.65)
        x, y = inset(points, 9, 9)[-1 if left else 0]
        p.button(x, y, 2.8, p.colours.trim)
