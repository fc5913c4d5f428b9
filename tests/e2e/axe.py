"""What axe has to say of a page."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

STANDARD = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}

OVER = "[aria-modal=true][data-open]"

# What fades in has too little contrast on its way.
ARRIVED = """() => document.getAnimations()
    .filter((each) => each instanceof CSSTransition || each.animationName === "arrive")
    .forEach((each) => each.finish())"""


async def wrong_by_axe(page: Page) -> list[dict[str, Any]]:
    """All that is wrong with the page once everything has arrived; only with what lies over it, if that does.

    Of the page below, what is half covered would be called too small.
    """
    await page.evaluate(ARRIVED)
    context = OVER if await page.locator(OVER).count() else None
    found: list[dict[str, Any]] = (await Axe().run(page, context, STANDARD)).response["violations"]
    return found
