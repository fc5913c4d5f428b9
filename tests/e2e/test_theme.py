"""Light and dark: as the system has it, or as the shopper wants it."""

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import NewShopper
from tests.e2e.shopping import enter

LIGHT, DARK = "rgb(251, 250, 248)", "rgb(17, 15, 13)"


async def test_the_theme_button_switches_and_the_choice_is_kept(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, color_scheme="light")
    await enter(page)
    await _expect_ground(page, LIGHT)
    for _ in range(3):
        if await _ground(page) == DARK:
            break
        before = await _theme_button(page).get_attribute("aria-label")
        await _theme_button(page).click()
        await expect(_theme_button(page)).not_to_have_accessible_name(before or "")
    await _expect_ground(page, DARK)
    await page.reload()
    await _expect_ground(page, DARK)
    await page.goto("/orders")
    await _expect_ground(page, DARK)


async def test_without_a_choice_it_is_the_systems(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, color_scheme="dark")
    await enter(page)
    await _expect_ground(page, DARK)
    await page.emulate_media(color_scheme="light")
    await _expect_ground(page, LIGHT)


def _theme_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("theme", re.IGNORECASE))


async def _ground(page: Page) -> str:
    ground: str = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return ground


async def _expect_ground(page: Page, colour: str) -> None:
    await expect(page.locator("html")).to_have_css("background-color", colour)
