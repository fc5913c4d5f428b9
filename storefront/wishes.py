"""What an address of the home page asks for: words, a category, what is on sale, an order."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from backend.products.schemas import ProductPage, Sort
from backend.wiring import shop
from storefront import asked

HOME = "/"
SALE = "sale"


class Wish(NamedTuple):
    """One wish; the empty one is for the home page itself."""

    words: str = ""
    category: str = ""
    sort: Sort = Sort.RELEVANCE
    on_sale: bool = False

    @property
    def address(self) -> str:
        """The home page's address that asks for it."""
        asked_for = {
            "q": self.words,
            "category": self.category,
            "show": SALE if self.on_sale else "",
            "sort": "" if self.sort is Sort.RELEVANCE else self.sort.value,
        }
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked_for.items() if value)
        return f"{HOME}?{query}" if query else HOME

    @property
    def is_home(self) -> bool:
        """Whether nothing is asked for."""
        return self == Wish()

    async def page(self, number: int) -> ProductPage:
        """Some of the products that it is about."""
        return await shop().products.search(
            self.words, number, self.category, self.sort, on_sale=self.on_sale
        )


NEWEST = Wish(sort=Sort.NEWEST)
ON_SALE = Wish(on_sale=True)


def wish_in(query: Mapping[str, str]) -> Wish:
    """What the query of an address asks for; what is not understood asks for nothing."""
    return Wish(
        asked.text(query.get("q")),
        asked.text(query.get("category")),
        order_of(query.get("sort")),
        query.get("show") == SALE,
    )


def order_of(name: object) -> Sort:
    """The order of that name, else the one that lists have by themselves."""
    return next((sort for sort in Sort if sort.value == name), Sort.RELEVANCE)
