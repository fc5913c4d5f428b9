"""Where there is nothing to show: an icon, a sentence, one way on."""

import reflex as rx

from storefront.components.icons import icon


def empty_state(sign: str, sentence: str | rx.Var[str], way_on: rx.Component) -> rx.Component:
    """The same quiet look in the cart, the search and the orders."""
    return rx.el.div(
        rx.el.span(
            icon(sign, 28),
            class_name="inline-flex items-center justify-center size-16 rounded-full bg-hover text-muted",
        ),
        rx.el.p(sentence, class_name="w-full max-w-md text-body text-muted text-balance"),
        way_on,
        class_name="flex flex-col items-center text-center gap-5 py-16",
    )
