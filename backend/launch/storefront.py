"""The storefront's process: the shop's pages, and the services that run inside, on one port.

    python -m backend.launch.storefront [FD [APP]]

FD is a listening socket that the launcher opened; without one, `RIVULET_HOST` and `RIVULET_PORT` are used.
"""

import socket
import sys

from backend.launch.serving import serve
from backend.settings import Settings
from backend.telemetry import configure_logging

APP = "storefront.serving:served"


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = Settings()
    configure_logging()
    serve(
        sys.argv[2] if sys.argv[2:] else APP,
        settings,
        names=("storefront", *settings.inside_services),
        listener=socket.socket(fileno=int(sys.argv[1])) if sys.argv[1:] else None,
    )


if __name__ == "__main__":
    main()
