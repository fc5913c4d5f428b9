"""Other products of a product's kind, below it."""

from collections.abc import Iterable

import reflex as rx

from backend.products.schemas import ProductView
from storefront.components.product_card import card_with
from storefront.components.skeleton import card_skeleton
from storefront.i18n import _
from storefront.shown import Shown

MOST = 8
# A row under the thumb on a phone; what has focus in it keeps its outline, which a scrolling row would cut.
# `relative`, since words for screen readers alone lie where they stand, and would widen the page.
ROW = (
    "relative flex gap-4 overflow-x-auto snap-x scroll-px-4 -mx-4 px-4 py-1 *:snap-start *:shrink-0 "
    "*:w-[44%] md:grid md:grid-cols-4 md:gap-x-6 md:gap-y-10 md:overflow-visible md:mx-0 md:px-0 md:*:w-auto"
)


def alike(product: ProductView, found: Iterable[ProductView]) -> list[ProductView]:
    """One product of each other style, those found first at the front."""
    styles: dict[str | int, ProductView] = {}
    for each in found:
        styles.setdefault(each.style or each.product_id, each)
    styles.pop(product.style or product.product_id, None)
    return list(styles.values())[:MOST]


def more_like_this(cards: Shown, looked: rx.Var[bool]) -> rx.Component:
    """The row, its outline until it is `looked` for, or nothing where there is nothing alike."""
    return rx.cond(
        ~looked | (cards.length() > 0),
        rx.el.section(
            rx.el.h2(
                _("More like this"),
                id="more-like-this",
                class_name="text-h2 font-semibold tracking-tight mb-5",
            ),
            rx.cond(
                looked,
                rx.el.ul(rx.foreach(cards, _item), class_name=ROW),
                rx.el.div(*(rx.el.div(card_skeleton()) for _ in range(4)), class_name=ROW),
            ),
            aria_labelledby="more-like-this",
            class_name="mt-16 md:mt-24",
        ),
    )


def _item(card: Shown, place: Shown) -> rx.Component:
    return rx.el.li(
        # Below the product, so its pictures come when they are scrolled to.
        card_with(rx.el.h3, card, place + MOST),
        key=card.product_id.to_string(),
        class_name="min-w-0",
    )
