"""The stores of a running shop: those it was given, checked, and those it runs itself, kept alive."""

import threading
import time
from pathlib import Path
from typing import Any

from backend.launch.checks import check_mongodb, check_redis
from backend.launch.progress import say
from backend.launch.stopping import Stop
from backend.launch.urls import embedded_servers, with_urls_of
from backend.settings import Settings
from backend.stores.embedded import EmbeddedMongoDB, EmbeddedServer, LaunchError, start_all, stop_all

LOOK_EVERY_S = 0.05


class Stores:
    """Redis and MongoDB of one shop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._servers = embedded_servers(settings)
        self._starting: threading.Thread | None = None
        self._try_again_at = 0.0

    def start(self, stop: Stop) -> Settings:
        """The settings with both URLs. Raises `LaunchError`, and `Stopped` when `stop` was asked."""
        if self._settings.redis_url:
            check_redis(self._settings.redis_url)
        if self._settings.mongodb_url:
            check_mongodb(self._settings.mongodb_url)
        failures: list[Exception] = []

        def start() -> None:
            try:
                start_all(self._servers)
            except Exception as error:  # noqa: BLE001 - raised again below, in the thread that asked
                failures.append(error)

        self._starting = threading.Thread(target=start, daemon=True)
        self._starting.start()
        while self._starting.is_alive():
            self._starting.join(LOOK_EVERY_S)
            stop.check()
        if failures:
            raise failures[0]
        self._settings = with_urls_of(self._settings, self._servers)
        return self._settings

    def filled(self) -> tuple[Path, str]:
        """The file that says that MongoDB has been filled, and what it holds then.

        An embedded one has it among its data, wherever it listens.
        """
        for server in self._servers:
            if server.name == EmbeddedMongoDB.name:
                return server.data / "filled", "filled"
        return self._settings.home / "filled", str(self._settings.mongodb_url)

    def stop(self) -> None:
        """Stop those that this shop runs, one that is still starting too."""
        for server in self._servers:
            server.abandon()
        if self._starting:
            self._starting.join(2)
        stop_all(self._servers)

    def revive(self) -> bool:
        """Start again what died; whether anything was. Raises `LaunchError` when its port has gone."""
        dead = [server for server in self._servers if not server.alive()]
        return time.monotonic() >= self._try_again_at and any(self._revive(server) for server in dead)

    def _revive(self, server: EmbeddedServer) -> bool:
        say(f"The embedded {server.title} died and is started again; see {server.log}.")
        before = server.url
        try:
            server.start()
        except LaunchError as error:
            say(str(error))
            self._try_again_at = time.monotonic() + 2
            return False
        if server.url != before:
            raise LaunchError(f"The port of the embedded {server.title} was taken. Start the shop again.")
        return True

    def account(self) -> dict[str, dict[str, Any]]:
        """For `rivulet status`: complete URLs, and the processes where they are ours."""
        pids = {server.name: server.pid for server in self._servers}
        urls = {"redis": self._settings.redis_url, "mongodb": self._settings.mongodb_url}
        return {
            name: {"url": url, "embedded": name in pids, "pid": pids.get(name)} for name, url in urls.items()
        }
