"""`/api/v1/orders/{orderId}/events`: an order's timeline as it grows, one server-sent event a step."""

import re
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from backend.gateway import draining
from backend.gateway.event_streams import EventStreams, Listener, TooManyStreamsError
from backend.gateway.sse import HEARTBEAT, EventStreamResponse, event, retry
from backend.gateway.statuses import headers_of
from backend.gateway.v1.parameters import OrderId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Shopper, StrictRoute
from backend.gateway.v1.schemas import ORDER_ID, name_of
from backend.order_history.schemas import OrderView, StatusView
from backend.wiring import shop

HEARTBEAT_S = 15.0
RETRY_MS = 2_000
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
EXAMPLE = (
    "retry: 2000\n\n"
    f'id: 1\nevent: status\ndata: {{"orderId":"{ORDER_ID}","code":1,"name":"CREATED",'
    '"at":"2026-11-26T05:00:00Z","service":"orders","reason":""}\n\n'
)
EVENT = {
    "type": "object",
    "description": "One event of the stream; `data` is JSON text.",
    "properties": {
        "id": {"type": "string", "description": "the step's place in the timeline"},
        "event": {"const": "status"},
        "data": {"type": "string", "contentMediaType": "application/json"},
        "retry": {"type": "integer", "description": "milliseconds until a browser comes back"},
    },
}
STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The stream: past steps first, then each as it comes.",
        "content": {"text/event-stream": {"schema": EVENT, "example": EXAMPLE}},
    }
}

router = APIRouter(prefix="/api/v1/orders", tags=["Orders"], route_class=StrictRoute)


@router.get("/{orderId}/events", response_class=Response, responses=STREAM | documented(401, 404, 422))
async def follow_order(
    request: Request,
    session: Shopper,
    order_id: OrderId,
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID", examples=["1"])] = None,
) -> Response:
    """Follow an order: event `status`, its `id` the step's place in the timeline.

    A browser that comes back with `Last-Event-ID` hears what it missed. A comment every 15 seconds keeps the
    connection; a change that got lost on the way shows with it at the latest. The stream ends when the
    session ends, and when the shop stops. A shopper has at most 16 open.
    """
    streams: EventStreams = request.app.state.streams
    if draining.has_begun():
        raise ProblemError(503, "The shop is about to stop.", headers=headers_of(503))
    order = await shop().history.get(session.user, order_id)
    if order is None:
        raise ProblemError(404, "There is no such order.")
    held = AsyncExitStack()
    try:
        listener = await held.enter_async_context(streams.listening(session, order_id))
    except TooManyStreamsError:
        raise ProblemError(429, "Too many event streams are open.", headers={"Retry-After": "15"}) from None
    seen = int(last_event_id) if last_event_id and NUMBER.fullmatch(last_event_id) else 0
    return EventStreamResponse(_steps(listener, seen), held)


async def _steps(listener: Listener, seen: int) -> AsyncGenerator[bytes, None]:
    yield retry(RETRY_MS)
    while not listener.ended:
        order = await shop().history.get(listener.session.user, listener.order_id)
        if order is None:
            return
        if seen > len(order.timeline):
            seen = 0  # never an id of ours
        for place, step in enumerate(order.timeline[seen:], seen + 1):
            yield event(place, "status", _said(order, step))
        seen = max(seen, len(order.timeline))
        if not await listener.news(HEARTBEAT_S):
            yield HEARTBEAT


def _said(order: OrderView, step: StatusView) -> dict[str, object]:
    return {
        "orderId": order.order_id,
        "code": step.code,
        "name": name_of(step.code),
        "at": step.at,
        "service": step.service,
        "reason": step.reason,
    }
