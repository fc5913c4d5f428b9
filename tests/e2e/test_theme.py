"""Light and dark: as the system has it, or as the shopper wants it."""

import re

from playwright.async_api import Locator, Page

from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
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


async def test_a_kept_theme_that_there_is_not_is_the_systems_before_anything_is_painted(
    new_shopper: NewShopper, base_url: str
):
    page = await new_shopper(base_url=base_url, color_scheme="dark")
    await page.route("**/*.js", lambda route: route.abort())
    for kept in ("purple", "two words"):
        await page.add_init_script(f"localStorage.setItem('theme', '{kept}')")
        await page.goto("/")
        await _expect_ground(page, DARK)


async def test_what_is_around_the_page_is_painted_as_the_chosen_theme(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, color_scheme="light")
    await page.add_init_script("localStorage.theme ??= 'dark'")
    await enter(page)
    painted = page.locator("meta[name=theme-color]")
    await expect(painted).to_have_attribute("content", "#110f0d")
    await _theme_button(page).click()
    await _expect_ground(page, LIGHT)
    await expect(painted).to_have_attribute("content", "#fbfaf8")


def _theme_button(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("theme", re.IGNORECASE))


async def _ground(page: Page) -> str:
    ground: str = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return ground


async def _expect_ground(page: Page, colour: str) -> None:
    await expect(page.locator("html")).to_have_css("background-color", colour)
