"""What axe has to say of a page."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


# What fades in has too little contrast on its way.
ARRIVED = """() => document.getAnimations()
    .filter((each) => each.animationName === "arrive").forEach((each) => each.finish())"""


async def wrong_by_axe(page: Page) -> list[dict[str, Any]]:
    """All that is wrong with the page once everything has arrived."""
    await page.evaluate(ARRIVED)
    found: list[dict[str, Any]] = (await Axe().run(page, options=STANDARD)).response["violations"]
    return found
