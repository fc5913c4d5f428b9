"""Where the stores of a shop are: given, or embedded in its home."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from backend.launch import home
from backend.settings import Settings
from backend.stores.embedded import (
    EmbeddedMongoDB,
    EmbeddedRedis,
    EmbeddedServer,
    LaunchError,
    start_all,
    stop_all,
)

PASSWORD = re.compile(r"(?<=://)([^:/]*):.*(?=@)|(?<=[?&])password=[^&]*")


def without_password(url: str) -> str:
    """The URL as it may be shown."""
    return PASSWORD.sub(lambda found: "password=***" if found[1] is None else f"{found[1]}:***", url)


def embedded_servers(settings: Settings) -> list[EmbeddedServer]:
    """Those that a shop with these settings runs itself."""
    servers: list[EmbeddedServer] = []
    if settings.redis_url is None:
        servers.append(EmbeddedRedis(settings.home))
    if settings.mongodb_url is None:
        servers.append(EmbeddedMongoDB(settings.home))
    return servers


def with_urls_of(settings: Settings, servers: list[EmbeddedServer]) -> Settings:
    """The settings with the URLs of these running servers."""
    urls = {f"{server.name}_url": server.url for server in servers}
    return settings.model_copy(update=urls)


def of_running_shop(settings: Settings) -> Settings:
    """The settings with both URLs. Raises `LaunchError` when one is unset and no shop of this home runs."""
    servers = embedded_servers(settings)
    absent = [server.variable for server in servers if not server.find()]
    if absent:
        raise LaunchError(
            f"{' and '.join(absent)} not set, and no shop is running with the home "
            f"{settings.home.resolve()}. Start it with make run, or set REDIS_URL and MONGODB_URL."
        )
    return with_urls_of(settings, servers)


@contextmanager
def reachable_stores(settings: Settings) -> Iterator[Settings]:
    """The settings with both URLs; embedded servers are started for the time if no shop of this home runs."""
    servers = embedded_servers(settings)
    if not servers or home.shop(settings.home):
        yield of_running_shop(settings)
        return
    with home.held(settings.home):
        try:
            start_all(servers)
            yield with_urls_of(settings, servers)
        finally:
            stop_all(servers)
