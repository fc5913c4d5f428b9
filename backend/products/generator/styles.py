"""Styles: one design of one brand, which comes in several colours at one price."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from backend.products.generator.accessories import ACCESSORIES
from backend.products.generator.brands import BRANDS, VARIANTS, Brand
from backend.products.generator.clothes import CLOTHES
from backend.products.generator.kinds import Kind

KINDS = CLOTHES + ACCESSORIES
YEARS = (2024, 2025, 2025, 2026, 2026, 2026)
DISCOUNTS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


@dataclass(frozen=True, slots=True)
class Style:
    """`price` and `discounted_price` are minor units; `demand` is how much it sells next to the median, 1."""

    number: int
    kind: Kind
    brand: Brand
    name: str
    pattern: str
    wearer: str
    year: int
    price: int
    discounted_price: int
    rating: float
    demand: float
    colours: tuple[str, ...]

    @property
    def noun(self) -> str:
        """What it is, with what is printed on it."""
        return (
            self.kind.noun if self.pattern == "plain" else f"{self.kind.wear[self.pattern]} {self.kind.noun}"
        )


def styles(rng: Random) -> Iterator[Style]:
    """Without end, in rounds of one style a kind; no two share both name and noun."""
    taken: set[str] = set()
    number = 0
    while True:
        kinds = list(KINDS)
        rng.shuffle(kinds)
        for kind in kinds:
            number += 1
            yield _style(number, kind, rng, taken)


def _style(number: int, kind: Kind, rng: Random, taken: set[str]) -> Style:
    brand = rng.choice([brand for brand in BRANDS if kind.article in brand.makes])
    pattern = rng.choice(list(kind.wear)) if kind.wear and rng.random() < 0.3 else "plain"
    year = rng.choice(YEARS)
    price = as_priced(rng.uniform(kind.low, kind.high) * brand.level)
    return Style(
        number=number,
        kind=kind,
        brand=brand,
        name=_free_name(kind.noun, rng, taken),
        pattern=pattern,
        wearer=rng.choice(kind.genders),
        year=year,
        price=price,
        discounted_price=_discounted(price, year, rng),
        rating=round(min(4.9, max(3.2, rng.gauss(4.3, 0.35))), 1),
        # Sales of a shop's articles are about log-normal: a few sell twenty times what the median does.
        demand=rng.lognormvariate(0, 1.2),
        colours=_colours(kind, rng),
    )


def _colours(kind: Kind, rng: Random) -> tuple[str, ...]:
    """Two to five of the kind's colours, in the palette's order: the first ones are what sells most."""
    wanted = min(len(kind.palette), rng.choice((2, 2, 3, 3, 4, 5)))
    chosen = set(rng.sample(kind.palette, wanted))
    return tuple(colour for colour in kind.palette if colour in chosen)


def _free_name(noun: str, rng: Random, taken: set[str]) -> str:
    name = rng.choice(VARIANTS)
    while f"{name} {noun}" in taken:
        name = rng.choice(VARIANTS)
        if rng.random() < 0.1:  # there are more styles than names in a very large catalogue
            name = f"{name} {rng.choice(VARIANTS)}"
    taken.add(f"{name} {noun}")
    return name


def as_priced(major: float) -> int:
    """Minor units as shops write them: whole below 100, else to the next five."""
    step = 1 if major < 100 else 5
    return max(step, round(major / step) * step) * 100


def _discounted(price: int, year: int, rng: Random) -> int:
    """What is left of older collections is reduced more often than this year's."""
    if rng.random() > (0.15 if year == YEARS[-1] else 0.35):
        return price
    return as_priced(price / 100 * (1 - rng.choice(DISCOUNTS)))
