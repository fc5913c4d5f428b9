"""Prices: from minor units to what a shopper reads, figures of one width."""

import reflex as rx

from backend.products.schemas import ProductView
from storefront.i18n import _, money, parts


def prices_of(product: ProductView) -> tuple[str, str]:
    """What it costs, and before a discount what it did; that is empty when there is none."""
    before = money(product.list_price, product.currency) if product.list_price > product.price else ""
    return money(product.price, product.currency), before


def price_line(now: rx.Var[str], before: rx.Var[str]) -> rx.Component:
    """What is charged, and before a discount what it was (`before` is empty when there is none)."""
    return rx.el.p(
        rx.cond(
            before != "",
            rx.fragment(
                rx.el.span(now, class_name="text-sale"),
                rx.el.span(_("instead of {before}", before=before), class_name="sr-only"),
                rx.el.s(before, aria_hidden="true", class_name="font-normal text-note text-muted"),
            ),
            rx.el.span(now),
        ),
        # All prices of a narrow card stand below each other, not only those that happen to be long.
        class_name="tabular flex flex-col @[13.5rem]:flex-row items-baseline gap-x-2 text-card font-medium",
    )


def full_price(now: rx.Var[str], before: rx.Var[str], discount: rx.Var[str]) -> rx.Component:
    """The same on a product's own page, with what is saved."""
    return rx.el.p(
        rx.cond(
            before != "",
            parts(
                "{now} instead of {before} · {discount}",
                now=rx.el.span(now, class_name="text-h2 font-semibold text-sale"),
                before=rx.el.s(before),
                discount=rx.el.span(discount, class_name="font-medium text-sale"),
            ),
            rx.el.span(now, class_name="text-h2 font-semibold text-ink"),
        ),
        class_name="tabular text-body text-muted",
    )
