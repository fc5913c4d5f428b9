"""An order that its shopper gets nothing for: why, and the way to have it after all."""

import reflex as rx

from storefront import browser
from storefront.buying_again import BuyingAgainState
from storefront.components import buttons
from storefront.components.cart_drawer import CART
from storefront.components.order_status import tone_text
from storefront.i18n import _
from storefront.shown import Shown, events


def order_ended(order: Shown) -> rx.Component:
    """The reason, and a button that opens the cart with what can still be bought."""
    return rx.el.div(
        rx.cond(order.reason != "", rx.el.p(order.reason, class_name=["text-body", tone_text(order.tone)])),
        rx.el.div(
            buttons.main_button(
                _("Buy again"),
                on_click=[browser.open_dialog(CART), events(BuyingAgainState).buy_again(order.order_id)],
                class_name="grow sm:grow-0",
            ),
            rx.el.p(
                _(
                    "Puts what is still to be had into your cart, at today's prices. You pay only when you "
                    "buy there."
                ),
                class_name="basis-64 grow text-note text-muted",
            ),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-3 print:hidden",
        ),
        class_name="mt-6 flex flex-col gap-4 rounded-card bg-hover p-4 md:p-5",
    )
