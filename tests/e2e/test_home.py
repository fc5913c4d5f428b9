"""The bare home page: doors into the shop, what is new, what is on sale, then everything."""

import re

import pytest
from playwright.async_api import Locator, Page

from tests.e2e.behind import database_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import cards, count, enter, name_of, search, search_box
from tests.running_shop import RunningShop

LAYOUT_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
"""
MOST_SHIFT = 0.02


async def test_short_rows_lead_to_all_of_what_is_new_and_what_is_on_sale(page: Page):
    for title, address in (("New", "/?sort=newest"), ("On sale", "/?show=sale")):
        await enter(page)
        row = _row(page, title)
        await expect(row.get_by_role("article")).to_have_count(4)
        await row.get_by_role("link", name=f"See all: {title}").click()
        await page.wait_for_url(f"**{address}", wait_until="commit")
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        await expect(row).to_have_count(0)
        await expect(cards(page).first).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)


async def test_all_that_is_on_sale_says_what_it_was(page: Page):
    await enter(page, "/?show=sale")
    for card in await cards(page).all():
        await expect(card).to_contain_text("instead of")


async def test_each_door_leads_to_its_part_of_the_shop(page: Page):
    await enter(page)
    for name in ("Apparel", "Footwear", "Accessories"):
        await page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(name)
        assert await count(page) > 0
        await page.go_back(wait_until="commit")
        await expect(_row(page, "New")).to_be_visible()


async def test_words_take_the_place_of_the_hero_and_give_it_back(page: Page):
    await enter(page)
    sentence = page.get_by_role("heading", name="Good things to wear, made to last.")
    await expect(sentence).to_be_visible()
    await search(page, "belt")
    await expect(sentence).to_have_count(0)
    await expect(_row(page, "New")).to_have_count(0)
    await search_box(page).fill("")
    await expect(sentence).to_be_visible()
    await expect(_row(page, "New")).to_be_visible()


async def test_nothing_found_still_shows_what_is_new(page: Page):
    await page.goto("/?q=qqqzzz")
    await expect(_row(page, "New").get_by_role("article")).to_have_count(4)


async def test_a_product_bought_from_a_row_is_the_one_that_it_shows(page: Page, running_shop: RunningShop):
    await enter(page)
    card = _row(page, "On sale").get_by_role("article").first
    name = await name_of(card)
    with database_of(running_shop) as database:
        wanted = database["products"].find_one({"productDisplayName": name})
    assert wanted
    await card.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(rf"/product/{wanted['productId']}-"))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", ["/", "/?q=belt", "/?category=Boots&sort=newest", "/?show=sale"])
async def test_nothing_moves_while_the_page_comes_up(
    new_shopper: NewShopper, base_url: str, address: str, width: int
):
    page = await new_shopper(base_url=base_url, viewport={"width": width, "height": 900})
    await page.add_init_script(LAYOUT_SHIFTS)
    await enter(page, address)
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate("() => window.shifted") <= MOST_SHIFT


def _row(page: Page, title: str) -> Locator:
    return page.get_by_role("main").get_by_role("region", name=title, exact=True)
