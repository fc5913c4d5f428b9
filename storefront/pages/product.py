"""One product: picture, price, and both ways to buy it."""

from collections.abc import AsyncIterator, Sequence

import reflex as rx

from backend.products.schemas import Filters, ProductView
from backend.wiring import shop
from storefront import push
from storefront.addresses import product_in
from storefront.buying import BuyingState
from storefront.cart import CartState, show_cart
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.icons import icon
from storefront.components.more_like_this import alike, more_like_this
from storefront.components.picture_zoom import zoom_button, zoomed
from storefront.components.price import price
from storefront.components.product_card import ProductCard, badge, card_of
from storefront.components.skeleton import bar
from storefront.components.swatches import Swatch, swatches, swatches_of
from storefront.search import address_of
from storefront.shell import frame
from storefront.shown import Shown, events

LOOKED_AT = 48
BUTTON = "grow sm:grow-0 sm:min-w-44"


class ProductState(rx.State):
    """The product that the address names; `found` is false for one the shop does not have."""

    product: rx.Field[ProductCard] = rx.field(
        default_factory=lambda: ProductCard(0, "", "", "", "", "", "", False, "")
    )
    description: rx.Field[str] = rx.field("")
    facts: rx.Field[list[tuple[str, str]]] = rx.field(default_factory=list)
    colour: rx.Field[str] = rx.field("")
    colours: rx.Field[list[Swatch]] = rx.field(default_factory=list)
    rating: rx.Field[str] = rx.field("")
    kind: rx.Field[str] = rx.field("")
    others: rx.Field[str] = rx.field("")
    alike: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    looked: rx.Field[bool] = rx.field(False)
    found: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)

    @rx.event
    async def load(self) -> AsyncIterator[None]:
        """The page came up: read its product."""
        wanted = product_in(self.router.url.path)
        if wanted != self.product.product_id:
            self.loaded = self.looked = False
            yield
        await push.look_at([wanted] if wanted is not None else [], self.router.session.client_token)
        product = await shop().products.get(wanted) if wanted is not None else None
        self.found, self.loaded = product is not None, True
        if product is not None:
            self._show(product, await shop().products.colours_of(product))
        yield
        await show_cart(self)
        yield
        self.alike = [card_of(each) for each in await _alike(product)] if product is not None else []
        self.looked = True

    @rx.event
    async def stock_changed(self, product_ids: list[str] | None = None) -> None:
        """Others bought some of these, or all may have changed: read again what is left of what is shown."""
        del product_ids  # the page is only told of its own product
        if self.loaded and self.found:
            product = await shop().products.get(self.product.product_id)
            self.found = product is not None
            if product is not None:
                self.product = card_of(product)

    def _show(self, product: ProductView, colours: Sequence[ProductView]) -> None:
        self.product, self.description = card_of(product), product.description
        self.colour, self.colours = product.colour, swatches_of(product, colours)
        self.rating = rating_of(product)
        self.kind, self.others = product.article_type, address_of(product.article_type)
        facts = (
            ("Colour", "" if self.colours else product.colour),
            ("Type", product.article_type),
            ("For", product.gender),
            ("Season", product.season),
            ("Use", product.usage),
        )
        self.facts = [(name, value) for name, value in facts if value]


async def _alike(product: ProductView) -> Sequence[ProductView]:
    """Others of its kind that can be bought, first those for the same people and those that come after it."""
    if not product.article_type:
        return ()
    found: list[ProductView] = []
    for gender in dict.fromkeys((product.gender, "")):
        kind = Filters(category=product.article_type, gender=gender)
        same = (await shop().products.find(filters=kind, size=LOOKED_AT)).products
        found += sorted(same, key=lambda each: each.product_id < product.product_id)
    return alike(product, found)


def rating_of(product: ProductView) -> str:
    """`4.6 of 5, by 127 shoppers`; empty for a product that nobody has rated."""
    if not product.rating_count:
        return ""
    shoppers = "shopper" if product.rating_count == 1 else "shoppers"
    return f"{product.rating:.1f} of 5, by {product.rating_count:,} {shoppers}"


def title_of_product() -> rx.Var[str]:
    """What the browser calls the page."""
    shown: Shown = ProductState.product
    return rx.cond(ProductState.found & ProductState.loaded, shown.name + " · Rivulet", "Rivulet")


