"""One connection a process that listens to the hints of a topic, subscribed only to what is watched.

None is lost silently: after a lost connection all that is watched gets "re-read everything".
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from backend.bus.hints import Hint, Topic, hint_in
from backend.kit.tasks import end

log = structlog.get_logger(__name__)

HEARTBEAT_S = 15.0
CONFIRMED_WITHIN_S = 2.0
LONGEST_PAUSE_S = 5.0
MOST_WAITING = 100
MESSAGE_PARTS = 3  # what it is, its channel, its content; an answer to a ping has two


class Watch:
    """Hints about what was added, one pub/sub connection for all of it.

    What was added twice stays until dropped twice. A slow reader finds the newest hint of each change.
    """

    def __init__(self, redis: Redis, topic: Topic, *, heartbeat_s: float = HEARTBEAT_S) -> None:
        self._redis = redis
        self._topic = topic
        self._heartbeat_s = heartbeat_s
        self._watched: Counter[str] = Counter()
        self._subscribing: dict[str, asyncio.Future[None]] = {}
        self._connection: Any = None
        self._failures = 0
        self._waiting: dict[str, dict[str | None, int]] = {}
        self._arrived = asyncio.Event()

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection to hear hints on."""
        return self._connection is not None

    async def add(self, *watched: str) -> None:
        """Watch these from now on, until dropped; what changes after this returned gives a hint.

        Without a connection, or when Redis is slow, it returns all the same: the subscription then begins
        with "re-read everything".
        """
        new = [each for each in dict.fromkeys(watched) if each not in self._watched]
        self._watched.update(watched)
        if self._connection is not None:
            loop = asyncio.get_running_loop()
            self._subscribing.update((each, loop.create_future()) for each in new)
        try:
            async with asyncio.timeout(CONFIRMED_WITHIN_S):
                await self._send("SUBSCRIBE", new)
                for each in watched:
                    if each in self._subscribing:
                        await asyncio.shield(self._subscribing[each])
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            # A later confirmation, like one on the next connection, means "re-read everything".
            log.info("hints_subscribe_failed", error=str(error) or type(error).__name__)
            for each in watched:
                self._confirm(each)

    async def drop(self, *watched: str) -> None:
        """Stop watching these (each once for each time that it was added)."""
        gone = []
        for each in watched:
            self._watched[each] -= 1
            if self._watched[each] > 0:
                continue
            if self._watched.pop(each) == 0:
                gone.append(each)
            self._waiting.pop(each, None)
            self._confirm(each)
        try:
            await self._send("UNSUBSCRIBE", gone)
        except (RedisError, OSError) as error:
            log.info("hints_unsubscribe_failed", error=str(error))

    def __aiter__(self) -> AsyncIterator[Hint]:
        return self

    async def __anext__(self) -> Hint:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        # One hint each in turn, so that what changes much keeps nobody waiting.
        watched = next(iter(self._waiting))
        changes = self._waiting.pop(watched)
        changed = next(iter(changes))
        version = changes.pop(changed)
        if changes:
            self._waiting[watched] = changes
        return Hint(watched, changed, version)

    async def listen(self) -> None:
        """Read hints until cancelled, over as many connections as it takes."""
        while True:
            try:
                await self._listen_once()
            except (RedisError, OSError) as error:
                log.warning("hints_connection_lost", error=str(error), failures=self._failures)
            except Exception:
                # Whatever it was, a new connection and "re-read everything" make it good.
                log.exception("hints_reader_failed")
            await asyncio.sleep(
                random.uniform(0.5, 1) * min(LONGEST_PAUSE_S, 0.05 * 2 ** min(self._failures, 10))
            )
            self._failures += 1

    async def _listen_once(self) -> None:
        # Not redis-py's PubSub: a task that subscribes there would reconnect under the one that reads.
        connection = self._redis.connection_pool.make_connection()
        try:
            await connection.connect()
            # The topic's own channel keeps the connection in subscribed mode; nothing is ever sent there.
            await connection.send_command("SUBSCRIBE", self._topic.name, check_health=False)
            self._connection = connection
            await self._send("SUBSCRIBE", [*self._watched])
            async for kind, channel, data in self._messages(connection):
                self._failures = 0
                self._take(kind, channel, data)
        finally:
            self._connection = None
            for each in [*self._subscribing]:
                self._confirm(each)
            await connection.disconnect(nowait=True)

    async def _send(self, command: str, watched: Sequence[str]) -> None:
        """Send on a connection that stands; one that is lost is the listener's to replace."""
        if watched and self._connection is not None and self._connection.is_connected:
            channels = map(self._topic.channel, watched)
            await self._connection.send_command(command, *channels, check_health=False)

    async def _messages(self, connection: Any) -> AsyncIterator[tuple[bytes, bytes, Any]]:
        """Messages as they come; a connection that stays silent after a ping is given up."""
        asked = False
        while True:
            answer = await connection.read_response(timeout=self._heartbeat_s, push_request=True)
            if answer is not None:
                asked = False
                if len(answer) == MESSAGE_PARTS:
                    yield answer[0], answer[1], answer[2]
            elif asked:
                raise RedisConnectionError(f"no answer to a ping in {self._heartbeat_s} s")
            else:
                asked = True
                await connection.send_command("PING", check_health=False)

    def _take(self, kind: bytes, channel: bytes, data: Any) -> None:
        watched = self._topic.watched(channel)
        if watched not in self._watched:
            return
        if kind == b"message":
            self._hint(watched, data)
        elif kind == b"subscribe" and not self._confirm(watched):
            # Nobody asked for this subscription just now: the connection is a new one, and hints may be lost.
            self._waiting[watched] = {None: 0}
            self._arrived.set()

    def _hint(self, watched: str, text: bytes) -> None:
        hint = hint_in(watched, text)
        if hint is None:
            log.warning("hint_unreadable", channel=self._topic.channel(watched))
            return
        changes = self._waiting.setdefault(watched, {})
        if None not in changes:
            if len(changes) >= MOST_WAITING and hint.changed not in changes:
                self._waiting[watched] = {None: 0}
            else:
                changes[hint.changed] = max(hint.version, changes.get(hint.changed, 0))
        self._arrived.set()

    def _confirm(self, watched: str) -> bool:
        confirmed = self._subscribing.pop(watched, None)
        if confirmed is None:
            return False
        if not confirmed.done():
            confirmed.set_result(None)
        return True


@asynccontextmanager
async def watching(redis: Redis, topic: Topic) -> AsyncIterator[Watch]:
    """A Watch that listens as long as the block runs."""
    watch = Watch(redis, topic)
    listening = asyncio.create_task(watch.listen(), name=f"hints of {topic.name}")
    try:
        yield watch
    finally:
        await end(listening)
