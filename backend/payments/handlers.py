"""What payments does when an order is placed."""

from collections.abc import Sequence

from backend.bus.dead_letters import Rejected
from backend.events.orders import OrderPlaced
from backend.payments.service import PaymentService


async def charge_orders(placed: Sequence[OrderPlaced], payments: PaymentService) -> Sequence[Rejected]:
    """Charge each order once; a redelivered order finds its payment and charges nothing."""
    return await payments.charge(placed)
