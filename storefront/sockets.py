"""Which sockets a session has in this process, so that its end is theirs.

A session's end is a hint that may be lost, so all sessions with a socket here are asked about now and then.
Neither is what protects a shopper: each event is refused when its session has ended (storefront/session.py).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import reflex as rx
import structlog
from reflex.state import StateUpdate

from backend.kit.tasks import end

if TYPE_CHECKING:
    from backend.identity.sessions import SessionService

LOOK_EVERY_S = 15.0
RETRY_AFTER_S = 0.5

log = structlog.get_logger(__name__)


class Connections(Protocol):
    """The sockets of this process."""

    def is_open(self, socket: str) -> bool:
        """Whether it is still there."""

    async def close(self, socket: str) -> None:
        """Tell its page that it is no longer known, then end it."""


class ReflexConnections:
    """Closes Reflex's sockets; `goodbye` is the last that a page is told."""

    def __init__(self, app: rx.App, goodbye: StateUpdate) -> None:
        self._app = app
        self._goodbye = goodbye

    def is_open(self, socket: str) -> bool:
        """Ask Reflex's own table of sockets."""
        namespace = self._app.event_namespace
        return namespace is not None and socket in namespace.sid_to_token

    async def close(self, socket: str) -> None:
        """Say goodbye, which an honest page answers by loading anew, and cut the line of any other."""
        namespace = self._app.event_namespace
        if namespace is None or not self.is_open(socket):
            return
        server = namespace.server
        line = server.eio.sockets.get(server.manager.eio_sid_from_sid(socket, namespace.namespace))
        await namespace.emit("event", self._goodbye, to=socket)
        await namespace.disconnect(socket)
        if line is not None:
            await line.close(wait=False)
            await line.queue.put(None)  # the end for its writer, which closes the WebSocket


class Sockets:
    """The session of each socket that has brought an event."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._sessions: dict[str, str] = {}

    def note(self, socket: str, session_id: str) -> None:
        """This socket speaks for this session; its handshake's cookie never changes."""
        self._sessions[socket] = session_id

    async def listen(self, sessions: "SessionService") -> None:
        """Close the sockets of sessions that end, until cancelled."""
        while True:
            try:
                async with sessions.ended() as ended:
                    async for session_id in ended:
                        await self._close({session_id})
            except Exception:
                log.exception("ended_sessions_not_heard")
            await asyncio.sleep(RETRY_AFTER_S)

    async def look(self, sessions: "SessionService") -> None:
        """Find what was not heard, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                self._sessions = {
                    socket: session
                    for socket, session in self._sessions.items()
                    if self._connections.is_open(socket)
                }
                open_ones = set(self._sessions.values())
                if open_ones:
                    await self._close(open_ones - await sessions.alive(list(open_ones)))
            except Exception:
                log.exception("sessions_not_looked_at")

    async def _close(self, ended: set[str]) -> None:
        for socket in [socket for socket, session in self._sessions.items() if session in ended]:
            del self._sessions[socket]
            try:
                await self._connections.close(socket)
            except Exception:
                log.exception("socket_not_closed")


_sockets: Sockets | None = None


def note(socket: str, session_id: str) -> None:
    """This socket speaks for this session, where this process closes sockets at all."""
    if _sockets is not None:
        _sockets.note(socket, session_id)


@asynccontextmanager
async def closing_with_sessions(
    connections: Connections, sessions: "SessionService"
) -> AsyncIterator[Sockets]:
    """Close sockets with their sessions while the shop is open."""
    global _sockets
    _sockets = sockets = Sockets(connections)
    tasks = [asyncio.create_task(sockets.listen(sessions)), asyncio.create_task(sockets.look(sessions))]
    try:
        yield sockets
    finally:
        _sockets = None
        await end(*tasks)
