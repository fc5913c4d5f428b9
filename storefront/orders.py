"""The shopper's orders as pages hold them, newest first, each live while its page is open."""

from time import monotonic

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.wiring import shop
from storefront import asked, push
from storefront.components.order_card import OrderCard, card_of
from storefront.session import shopper

AT_ONCE = 10
READ_AGAIN_PAGES = 10
JUST_NOW_S = 2.0


class OrdersState(rx.State):
    """The orders on the page; each is replaced only by a newer version of itself."""

    orders: rx.Field[list[OrderCard]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(0)
    has_more: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)
    _older: str | None = None
    _pages: int = 1
    _bought_at: float = -JUST_NOW_S

    @rx.event
    async def load(self) -> None:
        """The page came up or its connection came back: hear of changes, then read what is there."""
        user = await shopper(self)
        if user is None:
            return
        followed_before = not await push.follow(user, self.router.session.client_token)
        if followed_before and monotonic() - self._bought_at < JUST_NOW_S:
            return  # `show_bought` has read them, and every change since then is told
        await self._read(user)

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

    async def show_bought(self, user: str) -> None:
        """Read the orders while the browser is still on its way to their page."""
        await push.follow(user, self.router.session.client_token)
        await self._read(user)
        self._bought_at = monotonic()

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


async def show_bought(state: rx.State, user: str) -> None:
    """Have the orders page know of an order that a handler has just made."""
    await (await state.get_state(OrdersState)).show_bought(user)
