"""Shops with settings of their own, for tests that the shared one can't serve."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from backend.settings import SERVICES
from tests.filled_home import copy_filled_home
from tests.running_shop import RunningShop

QUICK = {"RIVULET_PAYMENT_LATENCY_MS": "100", "RIVULET_INSIDE": ",".join(SERVICES)}
BESIDE = {"RIVULET_INSIDE": "products,orders"}
"""With the other services in processes of their own, as a shop has them that nobody has told anything."""


@asynccontextmanager
async def open_shop_with(folders: pytest.TempPathFactory, **env: str) -> AsyncIterator[RunningShop]:
    """A shop with these settings until the end of the block, whatever is done to it.

    All services run in its storefront unless `RIVULET_INSIDE` says otherwise: with fewer processes it opens
    sooner.
    """
    home = await asyncio.to_thread(copy_filled_home, folders, folders.mktemp("shop") / "home")
    shop = RunningShop(home, **{**QUICK, **env})
    try:
        yield await asyncio.to_thread(shop.start)
    finally:
        await asyncio.to_thread(shop.clean_up)
