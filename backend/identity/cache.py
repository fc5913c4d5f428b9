"""Sessions in Redis for a minute at most, so that a page's events ask MongoDB once a minute."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import structlog
from redis.asyncio import Redis

from backend.stores.outage import is_outage

log = structlog.get_logger()

KEY_PREFIX = "rivulet:session:"
CACHED_S = 60
LEASE_S = 10
PATIENCE_S = 1.0
REST_S = 1.0
_LEASE = b"?"

# A fill that read MongoDB before the session ended finds its lease gone, however late it comes.
_FILL = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
end
"""

Answer = TypeVar("Answer")


class SessionCache:
    """Cache-aside under the digests. Redis away or slow is as if nothing were cached.

    It is waited for one second, then not asked again for one.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._fill = redis.register_script(_FILL)
        self._asked: list[tuple[str, asyncio.Future[bytes | None]]] = []
        self._asking: asyncio.Task[None] | None = None
        self._rests_until = 0.0

    async def get(self, digest: str) -> bytes | None:
        """What is cached. Look-ups that wait at the same time share one round trip."""
        if self._rests:
            return None
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bytes | None] = loop.create_future()
        self._asked.append((KEY_PREFIX + digest, answer))
        if self._asking is None:
            self._asking = loop.create_task(self._ask())
        return await answer

    async def _ask(self) -> None:
        while self._asked:
            asked, self._asked = self._asked, []
            try:
                keys = [key for key, _ in asked]
                values = await self._patiently(partial(self._redis.mget, keys))
            except Exception as error:  # noqa: BLE001 - it is raised where it was asked
                for _, answer in asked:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for (_, answer), value in zip(asked, values or [None] * len(asked), strict=True):
                if not answer.done():  # its caller may have been cancelled
                    answer.set_result(None if value is None or value.startswith(_LEASE) else value)
        self._asking = None

    async def lease(self, digest: str) -> bytes | None:
        """The right to fill what is missing, to be asked for before MongoDB is; None when another has it."""
        lease = _LEASE + secrets.token_bytes(16)
        take = partial(self._redis.set, KEY_PREFIX + digest, lease, nx=True, ex=LEASE_S)
        return lease if await self._patiently(take) else None

    async def fill(self, digest: str, lease: bytes, value: bytes) -> None:
        """Cache what was read under the lease, unless `drop` came meanwhile."""
        await self._patiently(partial(self._fill, keys=[KEY_PREFIX + digest], args=[lease, value, CACHED_S]))

    async def put(self, values: Mapping[str, bytes]) -> None:
        """Cache sessions that nobody knows yet, so that nobody can have ended them."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for digest, value in values.items():
                pipe.set(KEY_PREFIX + digest, value, ex=CACHED_S)
            await self._patiently(pipe.execute)

    async def drop(self, digests: Sequence[str]) -> None:
        """Forget these and every lease on them. Raises the error of a Redis that is away."""
        async with asyncio.timeout(PATIENCE_S):
            await self._redis.unlink(*(KEY_PREFIX + digest for digest in digests))

    @property
    def _rests(self) -> bool:
        return asyncio.get_running_loop().time() < self._rests_until

    async def _patiently(self, command: Callable[[], Awaitable[Answer]]) -> Answer | None:
        if self._rests:
            return None
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await command()
        except Exception as error:
            if not is_outage(error):
                raise
            if not self._rests:
                log.warning("sessions are read without Redis", error=repr(error))
            self._rests_until = asyncio.get_running_loop().time() + REST_S
            return None
