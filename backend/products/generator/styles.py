"""Styles: one design of one brand, which comes in several colours at one price."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from backend.products.generator.accessories import ACCESSORIES
from backend.products.generator.brands import BRANDS, VARIANTS, Brand
from backend.products.generator.clothes import CLOTHES
from backend.products.generator.details import details_of
from backend.products.generator.kinds import Kind

KINDS = CLOTHES + ACCESSORIES
YEARS = (2024, 2025, 2025, 2026, 2026, 2026)
# Whole below 30, then ending in 5, 9 or 0, then in 5 or 0; major units.
PRICES = (
    *range(5, 30),
    *(price for price in range(30, 100) if price % 10 in (0, 5, 9)),
    *range(100, 1_000, 5),
)
DISCOUNTS = {10: 3, 15: 2, 20: 6, 25: 2, 30: 5, 40: 3, 50: 2}  # percent, and how many have it


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
    story: str
    voice: str

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
    brand = rng.choice([brand for brand in BRANDS if brand.does(kind)])
    pattern = rng.choice(list(kind.wear)) if kind.wear and rng.random() < 0.3 else "plain"
    year = rng.choice(YEARS)
    discount = _discount(brand, year, rng)
    price = as_priced(rng.uniform(kind.low, kind.high) * brand.level, discount)
    return Style(
        number=number,
        kind=kind,
        brand=brand,
        name=_free_name(kind.noun, rng, taken),
        pattern=pattern,
        wearer=rng.choice(kind.genders),
        year=year,
        price=price,
        discounted_price=price * (100 - discount) // 100,
        rating=round(min(4.9, max(3.2, rng.gauss(4.3, 0.35))), 1),
        # Sales of a shop's articles are about log-normal: a few sell twenty times what the median does.
        demand=rng.lognormvariate(0, 1.2),
        colours=_colours(kind, rng),
        story=f"{kind.story} {rng.choice(details_of(kind))}",
        voice=rng.choice(brand.voices),
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


def as_priced(major: float, discount: int = 0) -> int:
    """The nearest price, in minor units, as shops write them: after the discount it is whole too."""
    fitting = (price for price in PRICES if price * discount % 100 == 0)
    nearest: int = min(fitting, key=lambda price: (abs(price - major), price))
    return nearest * 100


def _discount(brand: Brand, year: int, rng: Random) -> int:
    """In percent; what is left of older collections is reduced more often than this year's."""
    reduced = brand.reduces and rng.random() < (0.18 if year == YEARS[-1] else 0.38)
    return rng.choices(list(DISCOUNTS), list(DISCOUNTS.values()))[0] if reduced else 0
