"""Asks for the size where a card's button was pressed: one dialog for the whole app, opened when it knows."""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment

from backend.wiring import shop
from storefront import asked, browser
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.dialogs import dialog
from storefront.components.icons import icon
from storefront.components.price import price_line, prices_of
from storefront.components.sizes import TILE, Size, sizes_of
from storefront.i18n import _
from storefront.notice import not_understood, say
from storefront.shown import Shown, events

DIALOG = "choose-size"
CHOICE = (
    f"{TILE} border-control bg-surface text-ink hover:border-ink disabled:border-line "
    "disabled:bg-transparent disabled:text-muted disabled:line-through disabled:cursor-not-allowed"
)


class SizeState(rx.State):
    """The product whose size is asked for, to buy it or to add it; `turn` rises each time.

    `amount` is what it costs in minor units, as the dialog says it.
    """

    name: rx.Field[str] = rx.field("")
    amount: rx.Field[int] = rx.field(0)
    price: rx.Field[str] = rx.field("")
    before: rx.Field[str] = rx.field("")
    sizes: rx.Field[list[Size]] = rx.field(default_factory=list)
    to_buy: rx.Field[bool] = rx.field(False)
    turn: rx.Field[int] = rx.field(0)

    @rx.event(temporal=True)
    async def to_buy_now(self, product_id: int) -> None:
        """Ask which size is bought at once."""
        await self._ask(product_id, to_buy=True)

    @rx.event
    async def to_add(self, product_id: int) -> None:
        """Ask which size is put in the cart."""
        await self._ask(product_id, to_buy=False)

    async def _ask(self, product_id: object, *, to_buy: bool) -> None:
        wanted = asked.number(product_id)
        product = await shop().products.get(wanted) if wanted is not None else None
        if product is None:
            await say(self, problem=not_understood())
            return
        self.name, self.amount = product.name, product.price
        self.price, self.before = prices_of(product)
        self.sizes, self.to_buy = sizes_of(product), to_buy
        self.turn += 1


class OpensWhenAnswered(Fragment):  # type: ignore[misc]
    """Opens the dialog at each turn that the shopper waits for."""

    def add_imports(self) -> dict[str, list[str]]:
        """Where the hook comes from."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """Its effect runs when the sizes of the turn are drawn."""
        turn: Shown = SizeState.turn
        opened: rx.Var[Any] = rx.Var(
            f"""
useEffect(() => {{
  if (!window.rivuletAsks) return;
  window.rivuletAsks = false;
  {browser.opening(DIALOG)}
}}, [{turn!s}]);
""",
            _var_data=turn._get_all_var_data(),
        )
        return [opened]


@rx.memo
def _opens_when_answered() -> rx.Component:
    """A component of its own: hooks of the app's frame would stand outside of its state."""
    return OpensWhenAnswered.create()


def size_dialog() -> rx.Component:
    """It gives focus back to the card's button."""
    sizes: Shown = SizeState.sizes
    return dialog(
        DIALOG,
        rx.el.div(
            rx.el.h2(_("Choose a size"), id=f"{DIALOG}-title", class_name="text-h2 font-semibold"),
            rx.el.button(
                icon("close"),
                type="button",
                aria_label=_("Close"),
                on_click=browser.close_dialog(),
                class_name=f"{buttons.BARE} -mr-2.5 -mt-1",
            ),
            class_name="flex items-start justify-between gap-4",
        ),
        rx.el.p(SizeState.name, lang="en", class_name="text-card text-muted line-clamp-2"),
        price_line(SizeState.price, SizeState.before),
        rx.el.ul(rx.foreach(sizes, _choice), class_name="flex flex-wrap gap-2 mt-5"),
        _opens_when_answered(),
        look="sheet",
    )


def _choice(size: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(size.name, lang="en"),
            type="button",
            aria_label=size.words,
            disabled=~size.in_stock,
            on_click=[
                browser.close_dialog(),
                rx.cond(SizeState.to_buy, browser.say_not_bought(), rx.noop()),
                rx.cond(
                    SizeState.to_buy,
                    events(BuyingState).buy_now(size.product_id, SizeState.amount),
                    events(CartState).add(size.product_id),
                ),
            ],
            class_name=CHOICE,
        ),
        key=size.product_id.to_string(),
    )
