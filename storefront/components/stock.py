"""How much of a product is left, in words that a page shows and says when they change."""

import reflex as rx

from backend.products.schemas import ProductView, SizeView
from storefront.components.icons import icon
from storefront.i18n import _


def stock_of(product: ProductView, chosen: SizeView | None) -> str:
    """Of the chosen size, else of all together."""
    if chosen is None:
        if product.in_stock and product.stock_left:
            return str(_("Only {left} left", left=product.stock_left))
        return str(_("In stock")) if product.in_stock else str(_("Sold out"))
    if not chosen.in_stock:
        return str(_("Size {size} is sold out", size=chosen.size))
    if chosen.stock_left:
        return str(_("Only {left} left in size {size}", left=chosen.stock_left, size=chosen.size))
    return str(_("Size {size} is in stock", size=chosen.size))


def stock(words: rx.Var[str], few: rx.Var[bool]) -> rx.Component:
    """One line, whose change is said to who can't see it."""
    return rx.el.p(
        rx.cond(few, icon("wait", 18), icon("check", 18)),
        words,
        role="status",
        class_name=rx.cond(
            few,
            "flex items-center gap-2 text-card font-medium text-warn",
            "flex items-center gap-2 text-card text-muted",
        ),
    )
