"""Hints that a shopper's order changed: what is sent, and one connection a process that listens.

A hint is never the data. Whoever gets one reads the order again, so a hint may come twice and two may become
one; none is lost silently: after a lost connection every watched shopper gets "re-read everything".
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from backend.kit.tasks import end
from backend.order_history.schemas import Hint

log = structlog.get_logger(__name__)

CHANNEL_PREFIX = "rivulet:orders:"
# Keeps the connection in subscribed mode while nobody is watched; nothing is ever sent there.
IDLE_CHANNEL = "rivulet:orders"
HEARTBEAT_S = 15.0
CONFIRMED_WITHIN_S = 2.0
LONGEST_PAUSE_S = 5.0
MOST_WAITING_A_USER = 100
MESSAGE_PARTS = 3  # what it is, its channel, its content; an answer to a ping has two


def channel_of(user: str) -> str:
    """The pub/sub channel of this shopper's orders."""
    return CHANNEL_PREFIX + user


def hint_text(order_id: str, version: int) -> bytes:
    """What is sent on the channel."""
    return orjson.dumps({"orderId": order_id, "version": version})


class Watch:
    """Hints for the shoppers added to it, one pub/sub connection for all of them.

    A shopper added twice stays until dropped twice. A slow reader finds the newest hint of each order.
    """

    def __init__(self, redis: Redis, *, heartbeat_s: float = HEARTBEAT_S) -> None:
        self._redis = redis
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

    async def add(self, user: str) -> None:
        """Watch this shopper; what changes after this returned gives a hint.

        Without a connection, or when Redis is slow, it returns all the same: the subscription then begins
        with "re-read everything".
        """
        self._watched[user] += 1
        if self._watched[user] > 1:
            if user in self._subscribing:
                await asyncio.shield(self._subscribing[user])
            return
        if self._connection is None:
            return
        confirmed = self._subscribing[user] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(CONFIRMED_WITHIN_S):
                await self._send("SUBSCRIBE", channel_of(user))
                await asyncio.shield(confirmed)
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            # A later confirmation, like one on the next connection, means "re-read everything".
            log.info("hints_subscribe_failed", error=str(error) or type(error).__name__)
            self._confirm(user)
        except asyncio.CancelledError:
            await self.drop(user)
            raise

    async def drop(self, user: str) -> None:
        """Stop watching this shopper (once for each `add`)."""
        if self._watched[user] > 1:
            self._watched[user] -= 1
            return
        if not self._watched.pop(user, 0):
            return
        self._waiting.pop(user, None)
        self._confirm(user)
        try:
            await self._send("UNSUBSCRIBE", channel_of(user))
        except (RedisError, OSError) as error:
            log.info("hints_unsubscribe_failed", error=str(error))

    def __aiter__(self) -> AsyncIterator[Hint]:
        return self

    async def __anext__(self) -> Hint:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        # One hint a shopper in turn, so that a busy one keeps nobody waiting.
        user = next(iter(self._waiting))
        orders = self._waiting.pop(user)
        order_id = next(iter(orders))
        version = orders.pop(order_id)
        if orders:
            self._waiting[user] = orders
        return Hint(user_id=user, order_id=order_id, version=version)

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
            self._connection = connection
            await self._send("SUBSCRIBE", IDLE_CHANNEL, *map(channel_of, self._watched))
            async for kind, channel, data in self._messages(connection):
                self._failures = 0
                self._take(kind, channel, data)
        finally:
            self._connection = None
            for user in [*self._subscribing]:
                self._confirm(user)
            await connection.disconnect(nowait=True)

    async def _send(self, *command: str) -> None:
        """Send on a connection that stands; one that is lost is the listener's to replace."""
        if self._connection is not None and self._connection.is_connected:
            await self._connection.send_command(*command, check_health=False)

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
                await self._send("PING")

    def _take(self, kind: bytes, channel: bytes, data: Any) -> None:
        user = channel.decode(errors="replace").removeprefix(CHANNEL_PREFIX)
        if user not in self._watched:
            return
        if kind == b"message":
            self._hint(user, data)
        elif kind == b"subscribe" and not self._confirm(user):
            # Nobody asked for this subscription just now: the connection is a new one, and hints may be lost.
            self._waiting[user] = {None: 0}
            self._arrived.set()

    def _hint(self, user: str, data: bytes) -> None:
        try:
            content = orjson.loads(data)
            order_id, version = str(content["orderId"]), int(content["version"])
        except (ValueError, KeyError, TypeError):
            log.warning("hint_unreadable", channel=channel_of(user))
            return
        orders = self._waiting.setdefault(user, {})
        if None not in orders:
            if len(orders) >= MOST_WAITING_A_USER and order_id not in orders:
                self._waiting[user] = {None: 0}
            else:
                orders[order_id] = max(version, orders.get(order_id, 0))
        self._arrived.set()

    def _confirm(self, user: str) -> bool:
        confirmed = self._subscribing.pop(user, None)
        if confirmed is None:
            return False
        if not confirmed.done():
            confirmed.set_result(None)
        return True


@asynccontextmanager
async def watching(redis: Redis) -> AsyncIterator[Watch]:
    """A Watch that listens as long as the block runs."""
    watch = Watch(redis)
    listening = asyncio.create_task(watch.listen(), name="order-hints")
    try:
        yield watch
    finally:
        await end(listening)
