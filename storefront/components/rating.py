"""What shoppers think of a product: five stars, filled as far as it was rated, and the same in words."""

import reflex as rx

from backend.products.schemas import ProductView
from storefront.i18n import number, plural
from storefront.shown import Shown

MOST = 5
STAR = "3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z"
EACH, HEIGHT = 20, 20


def rating_of(product: ProductView) -> str:
    """`4.6 of 5, by 127 shoppers`; empty for a product that nobody has rated."""
    if not product.rating_count:
        return ""
    return str(
        plural(
            "{stars} of {most}, by {shoppers} shopper",
            "{stars} of {most}, by {shoppers} shoppers",
            product.rating_count,
            stars=number(round(product.rating, 1)),
            most=MOST,
            shoppers=number(product.rating_count),
        )
    )


def rating(stars: Shown, words: rx.Var[str]) -> rx.Component:
    """The stars are for the eye alone: the words say it all."""
    return rx.el.p(
        rx.el.span(
            _stars(rx.Var.create(MOST), "text-line"),
            _stars(stars, "text-ink absolute inset-y-0 left-0"),
            aria_hidden="true",
            class_name="relative shrink-0",
        ),
        words,
        class_name="tabular flex flex-wrap items-center gap-x-2.5 text-card text-muted",
    )


def _stars(how_many: Shown, look: str) -> rx.Component:
    """So many of the five; of what is left of one, its left part."""
    return rx.el.svg(
        rx.el.path(d="".join(f"M{12 + 24 * place} {STAR}" for place in range(MOST))),
        view_box=f"0 0 {how_many * 24} 24",
        width=(how_many * EACH).to_string(),
        height=str(HEIGHT),
        class_name=f"max-w-none fill-current {look}",
    )
