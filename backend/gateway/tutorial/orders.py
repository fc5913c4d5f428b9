"""`POST /orders/createOrder`: the tutorial's shapes; at the server's price, or not at all."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from backend.gateway.callers import origin_of
from backend.gateway.idempotency import MalformedKeyError, key_of
from backend.gateway.reading import UnreadableError, read_json, says_json
from backend.gateway.statuses import headers_of, status_of
from backend.gateway.tutorial.checking import InvalidOrderError, PriceMismatchError, order_lines
from backend.gateway.tutorial.envelope import answer, refusal
from backend.gateway.tutorial.sessions import visit_of
from backend.kit.errors import RefusedError
from backend.kit.ids import new_id
from backend.wiring import shop


async def create_order(request: Request) -> Response:
    """Order `products` for the caller's session; `data` is the order's id.

    Without an `Idempotency-Key` each call is an order of its own.
    """
    visit = await visit_of(request)
    body = await request.body()
    if body and not says_json(request):
        return refusal(415, ["The content type must be application/json."], auth=visit.auth)
    try:
        key = key_of(request) or new_id()
        lines = order_lines(read_json(body) if body else {})
        order_id = await shop().orders.create_order(
            visit.session.user, lines, key, origin_of(visit.session, request)
        )
    except (UnreadableError, MalformedKeyError, InvalidOrderError) as error:
        return refusal(400, [str(error)], auth=visit.auth)
    except PriceMismatchError as error:
        return refusal(409, [str(error)], auth=visit.auth)
    except RefusedError as error:
        status = status_of(error, otherwise=400)
        details = [f"{_place(each.field)}: {each.message}" for each in error.problems]
        return refusal(status, details, auth=visit.auth, headers=headers_of(status))
    return answer(orjson.dumps(order_id), visit.auth)


def _place(field: str) -> str:
    """A field under the name that the tutorial's client knows it by."""
    return field.replace("lines[", "products[", 1)
