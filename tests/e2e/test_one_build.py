"""One build serves any number of shops: all that tests open share one, each on a port of its own."""

import asyncio

from playwright.async_api import Page, WebSocket

from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.running_shop import RunningShop


async def test_each_page_talks_to_the_shop_that_served_it(
    still_shop: RunningShop, new_shopper: NewShopper
) -> None:
    page: Page = await new_shopper(base_url=still_shop.url)
    opened: asyncio.Queue[WebSocket] = asyncio.Queue()
    page.on("websocket", opened.put_nowait)
    await page.goto("/")
    socket = await asyncio.wait_for(opened.get(), 15)
    assert socket.url.startswith(f"ws://127.0.0.1:{still_shop.port}/")
    await expect(page.get_by_role("article").first).to_be_visible(timeout=15_000)
