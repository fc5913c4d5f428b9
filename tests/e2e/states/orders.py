"""States of the orders page; nobody but the state itself pays in its shop."""

from backend.orders.schemas import OrderStatus
from tests.e2e.behind import products_of
from tests.e2e.expecting import expect
from tests.e2e.long_names import LONG
from tests.e2e.sockets import holding_back
from tests.e2e.visit import Visit

MANY = 24
DECLINED = "Your bank declined the payment. Nothing was charged."
HELD = "We look at this order before we charge it. The browser is new to us. Nothing was charged yet."


async def loading(visit: Visit) -> None:
    await holding_back(visit.page)
    await visit.go("/orders")
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def empty(visit: Visit) -> None:
    await visit.go("/orders")
    await visit.see(visit.way_on)


async def created(visit: Visit) -> None:
    await visit.order(*visit.products(2))
    await _look(visit)


async def under_way(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_INITIATED)


async def paid(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_INITIATED, OrderStatus.PAYMENT_SUCCESS)


async def declined(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_INITIATED, OrderStatus.PAYMENT_FAILED, reason=DECLINED)


async def on_hold(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.ON_HOLD, reason=HELD)


async def refunded(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_SUCCESS, OrderStatus.REFUND_PENDING, OrderStatus.REFUNDED)


async def many(visit: Visit) -> None:
    """More than are shown at once, in several states."""
    ends = (OrderStatus.PAYMENT_SUCCESS, OrderStatus.PAYMENT_FAILED, OrderStatus.PAYMENT_INITIATED)
    placed = [await visit.order(product) for product in visit.products(MANY)]
    await visit.pay_all({each: [ends[place % 3]] for place, each in enumerate(placed)}, DECLINED)
    await _look(visit)


async def fifty_lines(visit: Visit) -> None:
    await visit.order(*visit.products(50))
    await _look(visit)


async def long_names(visit: Visit) -> None:
    await visit.order(*products_of(visit.shop, {"productId": LONG}, 1), *visit.products(1), qty=10)
    await _look(visit)


async def _ordered(visit: Visit, *codes: int, reason: str = "") -> None:
    await visit.settled_order(*codes, reason=reason)
    await _look(visit)


async def _look(visit: Visit) -> None:
    await visit.go("/orders")
    await visit.see(visit.cards.first)
