"""What becomes of the shopper's orders, which every page hears: one that shows orders reads them again, any
other says it in a notice that leads to the order.

What this tab has shown or told already is no news, nor is what was so before its document came up. An order
may be of what the cart held, so that is read again too.
"""

from collections.abc import Sequence

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderStatus
from backend.wiring import shop
from storefront import asked
from storefront.addresses import ORDER, order_address
from storefront.buying import forget_intent
from storefront.cart import CartState
from storefront.components.order_status import name_of, tone_of
from storefront.i18n import _, plural
from storefront.notice import News, tell
from storefront.orders import OrdersState
from storefront.pages.order import OrderState
from storefront.session import shopper, up_since

# What the shopper has just done, or what ends in a moment: neither is worth a notice.
NO_NEWS = (OrderStatus.CREATED, OrderStatus.PAYMENT_INITIATED)
SHOWN_OF_ID = 6
MOST_KNOWN = 200


class OrderNewsState(rx.State):
    """How far along its timeline this tab knows each order to be."""

    _known: rx.Field[dict[str, int]] = rx.field(default_factory=dict)

    @rx.event
    async def heard(self, order_ids: list[str] | None = None) -> None:
        """These orders changed, or any of them may have."""
        user, wanted = await shopper(self), asked.texts(order_ids)
        await (await self.get_state(CartState))._follow()
        orders_page, path = await self.get_state(OrdersState), self.router.url.path.rstrip("/")
        if orders_page._is_shown():
            await orders_page._read_again(user, wanted)
            return
        if path.startswith(ORDER):
            await (await self.get_state(OrderState))._read_again(user, wanted)
        shown = {card.order_id: card.version for card in orders_page._cards()}
        since = await up_since(self)
        news = [
            order
            for order in await _read(user, wanted)
            if self._is_further(order)
            and order.version > shown.get(order.order_id, 0)
            and order_address(order.order_id) != path
            and since is not None
            and order.timeline[-1].at >= since
        ]
        if news:
            await forget_intent(self)
            # One at a time: what went wrong before what went well, then what came last.
            await tell(self, _news_of(max(news, key=lambda each: (_is_bad(each), each.timeline[-1].at))))

    def _is_further(self, order: OrderView) -> bool:
        """Whether the order has come further than this tab knew, and is known to have from here on."""
        steps = len(order.timeline)
        if order.status in NO_NEWS or steps <= self._known.get(order.order_id, 0):
            return False
        others = {each: known for each, known in self._known.items() if each != order.order_id}
        self._known = dict([*others.items(), (order.order_id, steps)][-MOST_KNOWN:])
        return True


async def _read(user: str, order_ids: Sequence[str]) -> Sequence[OrderView]:
    """These orders of the shopper's, or with none named the newest."""
    if order_ids:
        return list((await shop().history.get_many(user, order_ids)).values())
    return (await shop().history.page(user)).orders


def _is_bad(order: OrderView) -> bool:
    return tone_of(order.status) == "bad"


def _news_of(order: OrderView) -> News:
    status = name_of(order.status)
    return News(
        words=_("Order …{number}: {status}", number=order.order_id[-SHOWN_OF_ID:], status=status),
        about=_products_in(order),
        tone=tone_of(order.status),
        address=order_address(order.order_id),
    )


def _products_in(order: OrderView) -> str:
    """What was ordered, as far as a line says it."""
    name, others = order.lines[0].name, len(order.lines) - 1
    if not others:
        return name
    return str(plural("{name} and {n} other product", "{name} and {n} other products", others, name=name))
