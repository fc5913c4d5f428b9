"""Signing in: to an account, or once more to let an order go on that is on hold."""

import reflex as rx

from storefront.addresses import ORDERS, SIGN_UP
from storefront.components.account_form import account_form
from storefront.components.entry import entry, way
from storefront.entering import EnteringState
from storefront.i18n import _
from storefront.shell import frame


def sign_in() -> rx.Component:
    """Title, why, form, and the way for those without an account."""
    confirming = EnteringState.confirm != ""
    return frame(
        entry(
            rx.cond(confirming, _("Confirm it's you"), _("Sign in")),
            rx.cond(
                confirming,
                _("Sign in once more, and the order that is on hold goes on at once."),
                _("The cart and the orders that you have here come along."),
            ),
            account_form("/account/sign-in", rx.cond(confirming, _("Confirm"), _("Sign in")), new=False),
            rx.cond(
                confirming,
                way(_("Changed your mind?"), _("Back to your orders"), ORDERS),
                way(_("New here?"), _("Create an account"), SIGN_UP + EnteringState.carried),
            ),
        )
    )
