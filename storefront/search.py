"""Search as you type, by category and in an order: the products found, and the address bar kept in step.

The words' answer is shown at once; the address follows by a navigation, which comes back as a page load.
Loads that only echo an address set here are told apart from those a shopper caused (back, a link, a
reload, a connection that came back), which alone search again. The search box follows the address by itself.
"""

from collections.abc import AsyncIterator
from time import monotonic

import reflex as rx
from reflex.event import EventSpec

from backend.products.schemas import ProductPage, ProductView, Sort
from backend.wiring import shop
from storefront import asked
from storefront.cart import show_cart
from storefront.components.product_card import ProductCard, card_of, taken_over
from storefront.front import show_front
from storefront.i18n import number
from storefront.narrowing import Applied, Chip, applied_to, chips_of, heading_of
from storefront.showing import ShowsProducts
from storefront.wishes import HOME, Wish, order_of, wish_in

SEARCH = "search"
ECHO_WITHIN_S = 10.0
ON_ITS_WAY_S = 1.5
ECHOES_KEPT = 16
MAX_PAGES = 60
LONGEST_REACH = 8_000


class SearchState(ShowsProducts, rx.State):
    """What the home page shows."""

    words: rx.Field[str] = rx.field("")
    heading: rx.Field[str] = rx.field("")
    is_home: rx.Field[bool] = rx.field(True)  # nothing is asked for
    on_sale: rx.Field[bool] = rx.field(False)
    only_on_sale: rx.Field[str] = rx.field(HOME)  # the address of what is on sale of it
    applied: rx.Field[list[Applied]] = rx.field(default_factory=list)
    category: rx.Field[str] = rx.field("")  # as the catalogue writes it; empty for one that it has not
    in_category: rx.Field[bool] = rx.field(False)
    sort: rx.Field[str] = rx.field(Sort.RELEVANCE.value)
    chips: rx.Field[list[Chip]] = rx.field(default_factory=list)
    in_all: rx.Field[str] = rx.field(HOME)  # the address of the same in all categories
    products: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(0)
    counted: rx.Field[str] = rx.field("")
    has_more: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)
    # Outlives this process: how many pages are shown, and of which address.
    reach: str = rx.SessionStorage("", name="rivulet_products")
    _page: int = 1
    _wish: Wish = Wish()
    _connection: str = ""
    _echoes: rx.Field[list[tuple[Wish, float]]] = rx.field(default_factory=list)

    @rx.event(supersedes=True)
    async def search(self, typed: str) -> EventSpec | None:
        """Find what was typed; a newer text overtakes an older one that is still on its way."""
        return await self._search(typed)

    @rx.event(supersedes=True)
    async def submit(self, form: dict[str, str]) -> EventSpec | None:
        """Enter in the search box."""
        return await self._search(form.get("q") if isinstance(form, dict) else "")

    @rx.event(supersedes=True)
    async def sort_by(self, order: str) -> EventSpec | None:
        """Another order was chosen for what is shown."""
        self._forget_undelivered()
        if not self._is_at_home():
            return None
        return await self._go(self._here()._replace(sort=order_of(order)))

    @rx.event
    async def load(self) -> AsyncIterator[None]:
        """The home page came up, at whatever its address asks for."""
        wish = self._asked_for()
        self._forget_undelivered()
        if self._is_echo(wish):
            return
        is_first = wish.is_home and not self.loaded
        if is_first:
            await show_front(self)
            yield  # a slow phone draws the first screen before the list far below it
        await self._find(wish, pages=self._pages_of(wish), front_is_shown=is_first)
        await show_cart(self)

    @rx.event
    async def more(self) -> None:
        """Show the next products below these."""
        if not self.has_more:
            return
        found = await self._wish.page(self._page + 1)
        shown = {card.product_id for card in self.products}
        self.products = self.products + [
            card_of(product) for product in found.products if product.product_id not in shown
        ]
        self._reached(found)

    def _take_over(self, product: ProductView) -> None:
        self.products = taken_over(self.products, product)

    async def _search(self, typed: object) -> EventSpec | None:
        words = asked.text(typed)
        self._forget_undelivered()
        before = self.words if self._is_at_home() or self._is_on_its_way() else ""
        refined = bool(before and words) and (words.startswith(before) or before.startswith(words))
        return await self._go(self._here()._replace(words=words), replace=refined)

    async def _go(self, wish: Wish, *, replace: bool = False) -> EventSpec | None:
        """Show it and send the browser to its address, which may `replace` the one that is there."""
        at_home = self._is_at_home()
        if at_home and self.loaded and wish == self._wish:
            return None
        await self._find(wish)
        if at_home and self._asked_for() == wish:
            return None  # the page is there already, though what it showed was not this
        self._echoes = [*self._echoes[-ECHOES_KEPT:], (wish, monotonic())]
        return rx.redirect(wish.address, replace=replace)

    async def _find(self, wish: Wish, pages: int = 1, *, front_is_shown: bool = False) -> None:
        cards: dict[int, ProductCard] = {}
        for page in range(1, pages + 1):
            found = await wish.page(page)
            cards.update((product.product_id, card_of(product)) for product in found.products)
            if page >= found.pages:
                break
        await self._narrowed(wish, found)
        self._wish, self.words, self.sort = wish, wish.words, wish.sort.value
        self.products, self.loaded = list(cards.values()), True
        self._reached(found)
        if (wish.is_home or not found.total) and not front_is_shown:
            await show_front(self)

    async def _narrowed(self, wish: Wish, found: ProductPage) -> None:
        """What the list is called, what it is narrowed by and what else it could be."""
        known = await shop().products.categories()
        name = await shop().products.category_named(wish.category)
        chips = chips_of(wish, name, known)
        if chips != self.chips:
            self.chips = chips
        self.category = name or (wish.category if found.total else "")  # it came in the last minute
        self.in_category, self.in_all = bool(wish.category), wish._replace(category="").address
        self.heading, self.applied = heading_of(wish, self.category), applied_to(wish, self.category)
        self.is_home, self.on_sale = wish.is_home, wish.on_sale
        self.only_on_sale = wish._replace(on_sale=True).address

    def _reached(self, found: ProductPage) -> None:
        """This is the last page that is shown."""
        self._page, self.has_more = found.page, found.page < min(found.pages, MAX_PAGES)
        self.total, self.counted = found.total, number(found.total)
        self.reach = f"{self._page} {_in_reach(self._wish)}"

    def _asked_for(self) -> Wish:
        """What the address of the page that sent this event asks for."""
        return wish_in(self.router.url.query_parameters)

    def _here(self) -> Wish:
        """What the shopper sees or is about to see on the home page; nothing in particular on another."""
        if self._is_on_its_way():
            return self._wish
        return self._asked_for() if self._is_at_home() else Wish()

    def _is_at_home(self) -> bool:
        """Whether the home page sent this event."""
        return self.router.url.path.rstrip("/") == ""

    def _pages_of(self, wish: Wish) -> int:
        """How many pages of this were shown before; a new process asks the browser."""
        if self.loaded:
            return self._page if wish == self._wish else 1
        pages, _, of_wish = asked.text(self.reach, LONGEST_REACH).partition(" ")
        return (asked.number(pages, high=MAX_PAGES) or 1) if of_wish == _in_reach(wish) else 1

    def _forget_undelivered(self) -> None:
        """Addresses that were sent on a connection that is no more cause no loads."""
        if self._connection != self.router.session.session_id:
            self._connection, self._echoes = self.router.session.session_id, []

    def _is_on_its_way(self) -> bool:
        """Whether the browser was sent to an address a moment ago, and may not have said that it is there."""
        return bool(self._echoes) and monotonic() - self._echoes[-1][1] < ON_ITS_WAY_S

    def _is_echo(self, wish: Wish) -> bool:
        """Whether this load is one that `_go` caused; it and those before it are then done with."""
        waiting = [echo for echo in self._echoes if monotonic() - echo[1] < ECHO_WITHIN_S]
        for place, (expected, _) in enumerate(waiting):
            if expected == wish:
                self._echoes = waiting[place + 1 :]
                return True
        self._echoes = []  # what this load shows is no longer what their searches found
        return False


def _in_reach(wish: Wish) -> str:
    """How `reach` names it."""
    return wish.address.removeprefix(HOME)