def product() -> rx.Component:
    """The product, or that there is none."""
    cards: Shown = ProductState.alike
    return frame(
        rx.cond(
            ~ProductState.loaded,
            _skeleton(),
            rx.cond(
                ProductState.found,
                _product(),
                empty_state(
                    "search",
                    "The shop does not have this product, or no longer.",
                    rx.el.a("Show all products", href="/", class_name=buttons.QUIET),
                ),
            ),
        ),
        rx.cond(~ProductState.loaded | ProductState.found, more_like_this(cards, ProductState.looked)),
    )


def _product() -> rx.Component:
    shown: Shown = ProductState.product
    colours: Shown = ProductState.colours
    return rx.el.article(
        rx.el.div(
            rx.el.img(
                src=shown.picture,
                alt=shown.name,
                width="800",
                height="1000",
                class_name="size-full object-contain",
            ),
            rx.cond(shown.badge != "", badge(shown.badge)),
            zoom_button(),
            zoomed(shown),
            class_name="relative aspect-[4/5] max-h-[75dvh] w-full rounded-panel bg-tile overflow-hidden",
        ),
        rx.el.div(
            rx.el.p(shown.brand, class_name="text-body text-muted"),
            rx.el.h1(
                shown.name, id="product-name", class_name="text-h1 font-semibold tracking-tight break-words"
            ),
            rx.cond(ProductState.rating != "", _rating()),
            rx.el.div(price(shown.price, shown.before), class_name="[&_p]:text-h2"),
            rx.cond(colours.length() > 0, swatches(colours, ProductState.colour)),
            rx.cond(shown.in_stock, _ways_to_buy(shown), _sold_out()),
            rx.cond(
                ProductState.description != "",
                # Sanitised when it entered the catalogue: paragraphs, lists and emphasis, nothing else.
                rx.html(
                    ProductState.description,
                    class_name="prose-few mt-4 text-body text-muted max-w-prose flex flex-col gap-3",
                ),
            ),
            rx.el.dl(
                rx.foreach(
                    ProductState.facts,
                    lambda fact: rx.el.div(
                        rx.el.dt(fact[0], class_name="w-28 shrink-0 text-muted"),
                        rx.el.dd(fact[1], class_name="min-w-0"),
                        class_name="flex py-2.5",
                    ),
                ),
                class_name="mt-4 text-card divide-y divide-line border-y border-line",
            ),
            class_name="min-w-0 flex flex-col gap-3 md:pt-6",
        ),
        aria_labelledby="product-name",
        key=shown.product_id.to_string(),
        class_name="grid grid-cols-1 gap-8 md:grid-cols-2 md:gap-12",
    )


def _rating() -> rx.Component:
    return rx.el.p(
        icon("star"),
        ProductState.rating,
        class_name="tabular flex items-center gap-1.5 text-card text-muted",
    )


def _ways_to_buy(shown: Shown) -> rx.Component:
    return rx.el.div(
        buttons.main_button(
            "Buy now", on_click=events(BuyingState).buy_now(shown.product_id), class_name=BUTTON
        ),
        buttons.quiet_button(
            "Add to cart", on_click=events(CartState).add(shown.product_id), class_name=BUTTON
        ),
        rx.el.p(
            icon("check", 18),
            "Delivery is included: the price above is all you pay.",
            class_name="flex items-center gap-2 w-full text-note text-muted",
        ),
        class_name="flex flex-wrap gap-3 mt-2",
    )


def _sold_out() -> rx.Component:
    return rx.el.div(
        rx.el.p("This one is sold out.", class_name="text-body"),
        rx.el.a(
            rx.cond(ProductState.kind != "", "See all " + ProductState.kind, "Show all products"),
            href=ProductState.others,
            class_name=f"{buttons.MAIN} self-start",
        ),
        class_name="flex flex-col gap-3 mt-2",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        bar("aspect-[4/5] max-h-[75dvh] rounded-panel!"),
        rx.el.div(
            bar("h-5 w-1/4"),
            bar("h-24 w-4/5"),
            bar("h-7 w-1/5"),
            bar("h-11 w-2/3 rounded-full!"),
            class_name="flex flex-col gap-3 md:pt-6",
        ),
        aria_hidden="true",
        class_name="grid gap-8 md:grid-cols-2 md:gap-12",
    )
