"""One product: picture, price, its sizes, and both ways to buy it."""

from collections.abc import AsyncIterator, Sequence

import reflex as rx

from backend.products.schemas import Filters, ProductView
from backend.wiring import shop
from storefront import asked, browser, push
from storefront.addresses import product_in
from storefront.buying import BuyingState
from storefront.cart import CartState, show_cart
from storefront.components import buttons
from storefront.components.breadcrumb import breadcrumb
from storefront.components.empty_state import empty_state
from storefront.components.icons import icon
from storefront.components.more_like_this import alike, more_like_this
from storefront.components.picture_zoom import product_picture, zoomed_picture
from storefront.components.price import full_price
from storefront.components.product_card import ProductCard, card_of, discount_of, taken_over
from storefront.components.product_facts import facts_of, product_facts
from storefront.components.product_skeleton import BRAND_LOOK, COLUMNS, NAME_LOOK, product_skeleton
from storefront.components.rating import rating, rating_of
from storefront.components.sizes import Size, chosen_size, size_chooser, sizes_of, to_the_sizes
from storefront.components.stock import stock, stock_of
from storefront.components.swatches import Swatch, swatches, swatches_of
from storefront.i18n import _, term
from storefront.shell import frame, titled
from storefront.showing import ShowsProducts
from storefront.shown import Shown, events
from storefront.whole import own_id, whole
from storefront.wishes import Wish

LOOKED_AT = 48
WAYS = "ways-to-buy"
BUTTON = "grow md:grow-0 md:min-w-44"
# Under the thumb of a phone until its own place in the column comes into sight.
BAR = (
    "pinned max-md:sticky max-md:bottom-0 z-20 max-md:-mx-4 max-md:px-4 max-md:py-3 flex flex-wrap gap-3 "
    "bg-canvas max-md:before:absolute max-md:before:inset-x-0 max-md:before:bottom-full max-md:before:h-2 "
    "max-md:before:bg-linear-to-t max-md:before:from-canvas"
)


class ProductState(ShowsProducts, rx.State):
    """The product that the address names; `found` is false for one the shop does not have.

    `chosen` is the product id of the size that is asked for, 0 when none is; the browser knows it first.
    """

    product: rx.Field[ProductCard] = rx.field(
        default_factory=lambda: ProductCard(0, "", "", "", 0, "", "", "", False, "")
    )
    discount: rx.Field[str] = rx.field("")
    description: rx.Field[str] = rx.field("")
    facts: rx.Field[list[tuple[str, str]]] = rx.field(default_factory=list)
    colour: rx.Field[str] = rx.field("")
    colours: rx.Field[list[Swatch]] = rx.field(default_factory=list)
    sizes: rx.Field[list[Size]] = rx.field(default_factory=list)
    chosen: rx.Field[int] = rx.field(0)
    size_missing: rx.Field[bool] = rx.field(False)
    stock: rx.Field[str] = rx.field("")
    few: rx.Field[bool] = rx.field(False)
    stars: rx.Field[float] = rx.field(0.0)
    rating: rx.Field[str] = rx.field("")
    kind: rx.Field[str] = rx.field("")
    others: rx.Field[str] = rx.field("")
    alike: rx.Field[list[ProductCard]] = rx.field(default_factory=list)
    looked: rx.Field[bool] = rx.field(False)
    wanted: rx.Field[int] = rx.field(0)
    found: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)

    @rx.event
    async def load(self) -> AsyncIterator[None]:
        """The page came up: read its product."""
        wanted = product_in(self.router.url.path) or 0
        if wanted != self.wanted:
            self.wanted, self.chosen, self.size_missing = wanted, 0, False
            self.loaded = self.looked = False
            yield
        product = await self._look(wanted)
        self.found, self.loaded = product is not None, True
        if product is not None:
            self._show(product, await shop().products.colours_of(product))
        yield
        await show_cart(self)
        yield
        self.alike = [card_of(each) for each in await _alike(whole(product))] if product is not None else []
        self.looked = True

    @rx.event
    async def stock_changed(self, product_ids: list[str] | None = None) -> None:
        """Others bought some of these, or all may have changed: read again what is left of what is shown."""
        del product_ids  # the page is only told of its own product
        if self.loaded and self.found:
            product = await shop().products.get(self.wanted)
            self.found = product is not None
            if product is not None:
                self._show_stock(product)

    @rx.event
    async def choose(self, product_id: int) -> None:
        """A size was chosen: say how much of it is left."""
        chosen = asked.number(product_id)
        product = await shop().products.get(self.wanted)
        if product is None or chosen not in {each.product_id for each in product.sizes}:
            return
        self.chosen, self.size_missing = chosen or 0, False
        self._show_stock(product)

    @rx.event
    def ask_for_size(self) -> None:
        """A size must be chosen before anything is bought."""
        self.size_missing = True

    async def _look(self, wanted: int) -> ProductView | None:
        """From now on hear of the stock of the product, in all its sizes."""
        product = await shop().products.get(wanted) if wanted else None
        sold_as = [each.product_id for each in product.sizes] or [wanted] if product else []
        await push.look_at(sold_as, self.router.session.client_token)
        return await shop().products.get(wanted) if product else None

    def _show(self, product: ProductView, colours: Sequence[ProductView]) -> None:
        own = own_id(product)
        if not self.chosen and self.wanted != own:
            self.chosen = self.wanted
        self.discount, self.description = discount_of(product), product.description
        self.colour, self.colours = term(product.colour), swatches_of(own, [*map(whole, colours)])
        self.stars, self.rating = product.rating, rating_of(product)
        self.kind, self.others = term(product.article_type), Wish(category=product.article_type).address
        self.facts = facts_of(product, with_colour=not self.colours)
        self._show_stock(product)

    def _take_over(self, product: ProductView) -> None:
        self.alike = taken_over(self.alike, product)
        if own_id(product) == self.product.product_id:
            self.discount = discount_of(product)
            self._show_stock(product)

    def _show_stock(self, product: ProductView) -> None:
        """Take over what is left of it, which changes while others buy."""
        all_together = whole(product)
        self.product, self.sizes = card_of(all_together), sizes_of(product)
        chosen = next((each for each in product.sizes if each.product_id == self.chosen), None)
        self.stock = stock_of(all_together, chosen)
        of = chosen or all_together
        self.few = not of.in_stock or bool(of.stock_left)


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


