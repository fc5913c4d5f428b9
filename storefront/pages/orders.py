"""The shopper's orders, newest first, each live while the page is open."""

from collections.abc import AsyncIterator

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.wiring import shop
from storefront import asked, push
from storefront.buying import BuyingState
from storefront.cart import show_cart
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.order_card import OrderCard, card_of, order_card
from storefront.components.skeleton import order_skeleton
from storefront.session import shopper
from storefront.shell import frame
from storefront.shown import events

AT_ONCE = 10
READ_AGAIN_PAGES = 10
COLUMN = "mx-auto w-full max-w-3xl flex flex-col"


class OrdersState(rx.State):
    """The orders on the page; each is replaced only by a newer version of itself."""

    orders: rx.Field[list[OrderCard]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(0)
    has_more: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)
    _older: str | None = None
    _pages: int = 1

    @rx.event
    async def load(self) -> AsyncIterator[None]:
        """The page came up or its connection came back: hear of changes, then read what is there."""
        user = await shopper(self)
        if user is None:
            return
        await push.follow(user, self.router.session.client_token)
        (await self.get_state(BuyingState)).end_intent()
        await self._read(user)
        yield  # the orders are shown while the cart is read
        await show_cart(self, user)

    @rx.event
    async def more(self) -> None:
        """Show older orders below these."""
        user = await shopper(self)
        if user is None or self._older is None:
            return
        page = await shop().history.page(user, before=self._older, size=AT_ONCE)
        self._show(user, page.orders)
        self._pages = min(self._pages + 1, READ_AGAIN_PAGES)
        self.total, self._older, self.has_more = page.total, page.older, page.older is not None

    @rx.event
    async def read_again(self, order_id: str | None = None) -> None:
        """Something changed: read one order again, or all that are shown."""
        user = await shopper(self)
        if user is None or not self.loaded:
            return
        wanted = asked.text(order_id)
        if not wanted:
            await self._read(user)
            return
        order = await shop().history.get(user, wanted)
        if order is None or order.user_id != user:
            return
        if all(card.order_id != order.order_id for card in self.orders):
            if self._older is not None and order.order_id <= self._older:
                return  # older than what is shown: it comes with "Show more"
            self.total += 1
        self._show(user, (order,))

    async def _read(self, user: str) -> None:
        """Read again as many pages of orders as were asked for."""
        before, orders = None, list[OrderView]()
        for _ in range(self._pages):
            page = await shop().history.page(user, before=before, size=AT_ONCE)
            orders += page.orders
            before = page.older
            if before is None:
                break
        self.orders = [card for card in self.orders if before is None or card.order_id > before]
        self._show(user, tuple(orders))
        self.total, self._older, self.has_more, self.loaded = page.total, before, before is not None, True

    def _show(self, user: str, orders: tuple[OrderView, ...]) -> None:
        cards = {card.order_id: card for card in self.orders}
        for order in orders:
            known = cards.get(order.order_id)
            if order.user_id == user and (known is None or known.version < order.version):
                cards[order.order_id] = card_of(order)
        self.orders = sorted(cards.values(), key=lambda card: card.order_id, reverse=True)


def orders() -> rx.Component:
    """Title, count, the orders, and a way to older ones."""
    return frame(
        rx.el.div(
            rx.el.h1("Your orders", class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(
                rx.cond(
                    OrdersState.total > 0,
                    OrdersState.total.to_string() + rx.cond(OrdersState.total == 1, " order", " orders"),
                    "",
                ),
                class_name="tabular text-body text-muted min-h-[1.6em]",
            ),
            class_name=f"{COLUMN} mb-8 gap-1",
        ),
        rx.cond(
            OrdersState.loaded,
            rx.cond(OrdersState.orders.length() > 0, _orders(), _none_yet()),
            rx.el.div(order_skeleton(), order_skeleton(), class_name=f"{COLUMN} gap-5"),
        ),
    )


def _orders() -> rx.Component:
    return rx.el.div(
        rx.foreach(OrdersState.orders, order_card),
        rx.cond(
            OrdersState.has_more,
            buttons.quiet_button(
                "Show more orders", on_click=events(OrdersState).more, class_name="self-center mt-6"
            ),
        ),
        class_name=f"{COLUMN} gap-5",
    )


def _none_yet() -> rx.Component:
    return empty_state(
        "orders",
        "No orders yet. What you buy shows here, and you can watch it being paid.",
        rx.el.a("Go to the shop", href="/", class_name=buttons.QUIET),
    )
