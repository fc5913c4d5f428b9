"""`GET /orderHistory/viewOrderHistory`: all orders of the caller's session, newest first."""

from starlette.requests import Request
from starlette.responses import Response

from backend.gateway.addresses import base_url
from backend.gateway.tutorial.envelope import answer
from backend.gateway.tutorial.sessions import visit_of
from backend.wiring import shop


async def view_order_history(request: Request) -> Response:
    """The orders with what each product looks like today, as far as it is still sold."""
    visit = await visit_of(request)
    orders = await shop().history.everything(visit.session.user, base_url(request))
    return answer(orders, visit.auth)
