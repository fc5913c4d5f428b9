"""How each process that answers HTTP is served: bounded connections, an end that lets go of everything."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import uvicorn

from backend.gateway import draining
from backend.gateway.guards.connections import SERVED
from backend.launch import telling
from backend.launch.garbage import put_off_collecting, spare_what_started
from backend.launch.progress import say
from backend.settings import Settings

# Open pages get this long to take the goodbye; a laptop that sleeps never answers it.
GOODBYE_S = 1


class Server(uvicorn.Server):
    """Tells the launcher when these services can be used, and when they no longer can."""

    def __init__(self, config: uvicorn.Config, settings: Settings, names: Sequence[str], words: str) -> None:
        super().__init__(config)
        self._settings = settings
        self._names = names
        self._words = words

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The lifespan's start has run the services inside by the end of this."""
        await super().startup(sockets)
        if self.started:
            spare_what_started()
            telling.up(self._settings, self._names, inside=True)
            if self._words:
                say(self._words)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Event streams end and the port closes; then requests in flight, and at last the lifespan."""
        telling.down(self._settings, self._names)
        draining.begin()
        await super().shutdown(sockets)


def serve(
    app: str | Callable[[], Any],
    settings: Settings,
    *,
    names: Sequence[str] = (),
    listener: socket.socket | None = None,
    words: str = "",
) -> None:
    """Serve what the factory `app` makes until SIGTERM or SIGINT, then end this process.

    `words` are for whoever started it, once it can be used.
    """
    put_off_collecting()
    config = uvicorn.Config(
        app,
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        lifespan="on",
        timeout_graceful_shutdown=GOODBYE_S,
        **SERVED,
    )
    server = Server(config, settings, names, words)
    # uvicorn raises the signal once more when all is done, and this process would not end as it should.
    signal.signal(signal.SIGTERM, lambda *_: None)
    with suppress(KeyboardInterrupt):
        server.run([listener] if listener else None)
    sys.stdout.flush()
    # Whatever a library left running in a thread must not hold up the end.
    os._exit(0 if server.started else 3)