def title_of_product() -> rx.Var[str]:
    """What the browser calls the page; until the product is there, what its document says."""
    shown: Shown = ProductState.product
    said_already: rx.Var[str] = rx.Var("(globalThis.document?.title || 'Rivulet')", _var_type=str)
    return rx.cond(
        ~ProductState.loaded,
        said_already,
        rx.cond(
            ProductState.found,
            titled(shown.name),
            titled(_("No such product")),
        ),
    )


def product() -> rx.Component:
    """The product, or that there is none."""
    cards: Shown = ProductState.alike
    zoomed = zoomed_picture(ProductState.product, key=ProductState.wanted.to_string())
    return frame(
        rx.cond(~ProductState.loaded, product_skeleton(), rx.cond(ProductState.found, _product(), _none())),
        rx.cond(~ProductState.loaded | ProductState.found, more_like_this(cards, ProductState.looked)),
        over=[rx.cond(ProductState.loaded & ProductState.found, zoomed)],
    )


def _product() -> rx.Component:
    shown: Shown = ProductState.product
    colours: Shown = ProductState.colours
    return rx.fragment(
        breadcrumb(ProductState.kind, ProductState.others, shown.name),
        rx.el.article(
            product_picture(shown),
            rx.el.div(
                rx.el.p(shown.brand, lang="en", class_name=BRAND_LOOK),
                rx.el.h1(shown.name, id="product-name", lang="en", class_name=NAME_LOOK),
                rx.cond(ProductState.rating != "", rating(ProductState.stars, ProductState.rating)),
                full_price(shown.price, shown.before, ProductState.discount),
                rx.cond(colours.length() > 0, swatches(colours, ProductState.colour)),
                rx.cond(shown.in_stock, _ways_to_buy(shown), _sold_out()),
                product_facts(ProductState.description, ProductState.facts),
                class_name="min-w-0 flex flex-col gap-2 md:gap-3 md:pt-2",
            ),
            aria_labelledby="product-name",
            key=ProductState.wanted.to_string(),
            on_mount=browser.keep_head_of_here(),
            class_name=COLUMNS,
        ),
    )


def _ways_to_buy(shown: Shown) -> rx.Component:
    sizes: Shown = ProductState.sizes
    with_sizes = sizes.length() > 0
    chosen = rx.cond(with_sizes, chosen_size(), shown.product_id)
    missing = with_sizes & (chosen_size() == 0)
    ask = events(ProductState).ask_for_size
    focus = rx.cond(missing, to_the_sizes(), rx.noop())
    return rx.el.div(
        rx.cond(
            with_sizes,
            size_chooser(sizes, ProductState.chosen, ProductState.size_missing, events(ProductState).choose),
        ),
        stock(ProductState.stock, ProductState.few),
        rx.el.div(
            buttons.main_button(
                _("Buy now"),
                on_click=[
                    focus,
                    rx.cond(missing, rx.noop(), browser.say_not_bought()),
                    rx.cond(missing, ask(), events(BuyingState).buy_now(chosen, shown.amount)),
                ],
                class_name=BUTTON,
            ),
            buttons.quiet_button(
                _("Add to cart"),
                on_click=[focus, rx.cond(missing, ask(), events(CartState).add(chosen))],
                class_name=BUTTON,
            ),
            class_name=BAR,
        ),
        rx.el.p(
            icon("delivery", 18),
            _("Delivery is included: the price above is all you pay."),
            class_name="flex items-center gap-2 text-note text-muted",
        ),
        on_mount=browser.note_presence(WAYS),
        key=WAYS + shown.product_id.to_string(),
        # No box of its own: the buttons are to stay in sight along the whole column.
        class_name="contents",
    )


def _sold_out() -> rx.Component:
    return rx.el.div(
        rx.el.p(_("This one is sold out."), role="status", class_name="text-body"),
        rx.el.span(on_mount=browser.take_focus_of(WAYS, "main article a[data-way-on]"), class_name="hidden"),
        rx.el.a(
            rx.cond(
                ProductState.kind != "",
                _("See all {kind}", kind=ProductState.kind),
                _("Show all products"),
            ),
            href=ProductState.others,
            custom_attrs={"data-way-on": ""},
            class_name=f"{buttons.MAIN} self-start",
        ),
        class_name="flex flex-col gap-3 mt-2",
    )


def _none() -> rx.Component:
    return rx.fragment(
        rx.el.h1(_("No such product"), class_name="text-h1 font-semibold tracking-tight text-center pt-10"),
        empty_state(
            "search",
            _("The shop does not have this product, or no longer."),
            rx.el.a(_("Show all products"), href="/", class_name=buttons.QUIET),
        ),
    )
