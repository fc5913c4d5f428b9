"""The news that sessions ended: told to the cache and to every process that listens."""

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any

import structlog
from redis.exceptions import RedisError

from backend.identity.cache import CACHED_S, SessionCache
from backend.kit.tasks import end
from backend.stores.outage import is_outage
from backend.stores.redis import RedisClients

log = structlog.get_logger()

CHANNEL = "rivulet:sessions:ended"
TOLD_WITHIN_S = 1.0
AGAIN_AFTER_S = 1.0
SUBSCRIBED_WITHIN_S = 2.0
HEARTBEAT_S = 15.0
LONGEST_PAUSE_S = 5.0


class Endings:
    """Says that sessions ended, and listens to it. A session has ended in MongoDB before it is told."""

    def __init__(self, redis: RedisClients, cache: SessionCache) -> None:
        self._redis = redis
        self._cache = cache
        self._later: set[asyncio.Task[None]] = set()
        self.untold: set[str] = set()

    async def tell(self, digests: Sequence[str], session_ids: Sequence[str]) -> None:
        """At once; when Redis is away, again each second until nothing can be cached any more.

        What Redis still has of sessions in `untold` is not to be believed.
        """
        if not digests or await self._told(digests, session_ids):
            return
        self.untold.update(digests)
        task = asyncio.create_task(self._tell_later(digests, session_ids))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _told(self, digests: Sequence[str], session_ids: Sequence[str]) -> bool:
        try:
            async with asyncio.timeout(TOLD_WITHIN_S):
                await self._cache.drop(digests)
                async with self._redis.commands.pipeline(transaction=False) as pipe:
                    for session_id in session_ids:
                        pipe.publish(CHANNEL, session_id)
                    await pipe.execute()
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("sessions ended, and Redis does not know yet", error=repr(error))
            return False
        return True

    async def _tell_later(self, digests: Sequence[str], session_ids: Sequence[str]) -> None:
        for _ in range(CACHED_S):
            await asyncio.sleep(AGAIN_AFTER_S)
            if await self._told(digests, session_ids):
                break
        self.untold.difference_update(digests)

    async def close(self) -> None:
        """Give up what could not be told; the cache forgets by itself."""
        await end(*self._later)

    @asynccontextmanager
    async def heard(self) -> AsyncIterator[AsyncIterator[str]]:
        """The ids of sessions that end from now on; what is told while Redis is away is not heard."""
        pubsub = self._redis.blocking.pubsub()
        try:
            async with asyncio.timeout(SUBSCRIBED_WITHIN_S):
                await pubsub.subscribe(CHANNEL)
                await pubsub.get_message(timeout=None)
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            log.warning("ended sessions are not heard of yet", error=repr(error))
        async with aclosing(self._hints(pubsub)) as hints:
            yield hints

    async def _hints(self, pubsub: Any) -> AsyncGenerator[str, None]:
        failures = 0
        try:
            while True:
                try:
                    if not pubsub.subscribed:
                        await pubsub.subscribe(CHANNEL)
                    message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=HEARTBEAT_S)
                    failures = 0
                except (RedisError, OSError) as error:
                    log.warning("ended sessions are not heard of", error=repr(error), failures=failures)
                    await pubsub.aclose()
                    pubsub = self._redis.blocking.pubsub()
                    pause_s = min(LONGEST_PAUSE_S, 0.05 * 2 ** min(failures, 10))
                    await asyncio.sleep(random.uniform(0.5, 1) * pause_s)
                    failures += 1
                    continue
                if message:
                    yield message["data"].decode()
        finally:
            await pubsub.aclose()
