"""What stands below every page: where else to go, and what kind of shop this is."""

import reflex as rx
from reflex_components_core.el.elements.inline import A

from storefront.addresses import ACCOUNT, ORDERS
from storefront.i18n import _

LINK = "inline-flex items-center min-h-11 min-w-11 text-card text-muted hover:text-ink hover:underline"


def footer() -> rx.Component:
    """Links that all lead somewhere, and one plain sentence."""
    return rx.el.footer(
        rx.el.div(
            rx.el.nav(
                rx.el.ul(
                    *(
                        rx.el.li(rx.el.a(words, href=address, class_name=LINK))
                        for words, address in (
                            (_("All products"), "/"),
                            (_("Orders"), ORDERS),
                            (_("Account"), ACCOUNT),
                        )
                    ),
                    # A document of its own, not one of these pages.
                    rx.el.li(A.create(_("For programs"), href="/api/docs", class_name=LINK)),
                    class_name="flex flex-wrap gap-x-6",
                ),
                aria_label=_("More"),
            ),
            rx.el.p(
                _("Rivulet is a demonstration shop: no card is charged and nothing is sent."),
                class_name="text-note text-muted",
            ),
            class_name="mx-auto max-w-page px-4 md:px-6 py-6 flex flex-col gap-x-10 gap-y-3 md:flex-row "
            "md:items-center md:justify-between",
        ),
        class_name="border-t border-line",
    )
