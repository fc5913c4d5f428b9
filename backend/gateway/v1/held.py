"""Orders on hold, for their shopper: on with the password typed again, or cancelled."""

from fastapi import APIRouter

from backend.gateway.entering import confirm
from backend.gateway.v1.orders import order_of_shopper
from backend.gateway.v1.parameters import OrderId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Shopper, StrictRoute
from backend.gateway.v1.schemas import Password, Placed
from backend.identity.errors import CredentialsError
from backend.kit.errors import Problem
from backend.wiring import shop

NOT_ON_HOLD = "This order is not on hold."
NOT_YOURS_TO_CONFIRM = "This order is not on hold, or was placed without an account: the shop looks at it."
BY_SHOPPER = "You cancelled it."

router = APIRouter(prefix="/api/v1/orders", tags=["Orders"], route_class=StrictRoute)


@router.post("/{orderId}/confirm", status_code=202, responses=documented(401, 404, 409, 415, 422))
async def confirm_order(session: Shopper, order_id: OrderId, typed: Password) -> Placed:
    """Let an order go on from its hold, with the password of the account that placed it, and be charged."""
    await order_of_shopper(session, order_id)
    if not session.signed_in:
        raise ProblemError(403, "Sign in to your account first.")
    try:
        await confirm(session, typed.password)
    except CredentialsError:
        why = "This is not the password of your account."
        raise ProblemError(403, why, [Problem("password", why)]) from None
    if not await shop().orders.release(order_id, session.user, session.user):
        raise ProblemError(409, NOT_YOURS_TO_CONFIRM)
    return Placed(order_id=order_id)


@router.post("/{orderId}/cancel", status_code=202, responses=documented(401, 404, 409, 422))
async def cancel_order(session: Shopper, order_id: OrderId) -> Placed:
    """Cancel an order that is on hold: nothing is charged, and its stock goes back."""
    await order_of_shopper(session, order_id)
    if not await shop().payments.cancel_held(order_id, BY_SHOPPER, session.user):
        raise ProblemError(409, NOT_ON_HOLD)
    return Placed(order_id=order_id)
