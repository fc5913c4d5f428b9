"""Short jackets: each style is a drawing of its own."""

from backend.products.pictures.article import article
from backend.products.pictures.families.outerwear.bomber import bomber
from backend.products.pictures.families.outerwear.leather import biker
from backend.products.pictures.families.outerwear.puffer import puffer
from backend.products.pictures.families.outerwear.tailored import blazer
from backend.products.pictures.families.outerwear.trucker import trucker
from backend.products.pictures.picture import Picture

STYLES = {each.__name__: each for each in (trucker, bomber, blazer, puffer, biker)}


@article(*STYLES)
def jacket(p: Picture, style: str) -> None:
    STYLES[style](p)
