"""The same work for many at once is done for all of them together."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Shared(Generic[Answer]):
    """One piece of work at a time for each key.

    Who asks while it is under way waits for the next one and shares it, so every answer was begun after its
    question and knows all that had happened before.
    """

    def __init__(self) -> None:
        self._running: dict[Hashable, asyncio.Task[Answer]] = {}
        self._next: dict[Hashable, asyncio.Task[Answer]] = {}

    async def ask(self, key: Hashable, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer of `work`, or of another's that does the same. Raises what the work raised."""
        if key in self._next:
            task = self._next[key]
        elif key in self._running:
            task = self._next[key] = asyncio.create_task(self._run_next(key, self._running[key], work))
        else:
            task = self._running[key] = asyncio.create_task(self._run(key, work))
        task.add_done_callback(_looked_at)
        return await asyncio.shield(task)

    async def _run(self, key: Hashable, work: Callable[[], Awaitable[Answer]]) -> Answer:
        try:
            return await work()
        finally:
            del self._running[key]

    async def _run_next(
        self, key: Hashable, before: asyncio.Task[Answer], work: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        try:
            await asyncio.wait([before])
        finally:
            task = self._next.pop(key)
        self._running[key] = task
        return await self._run(key, work)


def _looked_at(task: asyncio.Task[Answer]) -> None:
    # Whoever waits gets the error; asyncio would complain where nobody does any more.
    if not task.cancelled():
        task.exception()
