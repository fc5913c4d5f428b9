"""Whoever watches a shopper is given a hint of each change of an order, after its view is written."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from backend.bus.hints import Hint
from backend.bus.watch import Watch
from backend.order_history.service import OrderHistoryService
from tests.backend.order_history.conftest import USER, order
from tests.waiting import next_hint


@pytest.fixture
async def watch(history: OrderHistoryService) -> AsyncIterator[Watch]:
    async with history.watch() as opened:
        while not opened.is_connected:
            await asyncio.sleep(0)
        await opened.add(USER)
        yield opened


async def test_a_change_is_hinted_after_the_view_is_written(
    history: OrderHistoryService, watch: Watch
) -> None:
    changed = order(version=4)
    await history.refresh([changed])
    assert await next_hint(watch) == Hint(USER, changed["_id"], 4)
    shown = await history.get(USER, changed["_id"])
    assert shown is not None
    assert shown.version == 4


async def test_a_redelivered_change_is_hinted_again(history: OrderHistoryService, watch: Watch) -> None:
    changed = order()
    for _ in range(2):
        await history.refresh([changed])
        assert (await next_hint(watch)).changed == changed["_id"]


async def test_other_shoppers_are_not_heard(history: OrderHistoryService, watch: Watch) -> None:
    own = order()
    await history.refresh([order("bob"), order(USER + "|"), order(""), own])
    assert (await next_hint(watch)).changed == own["_id"]
