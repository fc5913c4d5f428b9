"""States of one order's page; nobody but the state itself pays in its shop."""

from playwright.async_api import expect

from backend.orders.schemas import OrderStatus
from storefront.addresses import order_address
from tests.e2e.behind import products_of
from tests.e2e.long_names import LONG
from tests.e2e.sockets import holding_back
from tests.e2e.states.orders import DECLINED
from tests.e2e.visit import Visit

UNKNOWN = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


async def loading(visit: Visit) -> None:
    await holding_back(visit.page)
    await visit.go(order_address(UNKNOWN))
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def unknown(visit: Visit) -> None:
    await visit.go(order_address(UNKNOWN))
    await visit.see(visit.way_on)


async def paid(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_INITIATED, OrderStatus.PAYMENT_SUCCESS)


async def declined(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.PAYMENT_INITIATED, OrderStatus.PAYMENT_FAILED, reason=DECLINED)


async def on_hold(visit: Visit) -> None:
    await _ordered(visit, OrderStatus.ON_HOLD, reason="It comes from a browser that is new to the shop.")


async def fifty_lines(visit: Visit) -> None:
    await _look(visit, await visit.order(*visit.products(50)))


async def long_names(visit: Visit) -> None:
    long = products_of(visit.shop, {"productId": LONG}, 1)
    await _look(visit, await visit.order(*long, *visit.products(1), qty=10))


async def _ordered(visit: Visit, *codes: int, reason: str = "") -> None:
    order_id = await visit.order(*visit.products(2))
    await visit.pay(order_id, *codes, reason=reason)
    await _look(visit, order_id)


async def _look(visit: Visit, order_id: str) -> None:
    await visit.go(order_address(order_id))
    await visit.see(visit.cards.first)
