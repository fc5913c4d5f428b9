"""The gateway: the tutorial's contract, the shop's own interface, and how a shop is doing, as one app."""

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic.alias_generators import to_camel
from pymongo.errors import PyMongoError
from redis.exceptions import RedisError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Scope

from backend.gateway import documents, forms, health, pictures
from backend.gateway.callers import MalformedAuthorizationError
from backend.gateway.event_streams import EventStreams
from backend.gateway.guards.asked import asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.gateway.guards.turned_away import answer_to
from backend.gateway.metrics import Metrics
from backend.gateway.metrics import router as metrics
from backend.gateway.refusals import refusal
from backend.gateway.statuses import CHALLENGE, headers_of, status_of
from backend.gateway.tutorial.routes import CREATE_ORDER
from backend.gateway.tutorial.routes import router as tutorial
from backend.gateway.v1 import admin, cart, held, order_events, orders, products, sessions
from backend.gateway.v1.problems import ProblemError
from backend.kit.errors import Problem, RefusedError
from backend.stores.outage import is_outage

log = structlog.get_logger(__name__)

# The first is the one asked most.
ROUTERS: tuple[APIRouter, ...] = (
    tutorial,
    products.router,
    cart.router,
    orders.router,
    order_events.router,
    held.router,
    sessions.router,
    admin.router,
    health.router,
    metrics,
)
PLAIN_ROUTES: tuple[BaseRoute, ...] = (
    *pictures.routes,
    *forms.routes,
    Route("/api/openapi.json", documents.openapi_json),
    Route("/api/docs", documents.reference),
    Route("/api/docs.css", documents.reference_style),
)
PREFIXES = ("/api/", "/products/", "/orderHistory/", "/pictures/")
NAMES = ("/api", "/healthz", "/readyz", "/metrics")
MOST_PROBLEMS = 50
SENTENCES = {404: "There is nothing here.", 405: "This method is not for this address."}


def owns(scope: Scope) -> bool:
    """Whether a request is the gateway's to answer; all others are for the pages."""
    if scope["type"] != "http":
        return False
    path: str = scope["path"]
    method: str = scope["method"]
    if path.startswith(PREFIXES) or path in NAMES:
        return True
    if path.startswith("/orders/"):
        return method not in ("GET", "HEAD") or path == CREATE_ORDER
    return path.startswith("/account/") and method == "POST"


def gateway_app() -> ASGIApp:
    """The app; it needs an open shop to answer, none to be built."""
    # FastAPI's own telemetry would cost a fifth of a cached product query, and log what callers send.
    silent = {"tracing": False, "metrics": False, "logs": False}
    app = FastAPI(
        title=documents.TITLE,
        description=documents.ABOUT,
        version="1",
        openapi_url=None,
        redirect_slashes=False,
        telemetry=silent,  # type: ignore[arg-type]
    )
    app.state.streams = EventStreams()
    app.state.metrics = counters = Metrics(app.state.streams)
    app.state.lookout = health.Lookout()
    for router in ROUTERS:
        app.include_router(router)
    app.router.routes.extend(PLAIN_ROUTES)
    documents.describe(app)
    for error in (ProblemError, RefusedError, RefusedRequestError, MalformedAuthorizationError):
        app.add_exception_handler(error, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _no_route)
    for away in (PyMongoError, RedisError, OSError):
        app.add_exception_handler(away, _away)
    app.add_exception_handler(Exception, _failed)
    return counters.counting(app)


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, ProblemError):
        return error.response()
    if isinstance(error, RefusedRequestError):
        return answer_to(error, request.url.path, asked(request.scope["headers"]), interface=True)
    if isinstance(error, RefusedError):
        status = status_of(error)
        problems = [Problem(_camel(each.field), each.message) for each in error.problems]
        return refusal(request.url.path, status, error.message, problems, headers_of(status))
    return refusal(request.url.path, 401, "Authorization must be: Bearer SES_…", headers=CHALLENGE)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [(_place(each["loc"]), each["msg"]) for each in error.errors()[:MOST_PROBLEMS]]
    problems = [Problem(field, message) for field, message in wrong]
    return refusal(request.url.path, 422, "The request is not as it should be.", problems)


def _no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_methods_at(request))
    sentence = SENTENCES.get(error.status_code, str(error.detail))
    return refusal(request.url.path, error.status_code, sentence, headers=headers)


def _away(request: Request, error: Exception) -> Response:
    if not is_outage(error):
        return _failed(request, error)
    log.warning("store_away", path=request.url.path, error=repr(error))
    return refusal(request.url.path, 503, "The shop can't do this right now.", headers=headers_of(503))


def _failed(request: Request, error: Exception) -> Response:
    log.error("request_failed", path=request.url.path, exc_info=error)
    return refusal(request.url.path, 500, "Something went wrong on our side. Nothing was changed.")


def _methods_at(request: Request) -> list[str]:
    """Every method that some route has at this address."""
    found: set[str] = set()
    for router in (*ROUTERS, APIRouter(routes=list(PLAIN_ROUTES))):
        for route in router.routes:
            if isinstance(route, Route) and route.matches(dict(request.scope))[0] is not Match.NONE:
                found |= route.methods or set()
    return sorted(found)


def _place(loc: tuple[int | str, ...]) -> str:
    """`("body", "lines", 0, "qty")` as `lines[0].qty`."""
    text = ""
    for part in loc[1:]:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or str(loc[0])


def _camel(field: str) -> str:
    return to_camel(field) if "_" in field else field
