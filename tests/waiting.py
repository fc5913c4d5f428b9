"""Waiting for a condition or a hint, bounded: how a test meets what happens by itself."""

import asyncio
from collections.abc import Awaitable, Callable

from backend.bus.hints import Hint
from backend.bus.watch import Watch


async def eventually(condition: Callable[[], Awaitable[bool]], within_s: float = 10) -> None:
    """Wait until the condition holds; fails the test when it doesn't in time."""
    async with asyncio.timeout(within_s):
        while not await condition():
            await asyncio.sleep(0.01)


async def next_hint(watch: Watch) -> Hint:
    """What a watch hears next."""
    async with asyncio.timeout(10):
        return await anext(aiter(watch))
