"""The cart beside the page: its lines, the total, one main action, and the way to its own page."""

import reflex as rx

from storefront import browser
from storefront.addresses import CART_PAGE
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.cart_lines import cart_lines, total_and_buy, what_happened
from storefront.components.dialogs import dialog
from storefront.components.empty_state import empty_state
from storefront.components.icons import icon
from storefront.i18n import _

CART = "cart"


def cart_drawer() -> rx.Component:
    """The cart over the page."""
    return dialog(
        CART,
        rx.el.div(
            rx.el.h2(_("Cart"), id="cart-title", class_name="text-h2 font-semibold"),
            rx.el.button(
                icon("close"),
                type="button",
                aria_label=_("Close cart"),
                on_click=browser.close_dialog(),
                class_name=f"{buttons.BARE} -mr-2.5",
            ),
            class_name="flex items-center justify-between px-5 pt-4 pb-2",
        ),
        rx.el.div(
            what_happened(),
            rx.cond(
                CartState.rows.length() > 0,
                # A link takes the cart away: it may lead to the page that lies under it.
                cart_lines("w-18", on_click=browser.close_dialog()),
                empty_state(
                    "bag",
                    _("Your cart is empty."),
                    buttons.quiet_button(_("Look around"), on_click=browser.close_dialog()),
                ),
            ),
            class_name="grow overflow-y-auto overscroll-contain px-5",
        ),
        rx.cond(CartState.rows.length() > 0, _foot()),
        key=CartState.sold.to_string(),
        look="drawer",
        laid_out=True,
    )


def _foot() -> rx.Component:
    return rx.el.div(
        total_and_buy(
            rx.el.a(
                _("View cart"),
                href=CART_PAGE,
                on_click=browser.close_dialog(),
                class_name=buttons.QUIET,
            )
        ),
        class_name="border-t border-line px-5 pt-4 pb-6 flex flex-col gap-3",
    )
