"""Gives an empty catalogue its first products; a step of the launcher in a process of its own."""

import asyncio

from backend.launch.progress import say
from backend.settings import Settings
from backend.wiring import open_shop


async def fill(settings: Settings) -> None:
    """Seed once, and see to it that search has its index."""
    async with open_shop(settings) as shop:
        await shop.products.seed(lambda done, total: say(f"{done} of {total} products"))
        await shop.products.ensure_index()
        await shop.history.ensure_index()
        await shop.identity.ensure_index()


if __name__ == "__main__":
    asyncio.run(fill(Settings()))
