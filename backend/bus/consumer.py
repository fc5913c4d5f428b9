"""A consumer group's reader: new entries in bulk, redelivered ones one by one, ack after the effect."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog
from redis.exceptions import ResponseError

from backend.bus.dead_letters import DeadLetters, Rejected
from backend.bus.message import Message, UnreadableError
from backend.bus.streams import ensure_group
from backend.kit.tasks import end
from backend.stores.outage import is_outage
from backend.stores.redis import RedisClients

log = structlog.get_logger()

M = TypeVar("M", bound=Message)
Handle = Callable[[Sequence[M]], Awaitable[Sequence[Rejected]]]
Fields = Mapping[bytes, bytes]
Entry = tuple[str, Fields]

BLOCK_MS = 500
BUSY_BLOCK_MS = 50
MAX_ATTEMPTS = 5
MAX_BACKOFF_S = 5.0
STOP_WITHIN_S = 2.5


@dataclass
class Consumer(Generic[M]):
    """Reads `message.stream` in `group` and gives batches to `handle`, which returns what it rejects.

    At least once: an entry is acked after `handle` returned. What was in flight when a process died is
    read again, alone and with its attempts counted before each, by the consumer of the same `name` at its
    start or by any other after `lease_s`. An error that is no outage dead-letters an entry at its fifth
    attempt. `lanes` batches may be in flight at once; with one, entries are handled in stream order.
    """

    redis: RedisClients
    message: type[M]
    group: str
    handle: Handle[M]
    dead_letters: DeadLetters
    name: str
    batch: int = 128
    lanes: int = 1
    lease_s: float = 30.0
    _suspects: bool = field(default=True, init=False)
    _backoff: float = field(default=0.0, init=False)
    _in_flight: set[str] = field(default_factory=set, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)

    @property
    def stream(self) -> str:
        """The stream that is read."""
        return self.message.stream

    async def run(self, stop: asyncio.Event) -> None:
        """Consume until `stop` is set, then finish what is in flight; what takes longer stays pending."""
        try:
            await self._consume(stop)
        finally:
            if self._tasks:
                _, late = await asyncio.wait(self._tasks, timeout=STOP_WITHIN_S)
                await end(*late)

    async def _consume(self, stop: asyncio.Event) -> None:
        clock = asyncio.get_running_loop().time
        next_claim = next_retry = clock()
        while not stop.is_set():
            try:
                if clock() >= next_claim:
                    await ensure_group(self.redis.commands, self.stream, self.group)
                    await self._claim_abandoned()
                    next_claim = clock() + self.lease_s / 2
                if self._suspects and clock() >= next_retry:
                    await self._retry_own_pending()
                    self._backoff = min(MAX_BACKOFF_S, self._backoff * 2 or 0.1) if self._suspects else 0.0
                    next_retry = clock() + self._backoff
                await self._take_new()
            except Exception as error:  # noqa: BLE001 - whatever it was, it is told and tried again
                self._suspects = True
                if isinstance(error, ResponseError) and str(error).startswith("NOGROUP"):
                    # Redis lost the group, by hand or with all its memory: it starts over.
                    next_claim = clock()
                else:
                    self._note_trouble(error)
                await self._pause(stop)

    async def _pause(self, stop: asyncio.Event) -> None:
        self._backoff = min(MAX_BACKOFF_S, self._backoff * 2 or 0.1)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), self._backoff)

    async def _take_new(self) -> None:
        if len(self._tasks) >= self.lanes:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED, timeout=BLOCK_MS / 1000)
            return
        # A suspect, or a batch in flight that may fail, must not wait for a long silence to be retried.
        busy = self._suspects or self._tasks
        answer = await self.redis.blocking.xreadgroup(
            self.group,
            self.name,
            {self.stream: ">"},
            count=self.batch,
            block=BUSY_BLOCK_MS if busy else BLOCK_MS,
        )
        entries = _entries(answer)
        if entries and self.lanes == 1:
            await self._handle_new(entries)
        elif entries:
            task = asyncio.create_task(self._handle_new(entries))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _handle_new(self, entries: list[Entry]) -> None:
        """A batch that fails stays pending: each of its entries is then tried alone."""
        try:
            await self._handle_batch(entries)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told and tried again
            self._suspects = True
            self._note_trouble(error)

    def _note_trouble(self, error: Exception) -> None:
        if is_outage(error):
            log.warning("store away", stream=self.stream, group=self.group, error=repr(error))
        else:
            log.error("batch failed", stream=self.stream, group=self.group, exc_info=error)

    async def _handle_batch(self, entries: list[Entry]) -> None:
        ids = [entry_id for entry_id, _ in entries]
        self._in_flight.update(ids)
        try:
            await self._handle_and_ack(entries)
        finally:
            self._in_flight.difference_update(ids)

    async def _handle_and_ack(self, entries: list[Entry]) -> None:
        readable: dict[int, Entry] = {}
        messages: list[M] = []
        for entry_id, fields in entries:
            try:
                message = self.message.read(fields)
            except UnreadableError as error:
                await self._bury((entry_id, fields), str(error))
                continue
            readable[id(message)] = (entry_id, fields)
            messages.append(message)
        for rejected in await self.handle(messages) if messages else ():
            await self._bury(readable[id(rejected.message)], rejected.reason)
        await self.redis.commands.xack(self.stream, self.group, *(entry_id for entry_id, _ in entries))

    async def _bury(self, entry: Entry, reason: str) -> None:
        await self.dead_letters.bury(self.stream, self.group, entry[0], entry[1], reason)

    async def _retry_own_pending(self) -> None:
        """Every entry that this consumer owes and that no lane has in hand, alone, attempts counted."""
        self._suspects = False
        after = "0"
        while True:
            answer = await self.redis.commands.xreadgroup(
                self.group, self.name, {self.stream: after}, count=self.batch
            )
            entries = _entries(answer)
            if not entries:
                return
            after = entries[-1][0]
            suspects = [entry for entry in entries if entry[0] not in self._in_flight]
            # Alone, but side by side where order doesn't matter: what is slow must not add up.
            for start in range(0, len(suspects), self._abreast):
                ended = await asyncio.gather(
                    *map(self._handle_suspect, suspects[start : start + self._abreast]),
                    return_exceptions=True,
                )
                for error in ended:
                    if error is not None:
                        raise error

    @property
    def _abreast(self) -> int:
        return 1 if self.lanes == 1 else self.batch

    async def _claim_abandoned(self) -> None:
        """Take over what any consumer of the group has left idle for longer than the lease."""
        after = "0-0"
        while True:
            after_raw, claimed, _ = await self.redis.commands.xautoclaim(
                self.stream,
                self.group,
                self.name,
                min_idle_time=int(self.lease_s * 1000),
                start_id=after,
                count=self.batch,
            )
            for entry_id, fields in claimed:
                if entry_id.decode() not in self._in_flight:
                    await self._handle_suspect((entry_id.decode(), fields or {}))
            after = after_raw.decode()
            if after == "0-0":
                return

    async def _handle_suspect(self, entry: Entry) -> None:
        """Whatever goes wrong with one suspect, an outage apart, the ones behind it get their turn."""
        try:
            await self._try_alone(entry)
        except Exception as error:
            if is_outage(error):
                raise
            self._suspects = True
            self._note_trouble(error)

    async def _try_alone(self, entry: Entry) -> None:
        entry_id, fields = entry
        if not fields:
            # Trimmed or deleted by somebody while it was pending: there is nothing left to handle.
            log.warning("pending entry is gone", stream=self.stream, group=self.group, entry=entry_id)
            await self._give_up(entry_id)
            return
        attempts = await self.redis.commands.hincrby(self._attempts_key, entry_id, 1)
        if attempts > MAX_ATTEMPTS:
            # Its last attempt ended the process, so nobody was left to bury it.
            await self._bury(entry, f"gave up after {MAX_ATTEMPTS} attempts")
            await self._give_up(entry_id)
            return
        try:
            await self._handle_batch([entry])
        except asyncio.CancelledError:
            # We are stopping: that is no failure of the message.
            await self.redis.commands.hincrby(self._attempts_key, entry_id, -1)
            raise
        except Exception as error:
            if is_outage(error):
                await self.redis.commands.hincrby(self._attempts_key, entry_id, -1)
                raise
            log.exception("message failed", stream=self.stream, entry=entry_id, attempts=attempts)
            if attempts == MAX_ATTEMPTS:
                await self._bury(entry, f"failed {attempts} times, last with {error!r}")
                await self._give_up(entry_id)
            else:
                self._suspects = True
        else:
            await self.redis.commands.hdel(self._attempts_key, entry_id)

    async def _give_up(self, entry_id: str) -> None:
        await self.redis.commands.xack(self.stream, self.group, entry_id)
        await self.redis.commands.hdel(self._attempts_key, entry_id)

    @property
    def _attempts_key(self) -> str:
        return f"{{{self.stream}}}:attempts:{self.group}"


def _entries(answer: list[tuple[bytes, list[tuple[bytes, Fields | None]]]]) -> list[Entry]:
    return [(entry_id.decode(), fields or {}) for _, entries in answer or [] for entry_id, fields in entries]
