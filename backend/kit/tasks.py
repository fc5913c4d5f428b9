"""The end of tasks that others may not wait for."""

import asyncio
from typing import Any

AGAIN_AFTER_S = 0.1


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel these tasks and return once they have ended; what they raise is theirs.

    One cancellation is not always heard: up to Python 3.11 `asyncio.wait_for` drops one that comes in the
    moment in which what it waits for is done, and redis-py sends every command through it.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_AFTER_S)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # looked at, so that nobody is told that it wasn't
