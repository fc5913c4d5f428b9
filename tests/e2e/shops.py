"""Shops with settings of their own, for tests that the shared one can't serve."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.e2e.behind import opened
from tests.running_shop import RunningShop


@asynccontextmanager
async def open_shop_with(folders: pytest.TempPathFactory, **env: str) -> AsyncIterator[RunningShop]:
    """A shop with these settings until the end of the block, whatever is done to it."""
    shop = RunningShop(folders.mktemp("own-shop") / "home", **env)
    try:
        yield await asyncio.to_thread(opened, shop)
    finally:
        await asyncio.to_thread(shop.clean_up)
