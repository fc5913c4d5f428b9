"""The shopper's orders as pages hold them, newest first, each live while its page is open.

A page that comes back after its connection, or the whole process, was lost shows as many as before; the
browser remembers how many that were. A new document begins at the newest again.
"""

from collections.abc import Sequence
from time import monotonic

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.wiring import shop
from storefront import asked
from storefront.addresses import ORDERS
from storefront.components.order_card import OrderCard, card_of
from storefront.notice import say
from storefront.session import came_back, session_of, shopper

AT_ONCE = 10
READ_AT_ONCE = 100
MOST_READ_AGAIN = 1000
JUST_NOW_S = 2.0


class OrdersState(rx.State):
    """The orders on the page; each is replaced only by a newer version of itself.

    `older` are those beyond the first page: news of one order never send hundreds of others again.
    """

    orders: rx.Field[list[OrderCard]] = rx.field(default_factory=list)
    older: rx.Field[list[OrderCard]] = rx.field(default_factory=list)
    total: rx.Field[int] = rx.field(0)
    has_more: rx.Field[bool] = rx.field(False)
    loaded: rx.Field[bool] = rx.field(False)
    reach: str = rx.SessionStorage("", name="rivulet_orders")
    _edge: str = ""  # the oldest of `orders`, once there are `older` ones
    _before: str | None = None  # the oldest of all, while there are more
    _reached: int = AT_ONCE
    _bought_at: float = -JUST_NOW_S

    @rx.event
    async def load(self) -> None:
        """The page came up or its connection came back: read what is there; what changes is told already."""
        user = await shopper(self)
        kept = await shop().flash.take((await session_of(self)).session_id, ORDERS)
        if kept:
            await say(self, problem=kept.problem)
        if await came_back(self):
            await self._read(user, at_least=max(len(self._cards()), asked.number(self.reach) or 0))
        elif not self._is_on_its_way():
            self.orders, self.older = [], []  # they may have been read in another language
            await self._read(user)  # else `show_bought` has read them, and every change since then is told
        self._bought_at = -JUST_NOW_S

    @rx.event
    async def more(self) -> None:
        """Show older orders below these."""
        user = await shopper(self)
        if self._before is None:
            return
        self._edge = self._edge or self.orders[-1].order_id
        # Ever more at once: whoever goes on looks for something far back.
        size = min(len(self._cards()), READ_AT_ONCE)
        page = await shop().history.page(user, before=self._before, size=size)
        self._show(user, page.orders)
        self._reached = max(self._reached, len(self._cards()))
        self.total, self._before, self.has_more = page.total, page.older, page.older is not None

    async def _read_again(self, user: str, wanted: Sequence[str]) -> None:
        """Something changed: read these orders again, or with none named all that are shown."""
        if not self.loaded:
            return
        if not wanted:
            await self._read(user, at_least=len(self._cards()))
            return
        known = {card.order_id for card in self._cards()}
        read = [
            order
            for order in (await shop().history.get_many(user, wanted)).values()
            # What is older than all that is shown comes with "Show more".
            if order.order_id in known or self._before is None or order.order_id > self._before
        ]
        self.total += sum(order.order_id not in known for order in read)
        self._show(user, tuple(read))

    def _is_shown(self) -> bool:
        """Whether the page is open or about to be."""
        return self.router.url.path.rstrip("/") == ORDERS or self._is_on_its_way()

    def _is_on_its_way(self) -> bool:
        """Whether something was just bought, so that the open document goes to this page."""
        return monotonic() - self._bought_at < JUST_NOW_S

    async def _show_bought(self, user: str) -> None:
        """Read the orders while the browser is still on its way to their page."""
        await self._read(user)
        self._bought_at = monotonic()

    async def _read(self, user: str, at_least: int = 0) -> None:
        """Read again as many orders as were asked for, or are to be kept."""
        wanted = min(max(self._reached, at_least), MOST_READ_AGAIN)
        before, orders = None, list[OrderView]()
        while len(orders) < wanted:
            size = min(wanted - len(orders), READ_AT_ONCE)
            page = await shop().history.page(user, before=before, size=size)
            orders += page.orders
            before = page.older
            if before is None:
                break
        kept = [card for card in self._cards() if before is None or card.order_id > before]
        self.orders, self.older = kept, []
        self._edge = orders[AT_ONCE - 1].order_id if len(orders) > AT_ONCE else ""
        self._show(user, tuple(orders))
        self.total, self._before, self.has_more, self.loaded = page.total, before, before is not None, True

    def _show(self, user: str, orders: tuple[OrderView, ...]) -> None:
        cards = {card.order_id: card for card in self._cards()}
        for order in orders:
            known = cards.get(order.order_id)
            if order.user_id == user and (known is None or known.version < order.version):
                cards[order.order_id] = card_of(order)
        newest_first = sorted(cards.values(), key=lambda card: card.order_id, reverse=True)
        recent = [card for card in newest_first if card.order_id >= self._edge]
        rest = newest_first[len(recent) :]
        # What is assigned is sent, changed or not.
        if _versions(recent) != _versions(self.orders):
            self.orders = recent
        if _versions(rest) != _versions(self.older):
            self.older = rest
        self.reach = str(len(cards))

    def _cards(self) -> list[OrderCard]:
        return [*self.orders, *self.older]


async def show_bought(state: rx.State, user: str) -> None:
    """Have the orders page know of an order that a handler has just made."""
    await (await state.get_state(OrdersState))._show_bought(user)


def _versions(cards: list[OrderCard]) -> list[tuple[str, int]]:
    return [(card.order_id, card.version) for card in cards]
