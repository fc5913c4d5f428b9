"""Search as you type: the words, the products found, and the address bar kept in step.

The words' answer is shown at once; the address follows by a navigation, which comes back as a page load.
Loads that only echo an address set here are told apart from those a shopper caused (back, a link, a
reload, a connection that came back), which alone search again. The search box follows the address by itself.
"""

from time import monotonic
from urllib.parse import quote

import reflex as rx
from reflex.event import EventSpec

from backend.wiring import shop
from storefront import asked
from storefront.cart import show_cart
from storefront.components.product_card import ProductCard, card_of

SEARCH = "search"
HOME = "/"
ECHO_WITHIN_S = 10.0
ON_ITS_WAY_S = 1.5
ECHOES_KEPT = 16
MAX_PAGES = 40


class SearchState(rx.State):
    """What the home page shows."""

    words: rx.Field[str] = rx.field("")
    products: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(0)
    has_more: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)
    # Outlives this process: how many pages are shown, and of which words.
    reach: str = rx.SessionStorage("", name="rivulet_products")
    _page: int = 1
    _connection: str = ""
    _echoes: rx.Field[list[tuple[str, float]]] = rx.field(default_factory=list)

    @rx.event(supersedes=True)
    async def search(self, typed: str) -> EventSpec | None:
        """Find what was typed; a newer text overtakes an older one that is still on its way."""
        return await self._search(typed)

    @rx.event(supersedes=True)
    async def submit(self, form: dict[str, str]) -> EventSpec | None:
        """Enter in the search box."""
        return await self._search(form.get("q") if isinstance(form, dict) else "")

    @rx.event
    async def load(self) -> None:
        """The home page came up, at whatever words its address has."""
        words = self._asked_for()
        self._forget_undelivered()
        if self._is_echo(words):
            return
        await self._find(words, pages=self._pages_of(words))
        await show_cart(self)

    @rx.event
    async def more(self) -> None:
        """Show the next products below these."""
        if not self.has_more or self._page >= MAX_PAGES:
            return
        found = await shop().products.search(self.words, self._page + 1)
        shown = {card.product_id for card in self.products}
        self.products = self.products + [
            card_of(product) for product in found.products if product.product_id not in shown
        ]
        self._page, self.total, self.has_more = found.page, found.total, found.page < found.pages
        self.reach = f"{self._page} {self.words}"

    async def _search(self, typed: object) -> EventSpec | None:
        words = asked.text(typed)
        self._forget_undelivered()
        at_home = self.router.url.path.rstrip("/") == ""
        if at_home and self.loaded and words == self.words:
            return None
        before = self.words if at_home or self._is_on_its_way() else ""
        await self._find(words)
        if at_home and self._asked_for() == words:
            return None  # the page is there already, though what it showed was not this
        self._echoes = [*self._echoes[-ECHOES_KEPT:], (words, monotonic())]
        refined = bool(before and words) and (words.startswith(before) or before.startswith(words))
        return rx.redirect(address_of(words), replace=refined)  # else one step back leads to what was before

    async def _find(self, words: str, pages: int = 1) -> None:
        cards: dict[int, ProductCard] = {}
        for page in range(1, pages + 1):
            found = await shop().products.search(words, page)
            cards.update((product.product_id, card_of(product)) for product in found.products)
            if page >= found.pages:
                break
        self.words, self.products, self._page = words, list(cards.values()), page
        self.total, self.has_more, self.loaded = found.total, page < found.pages, True
        self.reach = f"{page} {words}"

    def _asked_for(self) -> str:
        """The words in the address of the page that sent this event."""
        return asked.text(self.router.url.query_parameters.get("q", ""))

    def _pages_of(self, words: str) -> int:
        """How many pages of these words were shown before; a new process asks the browser."""
        if self.loaded:
            return self._page if words == self.words else 1
        pages, _, of_words = asked.text(self.reach).partition(" ")
        return (asked.number(pages, high=MAX_PAGES) or 1) if of_words == words else 1

    def _forget_undelivered(self) -> None:
        """Addresses that were sent on a connection that is no more cause no loads."""
        if self._connection != self.router.session.session_id:
            self._connection, self._echoes = self.router.session.session_id, []

    def _is_on_its_way(self) -> bool:
        """Whether the browser was sent to an address a moment ago, and may not have said that it is there."""
        return bool(self._echoes) and monotonic() - self._echoes[-1][1] < ON_ITS_WAY_S

    def _is_echo(self, words: str) -> bool:
        """Whether this load is one that `_search` caused; it and those before it are then done with."""
        waiting = [echo for echo in self._echoes if monotonic() - echo[1] < ECHO_WITHIN_S]
        for place, (expected, _) in enumerate(waiting):
            if expected == words:
                self._echoes = waiting[place + 1 :]
                return True
        self._echoes = []  # what this load shows is no longer what their searches found
        return False


def address_of(words: str) -> str:
    """The home page's address with these words searched."""
    return f"{HOME}?q={quote(words, safe='')}" if words else HOME
