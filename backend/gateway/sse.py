"""Server-sent events as an answer that ends as soon as its caller has gone."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from backend.kit.tasks import end

HEARTBEAT = b": alive\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def event(number: int, name: str, data: object) -> bytes:
    """One event; `number` is what a browser sends back as `Last-Event-ID`."""
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (number, name.encode(), orjson.dumps(data))


def retry(after_ms: int) -> bytes:
    """How long a browser waits before it opens a stream anew."""
    return b"retry: %d\n\n" % after_ms


class EventStreamResponse(Response):
    """Sends what `events` yields until it ends or the caller is gone; then `held` is let go."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None], held: AsyncExitStack) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self._events = events
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        async with self._held:
            await self._stream(receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end(sending, leaving)
        if not sending.cancelled() and (error := sending.exception()):
            raise error

    async def _send(self, send: Send) -> None:
        async with aclosing(self._events) as events:
            async for text in events:
                await send({"type": "http.response.body", "body": text, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
