"""A connection has an end: whoever sends a request bit by bit, or takes no answer, is cut off.

uvicorn itself bounds only the pause between two requests; what a body may take is the front door's to say.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from backend.gateway.guards.bodies import LONGEST

HEAD_WITHIN_S = 10.0
LONGEST_HEAD = 65_536
TAKEN_WITHIN_S = 60.0
PAUSE_S = 30

TOO_SLOW = b"408 Request Timeout"
TOO_LONG = b"431 Request Header Fields Too Large"


class TakenInTime(asyncio.Protocol):
    """Ends a connection whose other side has taken nothing of what waits for it in this long."""

    taken_within_s = TAKEN_WITHIN_S
    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    _until_taken: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """The caller doesn't take what it asked for."""
        super().pause_writing()
        self._until_taken = self.loop.call_later(self.taken_within_s, self.transport.abort)

    def resume_writing(self) -> None:
        """It goes on."""
        self._forget_taking()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """No timer outlives the connection."""
        self._forget_taking()
        super().connection_lost(exc)

    def _forget_taking(self) -> None:
        if self._until_taken is not None:
            self._until_taken.cancel()
            self._until_taken = None


class BoundedHttp(TakenInTime, HttpToolsProtocol):
    """uvicorn's protocol with a limit of time and size on all that comes before a body."""

    head_within_s = HEAD_WITHIN_S

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._in_head = False
        self._before = 0
        self._coming = 0
        self._until_head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection on which nothing ever comes is bounded too."""
        super().connection_made(transport)
        self._bound_head()

    def data_received(self, data: bytes) -> None:
        """Most requests come in one piece and cost nothing here."""
        self._coming = len(data)
        super().data_received(data)
        if self._in_head:
            self._before += len(data)
            if self._before > LONGEST_HEAD:
                self._cut(TOO_LONG)
        # uvicorn's own timer is gone with the first byte, whatever the byte was.
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self._until_head is None and self.transport.get_protocol() is self:
            self._bound_head()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._in_head, self._before = True, 0

    def on_headers_complete(self) -> None:
        """The head is whole; what follows is bounded by the front door."""
        self._in_head = False
        self._forget_head()
        if self._before + self._coming > LONGEST_HEAD and _size(self.headers) + len(self.url) > LONGEST_HEAD:
            self.app = _too_long
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """No timer outlives the connection."""
        self._forget_head()
        super().connection_lost(exc)

    def _bound_head(self) -> None:
        self._until_head = self.loop.call_later(self.head_within_s, self._cut, TOO_SLOW)

    def _forget_head(self) -> None:
        if self._until_head is not None:
            self._until_head.cancel()
            self._until_head = None

    def _cut(self, status: bytes) -> None:
        if self._in_head and not self.transport.is_closing():
            lines = (b"HTTP/1.1 " + status, b"content-length: 0", b"connection: close", b"", b"")
            self.transport.write(b"\r\n".join(lines))
        self.transport.close()


class BoundedWebSocket(TakenInTime, WebSocketsSansIOProtocol):
    """uvicorn's protocol, for callers that take what is pushed to them."""


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)


async def _too_long(scope: Any, receive: Any, send: Any) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": int(TOO_LONG[:3]), "headers": headers})
    await send({"type": "http.response.body", "body": b""})


# For `uvicorn.Config`, wherever the front door is served. Which proxies are trusted, the front door decides.
SERVED: dict[str, Any] = {
    "http": BoundedHttp,
    "ws": BoundedWebSocket,
    "ws_max_size": LONGEST,
    "timeout_keep_alive": PAUSE_S,
    "proxy_headers": False,
    "server_header": False,
    "access_log": False,
    "log_config": None,
}
