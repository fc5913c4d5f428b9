"""New guests are stored together: those who come while others are being stored share the next write."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from backend.identity.models import Document

MOST_AT_ONCE = 200

StoreAll = Callable[[Sequence[Document]], Awaitable[None]]


class Beginnings:
    """Group commit: one write to the disk for all who wait, however many they are."""

    def __init__(self, store_all: StoreAll) -> None:
        self._store_all = store_all
        self._waiting: list[tuple[Document, asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, session: Document) -> None:
        """Return when it is stored. Raises what hindered that."""
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[None] = loop.create_future()
        self._waiting.append((session, stored))
        if self._storing is None:
            self._storing = loop.create_task(self._run())
        await stored

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            error: Exception | None = None
            try:
                await self._store_all([session for session, _ in batch])
            except Exception as caught:  # noqa: BLE001 - it is raised where each of them waits
                error = caught
                # Whoever came meanwhile would only wait for the same.
                batch, self._waiting = batch + self._waiting, []
            for _, stored in batch:
                if stored.done():  # its caller was cancelled
                    continue
                if error is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(error)
        self._storing = None
