"""A short row of products, and one under a title with a way to all of them."""

import reflex as rx

from storefront.components import buttons
from storefront.components.product_card import card_with
from storefront.components.skeleton import bar, card_skeleton
from storefront.front import IN_A_ROW
from storefront.i18n import _
from storefront.shown import Shown

# Under the thumb on a phone; what has focus in it keeps its outline, which a scrolling row would cut.
# `relative`, since words for screen readers alone lie where they stand, and would widen the page.
ROW = (
    "relative flex gap-4 overflow-x-auto snap-x scroll-px-4 -mx-4 px-4 py-1 *:snap-start *:shrink-0 "
    "*:w-[44%] md:grid md:grid-cols-4 md:gap-x-6 md:gap-y-10 md:overflow-visible md:mx-0 md:px-0 md:*:w-auto"
)
TITLE = "text-h2 font-semibold tracking-tight"
BELOW = "mt-8 md:mt-10"


def row_of(cards: Shown, above: int) -> rx.Component:
    """The cards themselves; `above` pictures of the page come before theirs."""
    return rx.el.ul(
        rx.foreach(
            cards,
            lambda card, place: rx.el.li(
                card_with(rx.el.h3, card, place + above),
                key=card.product_id.to_string(),
                class_name="min-w-0",
            ),
        ),
        class_name=ROW,
    )


def row_outline(slots: str = "") -> rx.Component:
    """What stands in for them, with their pictures in slots of this name."""
    return rx.el.div(*(rx.el.div(card_skeleton(slots)) for _place in range(IN_A_ROW)), class_name=ROW)


def product_row(title: str, name: str, cards: Shown, address: str, above: int) -> rx.Component:
    """The row, or nothing where there are no cards; `above` pictures come before its own."""
    return rx.cond(
        cards.length() > 0,
        rx.el.section(
            rx.el.div(
                rx.el.h2(title, id=name, class_name=TITLE),
                rx.el.a(
                    _("See all"),
                    href=address,
                    aria_label=_("See all: {title}", title=title),
                    class_name=f"{buttons.LINK} -my-3",
                ),
                class_name="flex items-baseline justify-between gap-4 mb-4",
            ),
            row_of(cards, above),
            aria_labelledby=name,
            class_name=BELOW,
        ),
    )


def row_skeleton(slots: str = "") -> rx.Component:
    """A row before its products, likewise."""
    return rx.el.div(
        bar("h-7.5 w-28 mb-4"),
        row_outline(slots),
        aria_hidden="true",
        class_name=BELOW,
    )
