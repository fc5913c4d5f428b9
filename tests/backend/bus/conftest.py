"""A stream of notes, and a consumer of it that a test can run for as long as it needs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import ClassVar

import pytest

from backend.bus.consumer import Consumer, Handle
from backend.bus.dead_letters import DeadLetters
from backend.bus.message import Message
from tests.conftest import Stores


class Noted(Message):
    """A test's message."""

    stream: ClassVar[str] = "NOTES_STREAM"

    text: str


GROUP = "NOTES_CON_GROUP"

Reading = Callable[..., AbstractAsyncContextManager[Consumer[Noted]]]


@pytest.fixture
def reading(stores: Stores) -> Reading:
    """`async with reading(handle)`: a consumer runs inside and has stopped after."""

    @asynccontextmanager
    async def read(
        handle: Handle[Noted], name: str = "me", **options: float
    ) -> AsyncIterator[Consumer[Noted]]:
        letters = DeadLetters(stores.database["dead_letters"])
        consumer = Consumer(stores.redis, Noted, GROUP, handle, letters, name, **options)  # type: ignore[arg-type]
        stop = asyncio.Event()
        task = asyncio.create_task(consumer.run(stop))
        try:
            yield consumer
        finally:
            stop.set()
            await asyncio.wait_for(task, 10)

    return read
