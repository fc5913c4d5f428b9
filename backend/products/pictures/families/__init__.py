"""Every article that can be drawn: one module a family, one `Article` a function in it."""

from backend.products.pictures.article import Article
from backend.products.pictures.families import (
    accessories,
    bags,
    dresses,
    footwear,
    jewellery,
    outerwear,
    tops,
    trousers,
)

FAMILIES = (tops, outerwear, dresses, trousers, footwear, bags, jewellery, accessories)

ARTICLES: dict[str, Article] = {
    found.name: found for family in FAMILIES for found in vars(family).values() if isinstance(found, Article)
}
