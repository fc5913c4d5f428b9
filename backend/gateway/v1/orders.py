"""`/api/v1/orders`: the orders of the session's shopper, and new ones."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from backend.gateway.addresses import base_url
from backend.gateway.callers import origin_of
from backend.gateway.v1.parameters import Cursor, IdempotencyKey, OrderId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Shopper, StrictRoute
from backend.gateway.v1.schemas import NewOrder, Order, OrderList, Placed, order_of
from backend.identity.schemas import Session
from backend.kit.errors import Problem, RefusedError
from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderLine
from backend.wiring import shop

router = APIRouter(prefix="/api/v1/orders", tags=["Orders"], route_class=StrictRoute)


@router.post("", status_code=201, responses=documented(401, 409, 415, 422))
async def place_order(
    request: Request, response: Response, session: Shopper, order: NewOrder, idempotency_key: IdempotencyKey
) -> Placed:
    """Take an order at the shop's prices; it is paid meanwhile, follow its events.

    409: a line costs something else now, or there is not enough of it. Nothing was ordered then.
    """
    lines = [OrderLine(line.product_id, line.qty, line.product_price) for line in order.lines]
    order_id = await shop().orders.create_order(
        session.user, lines, idempotency_key, origin_of(session, request)
    )
    response.headers["Location"] = f"/api/v1/orders/{order_id}"
    return Placed(order_id=order_id)


@router.get("", responses=documented(401, 422))
async def list_orders(
    request: Request, session: Shopper, cursor: Cursor = None, size: Annotated[int, Query(ge=1, le=100)] = 10
) -> OrderList:
    """The shopper's orders, newest first."""
    try:
        page = await shop().history.page(session.user, cursor, size)
    except RefusedError as error:
        raise ProblemError(
            422, error.message, [Problem("cursor", "This cursor is not one of ours.")]
        ) from error
    address = base_url(request)
    return OrderList(
        orders=[order_of(each, address) for each in page.orders], total=page.total, next=page.older
    )


@router.get("/{orderId}", responses=documented(401, 404, 422))
async def get_order(request: Request, session: Shopper, order_id: OrderId) -> Order:
    """One order of the shopper; another's is not found."""
    return order_of(await order_of_shopper(session, order_id), base_url(request))


async def order_of_shopper(session: Session, order_id: str) -> OrderView:
    """The order, if it is the session's shopper's. Raises `ProblemError`."""
    order = await shop().history.get(session.user, order_id)
    if order is None:
        raise ProblemError(404, "There is no such order.")
    return order
