"""Waiting for a condition, bounded: how a test meets what happens by itself."""

import asyncio
from collections.abc import Awaitable, Callable


async def eventually(condition: Callable[[], Awaitable[bool]], within_s: float = 10) -> None:
    """Wait until the condition holds; fails the test when it doesn't in time."""
    async with asyncio.timeout(within_s):
        while not await condition():
            await asyncio.sleep(0.01)
