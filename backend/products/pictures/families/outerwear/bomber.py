"""The bomber jacket."""

from backend.products.pictures.parts.arms import pose
from backend.products.pictures.parts.fastenings import zipper
from backend.products.pictures.parts.upper_body import Cut, UpperBody, lay
from backend.products.pictures.picture import Metal, Picture


def bomber(p: Picture) -> None:
    """With ribbed collar, cuffs and hem, in the second colour for the pattern `block`."""
    top = UpperBody(
        p,
        Cut(
            neck=42, drop=26, collar_band=17, shoulder=100, chest=109, waist=111, hem=98, bottom=402, head=23
        ),
        pose(p.rng, (-4, 1), (0, 14), folded=0.3),
        lifelike=True,
    )
    lay(p, sway=1.6)
    rib = p.second if p.pattern == "block" else p.main
    top.draw_back(rib if p.pattern == "block" else p.colours.lining, lift=6)
    gathers = [(140, 390, 150, 300, 6, 6), (262, 390, 250, 310, -6, 6), (180, 388, 176, 320, 4, 4)]
    top.draw_body(folds=gathers)
    top.rib_hem(28, rib)
    top.neckband(19, rib, 2.4)
    zipper(p, 200, 105, 392, metal=_metal(p))
    for side in (-1, 1):
        pocket = f"M{200 + side * 58} 276L{200 + side * 82} 330"
        p.seam(pocket, None, 4.4, 0.6)
        p.stroke(pocket, p.main.deep, 1.4, 0.9)
    top.sleeves(384, cuff=26, width=38, cuff_tone=rib)


def _metal(p: Picture) -> Metal:
    """That of the zip: one that is seen on this cloth."""
    if p.main.lightness > 0.75:
        return "gun"
    return "silver" if p.main.lightness > 0.3 else "gold"
