"""What an order had, put into the cart again at today's price; nothing is ever bought by it."""

from collections import Counter

import reflex as rx

from backend.carts.schemas import CartView
from backend.kit.errors import RefusedError
from backend.order_history.schemas import OrderView
from backend.wiring import shop
from storefront import asked
from storefront.cart import show_cart
from storefront.i18n import _, plural, said
from storefront.session import shopper

MOST_NAMED = 3


class BuyingAgainState(rx.State):
    """Nothing of its own: the cart, which lies open, shows what came of it."""

    @rx.event
    async def buy_again(self, order_id: str) -> None:
        """Have in the cart what can still be bought of an order, and say what can't."""
        user = await shopper(self)
        order = await shop().history.one(user, asked.text(order_id))
        if order is None:
            await show_cart(self, problem=_("This order is not among yours, so nothing was changed."))
            return
        wanted: Counter[int] = Counter()
        for line in order.lines:
            wanted[line.product_id] += line.qty
        try:
            cart = await shop().carts.put_back(user, wanted)
        except RefusedError as refused:
            await show_cart(self, problem=said(refused.message))
        else:
            await show_cart(self, problem=missing(order, cart))


def missing(order: OrderView, cart: CartView) -> str:
    """What of the order can't be bought any more, in a sentence; empty when all of it can."""
    there = {line.product_id for line in cart.lines if line.available}
    names = list(dict.fromkeys(line.name for line in order.lines if line.product_id not in there))
    if not names:
        return ""
    named = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return str(
        plural(
            "{names} can't be bought any more.",
            "{n} products of this order can't be bought any more: {names}",
            len(names),
            names=named,
        )
    )
