"""What a run sent to the stores, and the same commands sent again by the drivers alone.

A replayed command starts as soon as every command has ended that had ended before it started in the run, so
batching, order and concurrency are the run's own, and only the thinking in between is left out. A read of a
stream waits for the entries to be there instead of blocking, and acks name the entries that the replay made.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pymongo import monitoring
from pymongo.write_concern import WriteConcern
from redis.asyncio import Redis

from backend.stores.mongo import Database
from backend.stores.redis import RedisClients

# Housekeeping that no order needs, and what drivers say of themselves.
NOT_AN_ORDERS = {
    *("XGROUP CREATE", "XINFO GROUPS", "XPENDING", "XTRIM", "XAUTOCLAIM", "SUBSCRIBE", "PING"),
    *("FT.CREATE", "FT._LIST", "FT.INFO"),
}
DRIVERS_OWN = ("lsid", "txnNumber", "startTransaction", "autocommit", "$clusterTime", "$db", "writeConcern")


@dataclass(eq=False)
class Command:
    """One thing sent to a store: when it started and ended in the run, and how to send it again."""

    started: float
    send: Callable[["Replay"], Awaitable[None]]
    ended: float = 0.0
    publishes: str = ""
    reads: str = ""


@dataclass
class Replay:
    """The stores of one replay, its open transactions, and the entry ids that stand for the run's."""

    redis: RedisClients
    database: Database
    sessions: dict[Any, Any] = field(default_factory=dict)
    entry_ids: dict[bytes, bytes] = field(default_factory=dict)


class Recording:
    """The commands of a run, in the order in which they started."""

    def __init__(self, commands: list[Command]) -> None:
        self._commands = sorted((one for one in commands if one.ended), key=lambda one: one.started)
        self._needs = [self._predecessors(one) for one in self._commands]

    def __len__(self) -> int:
        return len(self._commands)

    async def replay(self, redis: RedisClients, database: Database) -> float:
        """Seconds from the first command to the last answer."""
        replay = Replay(redis, database)
        done = {id(one): asyncio.Event() for one in self._commands}

        async def run(one: Command, needs: list[Command]) -> None:
            for needed in needs:
                await done[id(needed)].wait()
            await one.send(replay)
            done[id(one)].set()

        started = time.perf_counter()
        async with asyncio.timeout(120), asyncio.TaskGroup() as group:
            for one, needs in zip(self._commands, self._needs, strict=True):
                group.create_task(run(one, needs))
        return time.perf_counter() - started

    def _predecessors(self, one: Command) -> list[Command]:
        before = [other for other in self._commands if other.ended <= one.started]
        # What had ended before one of these started is waited for through that one.
        newest = max((other.started for other in before), default=0.0)
        needs = [other for other in before if other.ended > newest]
        if one.reads:
            needs += [
                other
                for other in self._commands
                if other.publishes == one.reads and other.started < one.ended and other not in needs
            ]
        return needs


