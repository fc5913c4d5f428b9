"""Hoodies."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import Point, flip, rounded, spline
from backend.products.pictures.parts.arms import mirrored_folds, pose
from backend.products.pictures.parts.fastenings import zipper
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay, rim
from backend.products.pictures.picture import Fold, Picture

DROP = "#1b1510"


@article("pullover", "pullover", "zip")
def hoodie(p: Picture, style: str) -> None:
    lay(p)
    _hood(p)
    body = UpperBody(
        p,
        Cut(
            neck=38,
            drop=44,
            top=106,
            shoulder=101,
            chest=108,
            waist=109,
            hem=99,
            bottom=430,
            slope=26,
            head=22,
        ),
        pose(p.rng, (-4, 1), (0, 14), folded=0.35),
        lifelike=True,
    )
    body.draw_body(block="M60 60h280v166q-140 8-280 0z")
    body.rib_hem(24)
    _hood_edges(p, body)
    if style == "zip":
        zipper(p, 200, 172, 414)
        p.seam("M150 318Q132 350 134 386M250 318Q268 350 266 386", None, 1.3, 0.75)
    else:
        _pocket(p, body)
    _cords(p)
    body.sleeves(404, p.second if p.pattern == "block" else None, cuff=24, width=40)


def _hood(p: Picture) -> None:
    # fmt: off
    hood = spline([
        (140, 130, 1), (136, 100), (144, 70), (168, 49), (200, 43), (232, 48), (257, 70), (264, 100),
        (260, 130, 1), (230, 160), (200, 164), (170, 160),
    ])
    # Widest above the middle and narrow at the neck: a round one looks like a helmet's.
    hole = spline([
        (160, 124), (149, 98), (156, 72), (178, 57), (200, 54), (222, 57), (244, 72), (251, 98), (240, 124),
        (218, 146), (200, 158), (182, 146),
    ])
    hem = [
        (154, 128), (142, 98), (149, 69), (174, 51), (200, 47.5), (226, 51), (251, 69), (258, 98), (246, 128),
    ]
    # fmt: on
    p.piece(hood, folds=[(143, 116, 150, 78, 4, 3), (257, 116, 250, 78, -4, 3)])
    inner: list[Fold] = [(172, 138, 168, 84, 6, 4), (230, 136, 234, 86, -6, 4), (184, 150, 190, 104, 3, 3)]
    p.piece(hole, p.colours.lining, edge=1.4, soft=5, volume=0.5, folds=inner)
    depth = [(0, p.main.deep, 0.15), (0.45, p.main.deep, 0.35), (1, p.main.deep, 0.95)]
    p.shape(hole, f"url(#{p.gradient(depth)})")
    p.seam("M200 55Q203 100 200 150", p.colours.lining, 1.3, 0.6)
    p.stitch(spline(hem, False), p.main.deep, 0.9, 0.45)


def _hood_edges(p: Picture, body: UpperBody) -> None:
    """They cross at the neck."""
    # fmt: off
    edge: list[Point] = [
        (193, 158, 1), (222, 143), (241, 120), (248, 103, 1), (259, 117), (264, 132, 1), (242, 156),
        (205, 176, 1),
    ]
    # fmt: on
    folds: list[Fold] = [(254, 110, 218, 160, -8, 3)]
    for left in (True, False):
        d = spline(flip(edge) if left else edge)
        p.shadow(d, dx=1, dy=4, radius=3, opacity=0.35, within=body.outline)
        p.piece(d, edge=0.8, volume=0.8, folds=mirrored_folds(folds) if left else folds)
        rim(p, d)


def _pocket(p: Picture, body: UpperBody) -> None:
    d = spline(
        [(152, 300, 1), (248, 300, 1), (278, 352), (280, 386, 1), (200, 391), (120, 386, 1), (122, 352)]
    )
    p.shadow(d, dx=2, dy=3, radius=3, opacity=0.28, within=body.outline)
    folds: list[Fold] = [(140, 388, 170, 330, -6, 4), (262, 388, 236, 326, 7, 5)]
    p.piece(d, None, 0, edge=0.6, volume=0.45, folds=folds)
    rim(p, d)
    p.stitch("M155 304L245 304M149 305Q127 340 126 384M251 305Q273 340 274 384", p.main.deep, 0.9, 0.5)


def _cords(p: Picture) -> None:
    colour = "#f1ece3" if p.main.lightness < 0.75 else p.second.base
    for x, end, bend, drift, tip in ((184, 250, -5, -2, -4), (217, 238, 5, 3, 1)):
        d = f"M{x} 158q{bend} 40 {drift} {end - 158}"
        p.stroke(d, DROP, 3.4, 0.3, 'transform="translate(2 3)"')
        p.stroke(d, colour, 3)
        p.stroke(d, p.main.deep, 3, 0.2, 'stroke-dasharray="1.2 2.2"')
        p.shape(rounded(x + tip, end - 2, 4, 10, 1.4), f"url(#{p.metal('silver')[0]})")
