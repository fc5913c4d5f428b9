"""Other products of a product's kind, below it."""

from collections.abc import Iterable

import reflex as rx

from backend.products.schemas import ProductView
from storefront.components.product_row import row_of, row_outline
from storefront.i18n import _
from storefront.shown import Shown

MOST = 8


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
                # Below the product, so its pictures come when they are scrolled to.
                row_of(cards, MOST),
                row_outline(),
            ),
            aria_labelledby="more-like-this",
            class_name="mt-16 md:mt-24",
        ),
    )
