"""Shops with settings of their own, for tests that the shared one can't serve."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.filled_home import copy_filled_home
from tests.running_shop import RunningShop


@asynccontextmanager
async def open_shop_with(folders: pytest.TempPathFactory, **env: str) -> AsyncIterator[RunningShop]:
    """A shop with these settings until the end of the block, whatever is done to it."""
    home = await asyncio.to_thread(copy_filled_home, folders, folders.mktemp("shop") / "home")
    shop = RunningShop(home, **{"RIVULET_PAYMENT_LATENCY_MS": "100", **env})
    try:
        yield await asyncio.to_thread(shop.start)
    finally:
        await asyncio.to_thread(shop.clean_up)
