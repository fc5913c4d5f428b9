"""One refusal in the shape that the asked route speaks: the tutorial's envelope, problem details, or words.

For whoever refuses before a route is known, or without one: the front door, unknown routes, an outage.
"""

from collections.abc import Mapping, Sequence

from starlette.responses import PlainTextResponse, Response

from backend.gateway.tutorial import envelope
from backend.gateway.v1.problems import problem
from backend.kit.errors import Problem

V1 = "/api/v1"
ENVELOPED = ("/api/", "/products/", "/orderHistory/", "/orders/")
OURS = ("/healthz", "/readyz", "/metrics")


def refusal(
    path: str,
    status: int,
    message: str,
    problems: Sequence[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """`message` is a sentence for people; `problems` name fields where the shape has room for them."""
    if path == V1 or path.startswith(f"{V1}/") or path in OURS:
        return problem(status, message, problems, headers)
    if path == "/api" or path.startswith(ENVELOPED):
        details = [f"{each.field}: {each.message}" for each in problems] or [message]
        of_products = path.startswith(envelope.PRODUCTS)
        return envelope.refusal(status, details, of_products=of_products, headers=headers)
    return PlainTextResponse(message, status, headers)
