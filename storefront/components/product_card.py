"""A product in the grid: the picture is the hero, prices stand in line, both actions always in sight."""

from collections.abc import Callable
from dataclasses import dataclass

import reflex as rx

from backend.products.schemas import ProductView
from storefront.addresses import product_address
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.components.price import money, price
from storefront.shown import Shown, events

FEW = 5


@dataclass
class ProductCard:
    """A product as the grid shows it."""

    product_id: int
    name: str
    brand: str
    picture: str
    price: str
    before: str
    badge: str
    in_stock: bool
    address: str


def card_of(product: ProductView) -> ProductCard:
    """What the grid needs of a product."""
    return ProductCard(
        product_id=product.product_id,
        name=product.name,
        brand=product.brand,
        picture=product.picture,
        price=money(product.price, product.currency),
        before=money(product.list_price, product.currency) if product.list_price > product.price else "",
        badge=badge_of(product),
        in_stock=product.in_stock,
        address=product_address(product.product_id, product.name),
    )


def badge_of(product: ProductView) -> str:
    """The one thing worth saying over the picture."""
    if not product.in_stock:
        return "Sold out"
    if product.stock_left is not None and 0 < product.stock_left <= FEW:
        return f"Only {product.stock_left} left"
    if product.list_price > product.price > 0:
        off = round(100 * (product.list_price - product.price) / product.list_price)
        return f"{off}% off" if off >= 1 else ""
    return ""


def product_card(card: Shown, place: Shown) -> rx.Component:
    """One `article`, named by its product."""
    return card_with(rx.el.h2, card, place)


def card_with(heading: Callable[..., rx.Component], card: Shown, place: Shown) -> rx.Component:
    """A card whose heading is one below that of the list it stands in."""
    title = "product-" + card.product_id.to_string()
    return rx.el.article(
        rx.el.a(
            rx.el.div(
                rx.el.img(
                    src=card.picture,
                    alt="",
                    width="400",
                    height="500",
                    loading=rx.cond(place < 8, "eager", "lazy"),
                    decoding="async",
                    class_name="tile-picture size-full object-contain",
                ),
                rx.cond(card.badge != "", badge(card.badge)),
                class_name="relative aspect-[4/5] rounded-card bg-tile overflow-hidden",
            ),
            rx.el.p(card.brand, class_name="mt-3 text-note text-muted truncate"),
            heading(card.name, id=title, class_name="text-card min-h-[2.8em] line-clamp-2"),
            price(card.price, card.before),
            href=card.address,
            class_name="block rounded-card",
        ),
        actions(card.product_id, card.in_stock),
        aria_labelledby=title,
        key=card.product_id.to_string(),
        class_name="card flex flex-col min-w-0",
    )


def badge(words: rx.Var[str]) -> rx.Component:
    """A few words over the tile, dark on light in both themes as the tile is."""
    return rx.el.span(
        words,
        class_name="absolute left-2.5 top-2.5 rounded-full px-2.5 py-0.5 text-[0.8125rem] font-medium "
        "bg-[#fbfaf8] text-[#1e1a16]",
    )


def actions(product_id: rx.Var[int], in_stock: rx.Var[bool]) -> rx.Component:
    """Buy at once, or put it in the cart."""
    return rx.el.div(
        buttons.quiet_button(
            "Buy now",
            on_click=events(BuyingState).buy_now(product_id),
            disabled=~in_stock,
            class_name="grow px-3!",
        ),
        buttons.round_button(
            "Add to cart", icon("bag-add"), on_click=events(CartState).add(product_id), disabled=~in_stock
        ),
        class_name="flex gap-2 mt-3",
    )
