"""The three routes of the tutorial's contract, as they are and as they are described."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response

from backend.gateway import idempotency
from backend.gateway.tutorial.history import view_order_history
from backend.gateway.tutorial.orders import create_order
from backend.gateway.tutorial.products import get_products_by_filter
from backend.gateway.tutorial.schemas import (
    CreateOrder,
    HistoryEnvelope,
    OrderEnvelope,
    ProductFilter,
    ProductsEnvelope,
    RefusedEnvelope,
    RefusedProductsEnvelope,
)
from backend.gateway.v1.problems import COMMON, TOO_LONG

CREATE_ORDER = "/orders/createOrder"
KEY = {
    "name": idempotency.HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": idempotency.PATTERN},
    "description": "The same key with the same lines is the same order.",
}
EITHER_OR_NEITHER: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}, {}]


class PlainRoute(APIRoute):
    """Calls the endpoint with the request and sends what it returns; nothing is checked on the way."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint itself."""
        handler: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return handler


def _refusals(model: type[BaseModel], *statuses: int) -> dict[int | str, dict[str, Any]]:
    return TOO_LONG | {
        status: {"model": model, "description": HTTPStatus(status).phrase}
        for status in sorted({*statuses, *COMMON})
    }


def _body(model: type[BaseModel], *, required: bool) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"required": required, "content": {"application/json": {"schema": reference}}}


router = APIRouter(tags=["The tutorial's contract"], route_class=PlainRoute)
router.add_api_route(
    "/products/getProductsByFilter",
    get_products_by_filter,
    methods=["POST"],
    response_model=ProductsEnvelope,
    responses=_refusals(RefusedProductsEnvelope, 400, 415),
    openapi_extra={"requestBody": _body(ProductFilter, required=False)},
)
router.add_api_route(
    CREATE_ORDER,
    create_order,
    methods=["POST"],
    response_model=OrderEnvelope,
    responses=_refusals(RefusedEnvelope, 400, 401, 409, 415, 422),
    openapi_extra={
        "requestBody": _body(CreateOrder, required=True),
        "parameters": [KEY],
        "security": EITHER_OR_NEITHER,
    },
)
router.add_api_route(
    "/orderHistory/viewOrderHistory",
    view_order_history,
    methods=["GET"],
    response_model=HistoryEnvelope,
    responses=_refusals(RefusedEnvelope, 401),
    openapi_extra={"security": EITHER_OR_NEITHER},
)
