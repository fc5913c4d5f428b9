"""Buying one product from its card or page, once for each intent of the shopper.

An intent begins with the first click and ends when the shopper has seen an order, or was told of one. Both
clicks of a double click bring the same idempotency key, whenever they arrive: they were sent before the page
changed, and the event that ends the intent is sent after. The browser has no say in the key.
"""

from collections.abc import AsyncIterator
from time import monotonic
from typing import ClassVar

import reflex as rx
from reflex.event import EventSpec

from backend.kit.errors import RefusedError
from backend.kit.ids import new_id
from backend.kit.words import joined
from backend.orders.schemas import OrderLine
from backend.products.schemas import ProductView
from backend.wiring import shop
from storefront import asked
from storefront.cart_rows import PRICE, price_changed
from storefront.i18n import _, said
from storefront.notice import not_understood, say
from storefront.orders import show_bought
from storefront.session import origin_of, shopper
from storefront.showing import show_again

FORGOTTEN_AFTER_S = 600.0
ON_ITS_WAY_S = 3.0


class BuyingState(rx.State):
    """The intent that is not yet seen to be an order."""

    outlives_documents: ClassVar[tuple[str, ...]] = ("_intent", "_since")

    _intent: str = ""
    _since: float = 0.0
    _last_key: str = ""
    _sent_at: float = -ON_ITS_WAY_S

    @rx.event(temporal=True)
    async def buy_now(self, product_id: int, price: int) -> AsyncIterator[EventSpec]:
        """Order one piece at the price that the page shows, then show the orders.

        A refusal is said and changes nothing but what the pages show of the product. Without a connection
        the click is dropped: nobody's order waits for a better line.
        """
        user = await shopper(self)
        wanted, told = asked.number(product_id), asked.number(price, low=0)
        if wanted is None or told is None:
            await say(self, problem=not_understood())
            return
        key = f"card:{self._key()}:{wanted}"
        try:
            await shop().orders.create_order(
                user, [OrderLine(product_id=wanted, qty=1, price=told)], key, await origin_of(self)
            )
        except RefusedError as refused:
            product = await shop().products.get(wanted)
            await say(self, problem=_why(refused, told, product))
            if product is not None:
                await show_again(self, product)
            return
        if key == self._last_key and monotonic() - self._sent_at < ON_ITS_WAY_S:
            return  # the first click of two has sent the page to its orders; twice would be two steps back
        self._last_key, self._sent_at = key, monotonic()
        yield rx.redirect("/orders")
        await show_bought(self, user)

    @rx.event
    async def end_intent(self) -> None:
        """The shopper sees orders, or one: whatever is bought from here on is bought anew."""
        self._intent = ""

    def _key(self) -> str:
        """This intent's key; one left lying (its order never shown) ends after a while."""
        if not self._intent or monotonic() - self._since > FORGOTTEN_AFTER_S:
            self._intent = new_id()
        self._since = monotonic()
        return self._intent


async def forget_intent(state: rx.State) -> None:
    """The shopper was told of an order: whatever is bought from here on is bought anew."""
    (await state.get_state(BuyingState))._intent = ""


def _why(refused: RefusedError, told: int, product: ProductView | None) -> str:
    """In words for the shopper, whose page showed the product at the price `told`."""
    if product is None or not all(problem.field.endswith(PRICE) for problem in refused.problems):
        return said(refused.message)
    changed = price_changed(product.name, told, product.price, product.currency)
    return str(joined([changed, _("Nothing was charged.")]))
