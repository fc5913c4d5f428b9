"""Pumps, with a slim or a block heel."""

from backend.products.pictures.article import article
from backend.products.pictures.outlines import spline
from backend.products.pictures.palette import tone
from backend.products.pictures.picture import Picture

# fmt: off
INSIDE = spline([
    (150, 318, 1), (190, 296), (250, 250), (300, 216), (346, 196, 1), (352, 214), (300, 260), (240, 310),
    (180, 346),
])
UPPER = spline([
    (351, 257, 1), (356, 230), (352, 205), (345, 196), (336, 201), (317, 229), (290, 263), (256, 298),
    (216, 322), (176, 327), (148, 312, 1), (112, 322), (74, 340), (45, 361), (37, 372), (39, 380, 1),
    (100, 380), (168, 378), (220, 358), (270, 314), (312, 278),
])
HEELS = {
    "pump": spline([
        (290, 296, 1), (310, 262, 1), (351, 240, 1), (353, 264), (347, 300), (340, 342), (338, 386, 1),
        (328, 386, 1), (328, 346), (321, 312), (308, 297),
    ]),
    "block": spline([
        (276, 310, 1), (300, 270, 1), (351, 240, 1), (356, 290), (354, 386, 1), (306, 386, 1), (305, 340),
        (298, 312),
    ]),
}
TIPS = {"pump": "M327.6 381H338.6V387H327.6z", "block": "M305.6 380H354.6V387H305.6z"}
SOLE = spline([
    (36, 376, 1), (100, 380), (168, 377), (222, 356), (270, 314), (312, 278), (352, 258, 1), (353, 266, 1),
    (314, 286), (274, 322), (226, 366), (176, 386), (100, 388), (46, 386), (37, 381),
])
LIGHT = (
    (58, 364, 128, 324, 6, 6), (70, 352, 112, 330, 2, 2.4), (344, 210, 349, 250, -3, 3),
    (250, 312, 312, 250, 5, 4),
)
# fmt: on


@article("pump", "block")
def heels(p: Picture, style: str) -> None:
    p.stage("grain", 0.3, tilt=0, pair=26, top=180, bottom=400)
    p.floor(150, 386, 112, 9, 0.3)
    p.floor(334, 386, 34 if style == "block" else 22, 8, 0.3)
    p.piece(INSIDE, tone("sand"), edge=0.8, soft=3)
    leather = tone("chocolate" if p.main.lightness > 0.3 else "camel")
    p.piece(SOLE, leather, edge=0.4, soft=1.4)
    p.piece(HEELS[style], None, 0)
    p.shape(TIPS[style], tone("chocolate").deep)
    p.piece(UPPER, None, 0, edge=1.2, soft=3.8, form=(0, 0, 0.5, 1), volume=1.15)
    p.gloss(UPPER, LIGHT, 0.55)
