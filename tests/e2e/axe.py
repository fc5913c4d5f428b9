"""What axe has to say of a page."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


async def wrong_by_axe(page: Page) -> list[dict[str, Any]]:
    """All that is wrong with the page as it is."""
    found: list[dict[str, Any]] = (await Axe().run(page, options=STANDARD)).response["violations"]
    return found
