"""Signing in: to an account, or once more to let an order go on that is on hold."""

import reflex as rx

from storefront.addresses import ORDERS, SIGN_UP
from storefront.components.account_form import account_form
from storefront.components.entry import entry, way
from storefront.entering import EnteringState
from storefront.shell import frame


def sign_in() -> rx.Component:
    """Title, why, form, and the way for those without an account."""
    confirming = EnteringState.confirm != ""
    return frame(
        entry(
            rx.cond(confirming, "Confirm it's you", "Sign in"),
            rx.cond(
                confirming,
                "Sign in once more, and the order that is on hold goes on at once.",
                "The cart and the orders that you have here come along.",
            ),
            account_form("/account/sign-in", rx.cond(confirming, "Confirm", "Sign in"), new=False),
            rx.cond(
                confirming,
                way("Changed your mind? ", "Back to your orders", ORDERS),
                way("New here? ", "Create an account", SIGN_UP + EnteringState.carried),
            ),
        )
    )
