"""`/api/v1/admin`: what waits for a person's decision; for accounts made by `rivulet admin create`."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from backend.gateway.v1.held import NOT_ON_HOLD
from backend.gateway.v1.parameters import Cursor, OrderId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Admin, StrictRoute
from backend.gateway.v1.schemas import ORDER_ID, Placed, Shape
from backend.wiring import shop

BY_ADMIN = "It was looked at and not accepted."

router = APIRouter(prefix="/api/v1/admin/orders", tags=["Admin"], route_class=StrictRoute)


class HeldOrder(Shape):
    """An order on hold; `risk` is in 0 to 1, `reason` is what its shopper was told."""

    order_id: str = Field(examples=[ORDER_ID])
    user: str
    total: int
    currency: str
    created_on: datetime
    risk: float | None
    reason: str


class HeldOrders(Shape):
    """Orders on hold, newest first; `next` is the `cursor` of the older ones."""

    orders: list[HeldOrder]
    next: str | None


@router.get("", responses=documented(401, 422))
async def list_held_orders(
    _: Admin,
    status: Annotated[Literal[4], Query(description="4 is on hold")] = 4,
    cursor: Cursor = None,
    size: Annotated[int, Query(ge=1, le=100)] = 50,
) -> HeldOrders:
    """Orders that wait for a decision, of all shoppers."""
    held = await shop().orders.on_hold(cursor, size)
    return HeldOrders(
        orders=[HeldOrder.model_validate(order) for order in held],
        next=held[-1].order_id if len(held) == size else None,
    )


@router.post("/{orderId}/release", status_code=202, responses=documented(401, 409, 422))
async def release_order(admin: Admin, order_id: OrderId) -> Placed:
    """Let an order go on from its hold: it is charged whatever its risk. 409 when it isn't on hold."""
    if not await shop().orders.release(order_id, admin.user):
        raise ProblemError(409, NOT_ON_HOLD)
    return Placed(order_id=order_id)


@router.post("/{orderId}/reject", status_code=202, responses=documented(401, 409, 422))
async def reject_order(_: Admin, order_id: OrderId) -> Placed:
    """Cancel an order on hold: nothing is charged, and its stock goes back. 409 when it isn't on hold."""
    if not await shop().payments.cancel_held(order_id, BY_ADMIN):
        raise ProblemError(409, NOT_ON_HOLD)
    return Placed(order_id=order_id)
