"""A type of article that can be drawn: one function, and the styles that it knows."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from backend.products.pictures.picture import Picture

Draw = Callable[[Picture, str], None]


@dataclass(frozen=True, slots=True)
class Article:
    """`weighted` are its styles, each as often as it is to be chosen where none is asked for."""

    name: str
    weighted: tuple[str, ...]
    draw: Draw

    @property
    def styles(self) -> tuple[str, ...]:
        """Each style once."""
        return tuple(dict.fromkeys(self.weighted))

    def style(self, asked: str | None, rng: Random) -> str:
        """The style to draw. Raises `ValueError` for one that this article doesn't have."""
        if asked is None:
            return rng.choice(self.weighted) if len(self.weighted) > 1 else self.weighted[0]
        if asked not in self.weighted:
            raise ValueError(f"style: {self.name} has no {asked!r}, only {', '.join(self.styles)}")
        return asked


def article(*styles: str) -> Callable[[Draw], Article]:
    """Makes a drawing function an article that has its name; a style may be given more than once."""

    def made(draw: Draw) -> Article:
        return Article(draw.__name__, styles or ("classic",), draw)

    return made
