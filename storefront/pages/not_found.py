"""For addresses that lead nowhere."""

import reflex as rx

from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.i18n import _
from storefront.shell import frame


def nothing_here() -> str:
    """What may have happened."""
    return str(_("Nothing is kept at this address. It may have been mistyped, or what was here is gone."))


def not_found() -> rx.Component:
    """What happened, and a way on."""
    return frame(
        rx.el.h1(_("No such page"), class_name="text-h1 font-semibold tracking-tight text-center pt-10"),
        empty_state(
            "search",
            nothing_here(),
            rx.el.a(_("Go to the shop"), href="/", class_name=buttons.QUIET),
        ),
    )
