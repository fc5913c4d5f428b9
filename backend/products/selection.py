"""What is looked for as an expression of RediSearch; everything a person wrote is a parameter in it."""

from dataclasses import dataclass

from backend.kit.errors import Problem, RefusedError
from backend.products.own_words import query_in_any_language
from backend.products.schemas import Filters
from backend.products.tokens import folded

LISTED = "@listed:{true}"
LONGEST_NAME = 200
LARGEST_PRICE = 2**53 - 1
NAMES = ("category", "brand", "colour", "gender")


@dataclass(frozen=True, slots=True)
class Selection:
    """An expression and its PARAMS; `has_words` when products differ in how well they match."""

    expression: str
    params: tuple[str | int, ...] = ()
    has_words: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether all that is listed matches."""
        return self.expression == LISTED

    def also(self, expression: str, *params: str | int) -> "Selection":
        """This, and that too."""
        return Selection(f"{self.expression} {expression}", self.params + params, self.has_words)


EVERYTHING = Selection(LISTED)


def selection(text: str, filters: Filters) -> Selection | None:
    """Listed products that match; None when none can. Raises RefusedError that names the filter."""
    _check(filters)
    chosen = EVERYTHING
    for name in NAMES:
        wanted = getattr(filters, name)
        if wanted.strip():
            value = folded(wanted)
            if not value:
                return None
            chosen = chosen.also(f"@filter_{name}:{{${name}}}", name, value)
    if filters.on_sale:
        chosen = chosen.also("@on_sale:{true}")
    if filters.price_from is not None:
        chosen = chosen.also("@price:[$price_from +inf]", "price_from", filters.price_from)
    if filters.price_to is not None:
        chosen = chosen.also("@price:[-inf $price_to]", "price_to", filters.price_to)
    if not text.strip():
        return chosen
    found = query_in_any_language(text)
    if found is None:
        return None
    expression, params = found
    return Selection(f"{chosen.expression} {expression}", (*chosen.params, *params), has_words=True)


def _check(filters: Filters) -> None:
    problems = [
        Problem(name, f"A {name} has at most {LONGEST_NAME} characters.")
        for name in NAMES
        if not isinstance(getattr(filters, name), str) or len(getattr(filters, name)) > LONGEST_NAME
    ]
    for name in ("price_from", "price_to"):
        price = getattr(filters, name)
        if price is not None and (type(price) is not int or not 0 <= price <= LARGEST_PRICE):
            problems.append(Problem(name, "A price is a whole number of minor units, zero or more."))
    if not problems and None not in (filters.price_from, filters.price_to):
        assert filters.price_from is not None and filters.price_to is not None  # noqa: PT018 (one fact)
        if filters.price_from > filters.price_to:
            problems.append(Problem("price_from", "The lowest price is above the highest."))
    if problems:
        raise RefusedError(*problems)
