"""A product in the grid: the picture is the hero, prices stand in line, both actions always in sight."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from backend.products.schemas import ProductView
from storefront import browser
from storefront.addresses import product_address
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.components.image import img
from storefront.components.price import price_line, prices_of
from storefront.components.size_dialog import SizeState
from storefront.i18n import _
from storefront.shown import Shown, events
from storefront.whole import whole

FEW = 5
CARD_PICTURE = {
    "sizes": "(min-width: 1280px) 302px, (min-width: 768px) 31vw, 46vw",
    "alt": "",
    "width": "400",
    "height": "500",
    "decoding": "async",
    "class_name": "picture size-full",
}


@dataclass
class ProductCard:
    """A product as the grid shows it; `amount` is its price in minor units."""

    product_id: int
    name: str
    brand: str
    picture: str
    amount: int
    price: str
    before: str
    badge: str
    in_stock: bool
    address: str
    has_sizes: bool = False
    picture_set: str = ""


def card_of(product: ProductView) -> ProductCard:
    """What the grid needs of a product."""
    price, before = prices_of(product)
    return ProductCard(
        product_id=product.product_id,
        name=product.name,
        brand=product.brand,
        picture=product.picture,
        amount=product.price,
        price=price,
        before=before,
        badge=badge_of(product),
        in_stock=product.in_stock,
        address=product_address(product.product_id, product.name),
        has_sizes=bool(product.sizes),
        picture_set=product.picture_set,
    )


def taken_over(cards: list[ProductCard], product: ProductView) -> list[ProductCard]:
    """The cards with this product's, if it is among them, as it is now."""
    now = card_of(whole(product))
    return [now if card.product_id == now.product_id else card for card in cards]


def badge_of(product: ProductView) -> str:
    """The one thing worth saying over the picture."""
    if not product.in_stock:
        return str(_("Sold out"))
    if product.stock_left is not None and 0 < product.stock_left <= FEW:
        return str(_("Only {left} left", left=product.stock_left))
    return discount_of(product)


def discount_of(product: ProductView) -> str:
    """`20% off`; empty at the full price, and for less than half a percent."""
    if not product.list_price > product.price > 0:
        return ""
    off = round(100 * (product.list_price - product.price) / product.list_price)
    return str(_("{percent}% off", percent=off)) if off else ""


def card_with(heading: Callable[..., rx.Component], card: Shown, place: Shown) -> rx.Component:
    """A card whose heading is one below that of the list it stands in."""
    title = "product-" + card.product_id.to_string()
    return rx.el.article(
        rx.el.a(
            rx.el.div(
                img(
                    src=card.picture,
                    src_set=card.picture_set,
                    loading=rx.cond(place < 8, "eager", "lazy"),
                    **CARD_PICTURE,
                ),
                rx.cond(card.badge != "", badge(card.badge)),
                class_name="tile relative aspect-[4/5] rounded-card",
            ),
            rx.el.p(card.brand, lang="en", class_name="mt-3 text-note text-muted truncate"),
            heading(card.name, id=title, lang="en", class_name="text-card min-h-[2.8em] line-clamp-2"),
            price_line(card.price, card.before),
            href=card.address,
            class_name="@container block rounded-card",
        ),
        actions(card),
        aria_labelledby=title,
        key=card.product_id.to_string(),
        class_name="h-full flex flex-col min-w-0",
    )


def badge(words: rx.Var[str]) -> rx.Component:
    """A few words over the tile, dark on light in both themes as the tile is."""
    return rx.el.span(
        words,
        class_name="absolute left-2.5 top-2.5 rounded-full px-2.5 py-0.5 text-[0.8125rem] font-medium "
        "bg-[#fbfaf8] text-[#1e1a16]",
    )


def actions(card: Shown) -> rx.Component:
    """Buy at once, or put it in the cart; where size matters it is asked for first."""
    has_popup = rx.cond(card.has_sizes, "dialog", "false")
    return rx.el.div(
        buttons.quiet_button(
            _("Buy now"),
            on_click=[
                browser.say_not_bought(),
                *_for_its_size(
                    card,
                    events(SizeState).to_buy_now(card.product_id),
                    events(BuyingState).buy_now(card.product_id, card.amount),
                ),
            ],
            disabled=~card.in_stock,
            aria_haspopup=has_popup,
            class_name="grow px-3!",
        ),
        buttons.round_button(
            _("Add to cart"),
            icon("bag-add"),
            on_click=_for_its_size(
                card, events(SizeState).to_add(card.product_id), events(CartState).add(card.product_id)
            ),
            disabled=~card.in_stock,
            aria_haspopup=has_popup,
        ),
        class_name="flex gap-2 mt-auto pt-3",
    )


def _for_its_size(card: Shown, ask: Any, act: Any) -> list[Any]:
    """Ask for the size, or act at once where there is but one."""
    return [
        rx.cond(card.has_sizes, browser.expect_question(), rx.noop()),
        rx.cond(card.has_sizes, ask, act),
    ]
