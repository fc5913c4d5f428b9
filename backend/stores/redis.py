"""Redis clients, one for each way of asking: commands, blocking reads, and Redis OM's text."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.driver_info import DriverInfo

COMMAND_TIMEOUT_S = 10
# Of its own each connection would look up on the disk what redis-py's version is.
DRIVER = DriverInfo()


@dataclass(frozen=True, slots=True)
class RedisClients:
    """`commands` and `blocking` speak bytes (a stream may hold anything), `text` speaks str."""

    commands: Redis
    blocking: Redis
    text: Redis


@asynccontextmanager
async def open_redis(url: str) -> AsyncIterator[RedisClients]:
    """Clients on `url` that connect at their first command and are closed at the end.

    Blocking reads have a pool of their own, so that a waiting consumer never takes the connection of a
    shopper; a command waits for a free connection instead of failing.
    """
    async with AsyncExitStack() as closing:

        async def client(connections: int, *, patience_s: float | None, text: bool = False) -> Redis:
            pool = BlockingConnectionPool.from_url(
                url,
                max_connections=connections,
                timeout=COMMAND_TIMEOUT_S,
                socket_timeout=patience_s,
                socket_connect_timeout=5,
                # redis-py would send a command again whose answer was lost, and run an XADD twice.
                retry=Retry(NoBackoff(), 0),
                health_check_interval=30,
                decode_responses=text,
                driver_info=DRIVER,
            )
            opened = Redis.from_pool(pool)
            closing.push_async_callback(opened.aclose)
            return opened

        yield RedisClients(
            commands=await client(32, patience_s=COMMAND_TIMEOUT_S),
            blocking=await client(32, patience_s=None),
            text=await client(16, patience_s=COMMAND_TIMEOUT_S, text=True),
        )
