"""What orders does when others report."""

from collections.abc import Sequence

from backend.bus.dead_letters import Rejected
from backend.events.payments import PaymentReported
from backend.orders.service import OrderService


async def record_payments(reported: Sequence[PaymentReported], orders: OrderService) -> Sequence[Rejected]:
    """Move each order along its edges once; a report that was seen before changes nothing."""
    return await orders.record(reported)
