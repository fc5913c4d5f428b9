"""The event streams open in this process: one watch of orders for all, and one ear for sessions that end."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from backend.gateway import draining
from backend.identity.schemas import Session
from backend.kit.tasks import end
from backend.wiring import shop

if TYPE_CHECKING:
    from backend.bus.watch import Watch

log = structlog.get_logger(__name__)

MOST_A_SHOPPER = 16
LOOKED_AT_EVERY_S = 15.0
AGAIN_AFTER_S = 0.5


class TooManyStreamsError(Exception):
    """The shopper has as many event streams open as one may have."""


class Listener:
    """One open stream: wakes when its order may have changed, and when it is to end."""

    def __init__(self, session: Session, order_id: str) -> None:
        self.session = session
        self.order_id = order_id
        self.woken = asyncio.Event()
        self.ended = False
        self.watch: Watch | None = None

    def wake(self) -> None:
        """Its order may have changed."""
        self.woken.set()

    def end(self) -> None:
        """Let the stream end."""
        self.ended = True
        self.woken.set()

    async def news(self, within_s: float) -> bool:
        """Whether there may be some, waiting so long at most; nothing is lost between two calls."""
        try:
            async with asyncio.timeout(within_s):
                await self.woken.wait()
        except TimeoutError:
            return False
        self.woken.clear()
        return True


class EventStreams:
    """Begins to listen with the first stream and stops with the last, so that none holds up the end."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._of: Counter[str] = Counter()
        self._watch: Watch | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def open(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    @asynccontextmanager
    async def listening(self, session: Session, order_id: str) -> AsyncIterator[Listener]:
        """A listener; whoever reads the order inside misses no change of it.

        Raises `TooManyStreamsError`.
        """
        if self._of[session.user] >= MOST_A_SHOPPER:
            raise TooManyStreamsError
        listener = Listener(session, order_id)
        self._of[session.user] += 1
        self._listeners.add(listener)
        draining.listen(listener.end)
        try:
            self._begin()
            if self._watch is not None:
                await _add(self._watch, listener)
            yield listener
        finally:
            draining.ignore(listener.end)
            self._listeners.discard(listener)
            self._of[session.user] -= 1
            if not self._of[session.user]:
                del self._of[session.user]
            if listener.watch is not None and listener.watch is self._watch:
                await self._watch.drop(session.user)
            await self._stop_when_idle()

    def _begin(self) -> None:
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(_again_and_again(loop), name="event-streams")
                for loop in (self._hear_of_orders, self._hear_of_endings, self._look_at_sessions)
            ]

    async def _stop_when_idle(self) -> None:
        if self._listeners or not self._tasks:
            return
        tasks, self._tasks = self._tasks, []
        await end(*tasks)

    async def _hear_of_orders(self) -> None:
        async with shop().history.watch() as watch:
            self._watch = watch
            try:
                for listener in list(self._listeners):
                    if listener in self._listeners:
                        await _add(watch, listener)
                        listener.wake()
                async for hint in watch:
                    for listener in self._listeners:
                        asked = hint.changed in (listener.order_id, None)
                        if asked and listener.session.user == hint.watched:
                            listener.wake()
            finally:
                if self._watch is watch:
                    self._watch = None

    async def _hear_of_endings(self) -> None:
        async with shop().sessions.ended() as endings:
            async for session_id in endings:
                self._end({session_id})

    async def _look_at_sessions(self) -> None:
        """What says that a session ended may get lost."""
        while True:
            await asyncio.sleep(LOOKED_AT_EVERY_S)
            known = {listener.session.session_id for listener in self._listeners}
            alive = await shop().sessions.alive(list(known))
            self._end(known - alive)

    def _end(self, session_ids: set[str]) -> None:
        for listener in self._listeners:
            if listener.session.session_id in session_ids:
                listener.end()


async def _add(watch: "Watch", listener: Listener) -> None:
    """Watch the listener's shopper; one that goes, even meanwhile, drops it itself."""
    listener.watch = watch
    await watch.add(listener.session.user)


async def _again_and_again(loop: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await loop()
        except Exception:
            log.exception("event_streams_began_again")
        await asyncio.sleep(AGAIN_AFTER_S)
