"""The storefront's process: the shop's pages, and the services that run inside, on one port.

    python -m backend.launch.storefront [FD [APP]]

FD is a listening socket that the launcher opened; without one, `RIVULET_HOST` and `RIVULET_PORT` are used.
"""

import os
import socket
import sys
from contextlib import suppress

import uvicorn

from backend.launch import telling
from backend.settings import Settings
from backend.telemetry import configure_logging

APP = "storefront.app:app"
# Open pages get this long to take the goodbye; a laptop that sleeps never answers it.
GOODBYE_S = 1


class Storefront(uvicorn.Server):
    """Tells the launcher when it can be used, and when it no longer can."""

    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The lifespan's start has run the services inside by the end of this."""
        await super().startup(sockets)
        if self.started:
            telling.up(self._settings, ("storefront", *self._settings.inside_services), inside=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the port, let requests in flight finish, then end the lifespan, which drains the services."""
        telling.down(self._settings, ("storefront", *self._settings.inside_services))
        await super().shutdown(sockets)


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = Settings()
    configure_logging()
    sockets = [socket.socket(fileno=int(sys.argv[1]))] if sys.argv[1:] else None
    config = uvicorn.Config(
        sys.argv[2] if sys.argv[2:] else APP,
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        lifespan="on",
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=GOODBYE_S,
        timeout_keep_alive=30,
    )
    server = Storefront(config, settings)
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    sys.stdout.flush()
    # Whatever a library left running in a thread must not hold up the end.
    os._exit(0 if server.started else 3)


if __name__ == "__main__":
    main()
