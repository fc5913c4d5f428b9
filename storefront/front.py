"""What the bare home page shows above its list: doors into the shop, what is new and what is on sale."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import reflex as rx

from backend.products.schemas import Category, Filters, ProductView, Sort
from backend.wiring import shop
from storefront.components.product_card import ProductCard, card_of, taken_over
from storefront.i18n import term
from storefront.showing import ShowsProducts
from storefront.wishes import Wish

IN_A_ROW = 4
LOOKED_AT = 48
DOORS = 3


@dataclass
class Door:
    """A part of the shop behind one of its products' pictures."""

    label: str
    picture: str
    address: str


@dataclass(frozen=True)
class Front:
    """All of it."""

    doors: list[Door]
    fresh: list[ProductCard]
    reduced: list[ProductCard]


class FrontState(ShowsProducts, rx.State):
    """The doors and both rows; a row without products is not shown."""

    doors: rx.Field[list[Door]] = rx.field(default_factory=list)
    fresh: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    reduced: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    loaded: rx.Field[bool] = rx.field(False)

    async def _read(self) -> None:
        self._show(await front_now())

    def _take_over(self, product: ProductView) -> None:
        self._show(Front(self.doors, taken_over(self.fresh, product), taken_over(self.reduced, product)))

    def _show(self, now: Front) -> None:
        """Only what changed is sent, and drawn again."""
        if Front(self.doors, self.fresh, self.reduced) != now:
            self.doors, self.fresh, self.reduced = now.doors, now.fresh, now.reduced
        if not self.loaded:
            self.loaded = True


async def front_now() -> Front:
    """As the shop stands."""
    products = shop().products
    fresh, reduced, known = await asyncio.gather(
        products.find(sort=Sort.NEWEST, size=LOOKED_AT),
        products.find(filters=Filters(on_sale=True), sort=Sort.NEWEST, size=LOOKED_AT),
        products.categories(),
    )
    new = [card_of(each) for each in varied(fresh.products)]
    shown = {card.product_id for card in new}
    others = varied(each for each in reduced.products if each.product_id not in shown)
    doors = await asyncio.gather(*map(_door, groups_of(known)))
    return Front([door for door in doors if door is not None], new, [card_of(each) for each in others])


async def show_front(state: rx.State) -> None:
    """Read it anew from any page's handler: prices and stock are today's."""
    await (await state.get_state(FrontState))._read()


def varied(found: Iterable[ProductView]) -> list[ProductView]:
    """A row of different kinds as far as there are some, those found first at the front."""
    first: dict[str, ProductView] = {}
    others = []
    for each in found:
        if each.article_type in first:
            others.append(each)
        else:
            first[each.article_type] = each
    return [*first.values(), *others][:IN_A_ROW]


def groups_of(known: Sequence[Category]) -> list[str]:
    """The largest groups; in a shop of few groups its largest categories instead."""
    sizes: Counter[str] = Counter()
    for each in known:
        sizes[each.group or each.name] += each.total
    if len(sizes) < DOORS:
        sizes = Counter({each.name: each.total for each in known})
    return [name for name, _total in sizes.most_common(DOORS)]


async def _door(name: str) -> Door | None:
    """With the picture of the finest that there is behind it; None where all of it has just been sold."""
    best = await shop().products.find(filters=Filters(category=name), sort=Sort.PRICE_DESC, size=1)
    if not best.products:
        return None
    return Door(term(name), best.products[0].picture, Wish(category=name).address)
