"""The servers that a shop starts itself when no URL is given: on loopback, with a password, in its home."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from backend.stores.embedded.errors import LaunchError
from backend.stores.embedded.mongodb_server import EmbeddedMongoDB
from backend.stores.embedded.redis_server import EmbeddedRedis
from backend.stores.embedded.server import EmbeddedServer

__all__ = [
    "EmbeddedMongoDB",
    "EmbeddedRedis",
    "EmbeddedServer",
    "EmbeddedUrls",
    "LaunchError",
    "embedded_stores",
    "start_all",
    "stop_all",
]


@dataclass(frozen=True, slots=True)
class EmbeddedUrls:
    """Where the embedded servers are, passwords included; None for one that wasn't wanted.

    `operator` is the same Redis for the user who may do everything there.
    """

    redis: str | None
    mongodb: str | None
    operator: str | None = None


@asynccontextmanager
async def embedded_stores(
    home: Path, *, redis: bool = True, mongodb: bool = True
) -> AsyncIterator[EmbeddedUrls]:
    """Run the wanted servers with their data under `home`. Raises `LaunchError` when one can't start."""
    redis_server = EmbeddedRedis(home) if redis else None
    mongodb_server = EmbeddedMongoDB(home) if mongodb else None
    servers = [server for server in (redis_server, mongodb_server) if server]
    await asyncio.to_thread(start_all, servers)
    try:
        yield EmbeddedUrls(
            redis=redis_server.url if redis_server else None,
            mongodb=mongodb_server.url if mongodb_server else None,
            operator=redis_server.operator_url if redis_server else None,
        )
    finally:
        await asyncio.to_thread(stop_all, servers)


def start_all(servers: Sequence[EmbeddedServer]) -> None:
    """Start them side by side; when one can't, the others are stopped again."""
    if not servers:
        return
    with ThreadPoolExecutor(len(servers)) as pool:
        starting = [pool.submit(server.start) for server in servers]
    try:
        for start in starting:
            start.result()
    except BaseException:
        stop_all(servers)
        raise


def stop_all(servers: Sequence[EmbeddedServer]) -> None:
    """Stop them side by side."""
    if not servers:
        return
    with ThreadPoolExecutor(len(servers)) as pool:
        list(pool.map(lambda server: server.stop(), servers))
