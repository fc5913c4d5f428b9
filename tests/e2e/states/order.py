"""States of one order's page."""

from backend.orders.schemas import OrderStatus
from tests.e2e.behind import products_of
from tests.e2e.expecting import expect
from tests.e2e.long_names import LONG
from tests.e2e.sockets import holding_back
from tests.e2e.states.orders import DECLINED, HELD
from tests.e2e.visit import Visit

NOBODYS = "01K00000000000000000000000"


async def loading(visit: Visit) -> None:
    await holding_back(visit.page)
    await visit.go(f"/orders/{NOBODYS}")
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def created(visit: Visit) -> None:
    await _look(visit, await visit.order(*visit.products(2)))


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


async def fifty_lines(visit: Visit) -> None:
    await _look(visit, await visit.order(*visit.products(50)))


async def long_names(visit: Visit) -> None:
    long = products_of(visit.shop, {"productId": LONG}, 1)
    await _look(visit, await visit.order(*long, *visit.products(), qty=10))


async def printed(visit: Visit) -> None:
    await paid(visit)
    await visit.page.emulate_media(media="print")


async def unknown(visit: Visit) -> None:
    await visit.go(f"/orders/{NOBODYS}")
    await visit.see(visit.main.get_by_role("heading", level=1), visit.way_on)


async def _ordered(visit: Visit, *codes: int, reason: str = "") -> None:
    await _look(visit, await visit.settled_order(*codes, reason=reason))


async def _look(visit: Visit, order_id: str) -> None:
    await visit.go(f"/orders/{order_id}")
    await visit.see(visit.cards.first)
