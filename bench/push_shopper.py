"""Somebody with a browser, who buys what is on the home page."""

import asyncio
import json
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page
from push_crowd import boot_of

IN_PAGE = Path(__file__).with_name("push_page.js").read_text()
PATIENCE_S = 20.0
PAUSE_S = 0.05


class Shopper:
    """Buys in one page; the document is never loaded anew."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self._url = url
        self.boot: dict[str, Any] = {}
        page.on("websocket", lambda socket: socket.on("framesent", self._note_boot))

    @classmethod
    async def enter(cls, browser: Browser, url: str) -> "Shopper":
        """Somebody new on the home page."""
        context = await browser.new_context(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
        await context.add_init_script(IN_PAGE)
        context.set_default_timeout(1000 * PATIENCE_S)
        shopper = cls(await context.new_page(), url)
        await shopper._page.goto(url)
        await shopper._cards.first.wait_for()
        return shopper

    async def buy(self, number: int) -> dict[str, Any]:
        """Buy one product; what the page noted."""
        cards = await self._cards.all()
        button = cards[number % len(cards)].get_by_role("button", name="Buy now")
        await button.scroll_into_view_if_needed()
        await asyncio.sleep(PAUSE_S)
        box = await button.bounding_box()
        assert box, "the button is gone"
        await self._page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await asyncio.sleep(PAUSE_S)
        await self._page.evaluate("bench.start()")
        paid = asyncio.ensure_future(self._page.evaluate("bench.paid()"))
        await self._page.mouse.down()
        await self._page.mouse.up()
        done, _ = await asyncio.wait([paid], timeout=PATIENCE_S)
        if not done:
            so_far = json.dumps(await self._page.evaluate("bench.soFar()"), indent=1)[:4000]
            raise SystemExit(f"order {number} was not paid in {PATIENCE_S} s at {self._page.url}: {so_far}")
        noted: dict[str, Any] = paid.result()
        return noted

    async def go_back(self) -> None:
        """To the home page, in the same document."""
        await asyncio.sleep(PAUSE_S)
        await self._page.get_by_role("banner").get_by_role("link", name="Rivulet").click()
        await self._cards.first.wait_for()

    async def cookie(self) -> str:
        """Who this shopper is."""
        cookies = await self._page.context.cookies()
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)

    async def leave(self) -> None:
        """Close the page."""
        await self._page.context.close()

    @property
    def _cards(self) -> Locator:
        """Products that won't be sold out by this, and whose size nobody asks for."""
        return (
            self._page.get_by_role("article")
            .filter(has=self._page.get_by_role("button", name="Buy now", disabled=False))
            .filter(has_not_text="Only ")
            .filter(has=self._page.locator("button[aria-haspopup=false]"))
        )

    def _note_boot(self, sent: str | bytes) -> None:
        self.boot = self.boot or (boot_of(sent) if isinstance(sent, str) else None) or {}
