"""What a shopper can do on the page with an order that is on hold."""

import reflex as rx

from backend.kit.words import words
from backend.wiring import shop
from storefront import asked
from storefront.i18n import _
from storefront.notice import say
from storefront.session import shopper


class HoldingState(rx.State):
    """Nothing of its own: the order's card is told how it went."""

    @rx.event
    async def cancel(self, order_id: str) -> None:
        """Give up an order that is on hold; its card follows by itself."""
        user, wanted = await shopper(self), asked.text(order_id)
        if await shop().payments.cancel_held(wanted, words("You cancelled it."), user=user):
            await say(self, done=_("The order is cancelled, and nothing was charged."))
        else:
            await say(self, problem=_("This order is no longer on hold, so it can't be cancelled here."))
