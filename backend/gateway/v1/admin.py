"""`/api/v1/admin`: what waits for a person's decision; for accounts made by `rivulet admin create`."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from backend.gateway.v1.held import NOT_ON_HOLD
from backend.gateway.v1.parameters import Cursor, OrderId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Admin, StrictRoute
from backend.gateway.v1.schemas import Currency, Minor, Next, Placed, Shape
from backend.gateway.v1.schemas import OrderId as OrderIdShape
from backend.orders.schemas import OrderStatus
from backend.wiring import shop

ON_HOLD = int(OrderStatus.ON_HOLD)
BY_ADMIN = "It was looked at and not accepted."

router = APIRouter(prefix="/api/v1/admin/orders", tags=["Admin"], route_class=StrictRoute)


class HeldOrder(Shape):
    """An order on hold; `risk` is in 0 to 1, `reason` is what its shopper was told."""

    order_id: OrderIdShape
    user: str = Field(examples=["USR_01KA5Z8H0A1B2C3D4E5F6G7H8J"])
    total: Minor
    currency: Currency
    created_on: datetime
    risk: float | None = Field(examples=[0.8])
    reason: str = Field(examples=["The order came from another browser and another place."])


class HeldOrders(Shape):
    """Orders on hold, newest first; `next` is the `cursor` of the older ones."""

    orders: list[HeldOrder]
    next: Next


@router.get("", responses=documented(401, 422))
async def list_held_orders(
    _: Admin,
    status: Annotated[int, Query(ge=ON_HOLD, le=ON_HOLD, description="4, on hold")] = ON_HOLD,
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
