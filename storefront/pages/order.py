"""One order's page; another shopper's order is as little there as one that was never placed."""

from collections.abc import AsyncIterator, Sequence

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.wiring import shop
from storefront import browser
from storefront.addresses import ORDERS, order_in
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.icons import icon
from storefront.components.order_ended import order_ended
from storefront.components.order_sheet import OrderSheet, order_sheet, sheet_of
from storefront.components.skeleton import late, sheet_skeleton
from storefront.i18n import _
from storefront.session import shopper
from storefront.shell import COLUMN, frame, titled
from storefront.shown import Shown, events

BACK = "inline-flex items-center gap-1 min-h-11 -ml-1 pr-2 rounded text-card text-muted hover:text-ink"


class OrderState(rx.State):
    """The order that the address names; `found` is false for one that is not this shopper's."""

    order: rx.Field[OrderSheet] = rx.field(default_factory=OrderSheet)
    found: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)

    @rx.event
    async def load(self) -> AsyncIterator[None]:
        """The page came up or its connection came back: read what is there; what changes is told already."""
        user, wanted = await shopper(self), order_in(self.router.url.path)
        if wanted != self.order.order_id:
            self.loaded = False
            yield
        order = await shop().history.one(user, wanted)
        self.found, self.loaded = order is not None, True
        self.order = sheet_of(order) if order else OrderSheet(order_id=wanted)

    async def _read_again(self, user: str, changed: Sequence[str]) -> None:
        """Something changed: these orders of the shopper's, or with none named any of them."""
        wanted = self.order.order_id
        if self.found and (wanted in changed or not changed):
            self._show(await shop().history.one(user, wanted))

    def _show(self, order: OrderView | None) -> None:
        if order is not None and order.version > self.order.version:
            self.order = sheet_of(order)


on_order = [BuyingState.end_intent, OrderState.load, CartState.load]


def title_of_order() -> rx.Var[str]:
    """What the browser calls the page, and a printer its paper."""
    shown: Shown = OrderState.order
    found = rx.cond(OrderState.found, _("Order {id}", id=shown.order_id), _("No such order"))
    return titled(rx.cond(OrderState.loaded, found, _("Your orders")))


def order() -> rx.Component:
    """A way back, and the order or that there is none."""
    shown: Shown = OrderState.order
    return frame(
        rx.el.div(
            rx.el.div(
                rx.el.a(icon("back", 18), _("Your orders"), href=ORDERS, class_name=BACK),
                rx.cond(
                    OrderState.loaded & OrderState.found,
                    buttons.quiet_button(icon("print"), _("Print"), on_click=browser.print_page()),
                ),
                class_name="mb-5 flex items-center justify-between gap-4 min-h-11 print:hidden",
            ),
            rx.cond(
                OrderState.loaded,
                rx.cond(OrderState.found, order_sheet(shown, order_ended(shown)), _none()),
                rx.fragment(
                    late(_("Your order can't be read just now. It is safe."), events(OrderState).load),
                    sheet_skeleton(),
                ),
            ),
            class_name=COLUMN,
        )
    )


def _none() -> rx.Component:
    return rx.fragment(
        rx.el.h1(_("No such order"), class_name="text-h1 font-semibold tracking-tight text-center pt-6"),
        empty_state(
            "orders",
            _(
                "None of your orders has this number. One that was placed on another device shows "
                "there, or here once you are signed in."
            ),
            rx.el.a(_("See your orders"), href=ORDERS, class_name=buttons.QUIET),
        ),
    )
