"""Creating an account, which a guest's cart and orders become part of."""

import reflex as rx

from storefront.addresses import SIGN_IN
from storefront.components.account_form import account_form
from storefront.components.entry import entry, way
from storefront.entering import EnteringState
from storefront.i18n import _
from storefront.shell import frame


def sign_up() -> rx.Component:
    """Title, why, form, and the way for those who have one."""
    return frame(
        entry(
            _("Create an account"),
            _("Your cart and your orders stay yours, on every device where you sign in."),
            account_form("/account/sign-up", _("Create account"), new=True),
            way(_("Have an account?"), _("Sign in"), SIGN_IN + EnteringState.carried),
        )
    )