class Recorder(monitoring.CommandListener):
    """Listens to the shop's clients while `recording` is on. Register it before the clients are made."""

    def __init__(self) -> None:
        self.recording = False
        self._commands: list[Command] = []
        self._open: dict[int, Command] = {}

    def start(self) -> None:
        self._commands, self._open, self.recording = [], {}, True

    def stop(self) -> Recording:
        self.recording = False
        return Recording(self._commands)

    # -- MongoDB ------------------------------------------------------------------------------------

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        command = dict(event.command)
        # The driver shows nothing of the commands by which a new connection says who it is.
        if not self.recording or not command or command.get("filter", {}).get("dirty"):
            return
        one = Command(time.perf_counter(), _mongo_sender(command))
        self._open[event.request_id] = one
        self._commands.append(one)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        if one := self._open.pop(event.request_id, None):
            one.ended = time.perf_counter()

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        self.succeeded(event)  # type: ignore[arg-type]

    # -- Redis --------------------------------------------------------------------------------------

    def listen(self, client: Redis) -> None:
        """Record what this client sends, alone and in pipelines."""
        execute, make_pipeline = client.execute_command, client.pipeline

        async def execute_command(*args: Any, **options: Any) -> Any:
            started = time.perf_counter()
            answer = await execute(*args, **options)
            self._note_redis(args, options, answer, started)
            return answer

        def pipeline(*args: Any, **options: Any) -> Any:
            pipe = make_pipeline(*args, **options)
            send = pipe.execute

            async def execute_pipeline(*args: Any, **options: Any) -> Any:
                stack = list(pipe.command_stack)
                started = time.perf_counter()
                answer = await send(*args, **options)
                if self.recording and stack:
                    self._commands.append(Command(started, _pipeline_sender(stack), time.perf_counter()))
                return answer

            pipe.execute = execute_pipeline
            return pipe

        client.execute_command, client.pipeline = execute_command, pipeline

    def _note_redis(self, args: tuple[Any, ...], options: Any, answer: Any, started: float) -> None:
        if not self.recording or args[0] in NOT_AN_ORDERS:
            return
        one = Command(started, _redis_sender(args, options), time.perf_counter())
        if args[0] == "XREADGROUP":
            if not answer or not answer[0][1]:
                return
            ((stream, entries),) = answer
            one.reads = stream.decode()
            one.send = _read_sender(args, stream, [entry_id for entry_id, _ in entries])
        elif args[0] == "EVALSHA":
            one.publishes = str(args[3])
        self._commands.append(one)


def _mongo_sender(command: Mapping[str, Any]) -> Callable[[Replay], Awaitable[None]]:
    name = next(iter(command))
    transaction = None
    if command.get("autocommit") is False:
        transaction = (command["lsid"]["id"], command["txnNumber"])
    body = {key: value for key, value in command.items() if key not in DRIVERS_OWN}
    concern = (
        {} if transaction else {"writeConcern": command["writeConcern"]} if "writeConcern" in command else {}
    )

    async def send(replay: Replay) -> None:
        if transaction is None:
            await replay.database.command({**body, **concern})
            return
        if name == "commitTransaction":
            session = replay.sessions.pop(transaction)
            await session.commit_transaction()
            await session.end_session()
            return
        if transaction not in replay.sessions:
            session = await replay.database.client.start_session()
            session.start_transaction(write_concern=WriteConcern(w="majority", j=True))
            replay.sessions[transaction] = session
        await replay.database.command(body, session=replay.sessions[transaction])

    return send


def _redis_sender(args: tuple[Any, ...], options: Any) -> Callable[[Replay], Awaitable[None]]:
    async def send(replay: Replay) -> None:
        translated = args
        if args[0] == "XACK":
            translated = (*args[:3], *(replay.entry_ids[_raw(entry_id)] for entry_id in args[3:]))
        await replay.redis.commands.execute_command(*translated, **options)

    return send


def _read_sender(
    args: tuple[Any, ...], stream: bytes, entry_ids: list[bytes]
) -> Callable[[Replay], Awaitable[None]]:
    group, name = args[2], args[3]

    async def send(replay: Replay) -> None:
        answer = await replay.redis.blocking.xreadgroup(group, name, {stream: ">"}, count=len(entry_ids))
        ((_, entries),) = answer
        replay.entry_ids.update(zip(entry_ids, (entry_id for entry_id, _ in entries), strict=True))

    return send


def _pipeline_sender(stack: list[Any]) -> Callable[[Replay], Awaitable[None]]:
    async def send(replay: Replay) -> None:
        async with replay.redis.commands.pipeline(transaction=False) as pipe:
            for args, options in stack:
                pipe.execute_command(*args, **options)
            await pipe.execute()

    return send


def _raw(entry_id: str | bytes) -> bytes:
    return entry_id.encode() if isinstance(entry_id, str) else entry_id
