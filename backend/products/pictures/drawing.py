"""Draws a product's picture: the same arguments give the same bytes."""

from random import Random

from backend.products.pictures import finish
from backend.products.pictures.colours import colours
from backend.products.pictures.families import ARTICLES
from backend.products.pictures.picture import Picture


def draw(
    article: str,
    colour: str,
    second: str | None = None,
    pattern: str = "plain",
    seed: int = 0,
    style: str | None = None,
) -> str:
    """One product as an SVG document of its own, 400 by 500 units, without script or reference to outside.

    `colour` and `second` are names of the palette, `pattern` is one of `prints.PATTERNS`. Raises `KeyError`
    for an article or colour that there isn't, `ValueError` for a style that the article doesn't have.
    """
    cut = f"{article}/{pattern}/{seed}/{style}"
    # Letters first, for an id may not begin with a digit.
    key = "a" + format(Random(f"{cut}/{colour}/{second}").randrange(36**4, 36**5), "x")
    # Not of its colours: in each of them a style is the same piece, details and folds included.
    rng = Random(cut)
    picture = Picture(key, colours(colour, second), pattern, rng)
    ARTICLES[article].draw(picture, ARTICLES[article].style(style, rng))
    return finish.document(picture)
