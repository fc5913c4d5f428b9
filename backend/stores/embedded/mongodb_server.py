"""The embedded MongoDB: SecantusDB on WiredTiger, a single node that syncs every commit."""

import socket
import time
from contextlib import suppress
from typing import Any, ClassVar

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from backend.stores.embedded import processes, wheels
from backend.stores.embedded.errors import LaunchError
from backend.stores.embedded.ports import free_port
from backend.stores.embedded.server import READY_WITHIN_S, EmbeddedServer

USER = "rivulet"
DATABASE = "rivulet"
CACHE = "256M"
USER_EXISTS = 51003


class EmbeddedMongoDB(EmbeddedServer):
    """A server that speaks MongoDB's protocol, with transactions, on a port of its own."""

    name: ClassVar[str] = "mongodb"
    title: ClassVar[str] = "MongoDB"
    variable: ClassVar[str] = "MONGODB_URL"

    @property
    def url(self) -> str:
        """Names the shop's database; the user is known to `admin`."""
        return f"mongodb://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}?authSource=admin"

    def command(self) -> list[str]:
        """Asks for the password."""
        return [*self._open_command(), "--auth"]

    def _open_command(self) -> list[str]:
        # Without a file of its own it would take up any secantusd.toml of the user or the machine.
        config = self.data / "secantusd.toml"
        config.touch(mode=0o600)
        return [
            *wheels.mongodb_server(),
            *("--config", str(config), "--host", "127.0.0.1", "--port", str(self.port)),
            *("--storage-path", str(self.data / "data"), "--cache-size", CACHE),
            *("--sync-on-commit", "--log-level", "WARNING"),
        ]

    def answers(self) -> bool:
        """Whether the user may read what only a user may."""
        return self._answers(self.url)

    def _answers(self, url: str) -> bool:
        try:
            with _client(url) as client:
                client.get_database(DATABASE).list_collection_names()
        except PyMongoError:
            return False
        return True

    def prepare(self) -> None:
        """At the very first start the user is made, on a server that for this moment lets anybody on this
        machine in, and that holds nothing yet."""
        made = self.data / "user-made"
        if made.exists():
            return
        self.port = free_port()
        self._spawn(self._open_command())
        open_url = f"mongodb://127.0.0.1:{self.port}/"
        deadline = time.monotonic() + READY_WITHIN_S
        while not self._answers(open_url):
            if not self.alive() or not processes.wait_until(deadline):
                self.stop()
                raise LaunchError(self._why())
        with _client(open_url) as client:
            try:
                client.admin.command("createUser", USER, pwd=self.password, roles=["root"])
            except OperationFailure as error:
                if error.code != USER_EXISTS:
                    raise LaunchError(f"The embedded MongoDB refused its first user: {error}") from error
                client.admin.command("updateUser", USER, pwd=self.password)
        self.stop()
        made.touch()

    def nudge(self) -> None:
        """Its accepting thread sees the end only at the next connection, or after two seconds."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=0.2):
            pass


def _client(url: str) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        url,
        directConnection=True,
        serverSelectionTimeoutMS=1_000,
        connectTimeoutMS=1_000,
        socketTimeoutMS=5_000,
    )
