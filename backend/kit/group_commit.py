"""What comes while a write is under way shares the next one: one sync of the disk for all of it, no timer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


class GroupCommit(Generic[Item]):
    """One write at a time; a lone item waits for nothing."""

    def __init__(self, write_all: Callable[[Sequence[Item]], Awaitable[None]], *, most: int) -> None:
        self._write_all = write_all
        self._most = most
        self._waiting: list[tuple[Item, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, *items: Item) -> None:
        """Return when all of these are written, as they are even when the caller is cancelled.

        Raises what hindered the write.
        """
        if not items:
            return
        loop = asyncio.get_running_loop()
        written: list[asyncio.Future[None]] = [loop.create_future() for _ in items]
        self._waiting += zip(items, written, strict=True)
        if self._writing is None:
            self._writing = loop.create_task(self._run())
        for error in await asyncio.gather(*written, return_exceptions=True):
            if error is not None:
                raise error

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            error: Exception | None = None
            try:
                await self._write_all([item for item, _ in batch])
            except Exception as caught:  # noqa: BLE001 - it is raised where each of them waits
                error = caught
                # Whoever came meanwhile would only wait for the same.
                batch, self._waiting = batch + self._waiting, []
            for _, written in batch:
                if written.done():  # its caller was cancelled
                    continue
                if error is None:
                    written.set_result(None)
                else:
                    written.set_exception(error)
        self._writing = None
