"""What of a page is seen before any of its scripts has run, and that nothing moves when they take over."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import cards, enter, name_of, troubles_of

pytestmark = pytest.mark.sees_pictures

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
MOVED_BY_TYPE = 0.02  # as much as may move altogether (bench/web.py)
PLACES = {
    "door": "main section:first-of-type ul img",
    "new": "section[aria-labelledby=new] li img",
    "listed": "main :not(li) > article img",
    "picture": "main > article img, main article[aria-labelledby=product-name] > div:first-child > img",
}
# Where each picture of the document was in the last frame that had it, and how far anything moved since.
WATCH = """(() => {
    window.brought = {}, window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => moved += each.value))
        .observe({ type: "layout-shift", buffered: true });
    const look = () => {
        const at = {};
        document.querySelectorAll("[data-slot] > img").forEach((each) => {
            const slot = each.parentElement.dataset.slot;
            (at[slot] ??= []).push(window.stands(each));
        });
        Object.assign(window.brought, at);
        requestAnimationFrame(look);
    };
    window.stands = (picture) => {
        const { x, y, width, height } = picture.getBoundingClientRect();
        // A browser may not have chosen yet from what the last frame before the scripts brought.
        return [picture.getAttribute("src"), picture.currentSrc || picture.src, x, y, width, height];
    };
    requestAnimationFrame(look);
})()"""


async def address_of_a_product(page: Page) -> str:
    await enter(page)
    return str(await cards(page).first.get_by_role("link").first.get_attribute("href"))


async def all_loaded(page: Page, pictures: str) -> None:
    """Each of them is there to be seen, not only asked for."""
    await page.wait_for_function(
        """(pictures) => [...document.querySelectorAll(pictures)].every(
            (each) => each.complete && each.naturalWidth && each.getBoundingClientRect().width > 50)""",
        arg=pictures,
    )


@pytest.mark.parametrize(
    ("path", "slots"), [("/", {"door": 3, "new": 4}), ("/?category=Watches", {"listed": 4})]
)
async def test_the_first_pictures_are_shown_before_any_script(page: Page, path: str, slots: dict[str, int]):
    await page.route("**/assets/*.js", lambda route: route.abort())
    await page.goto(path)
    for slot, how_many in slots.items():
        await expect(page.locator(f"[data-slot={slot}] > img")).to_have_count(how_many)
        await expect(page.locator(f"[data-slot={slot}] > img").first).to_be_visible()
    await expect(page.locator("[data-slot] > img")).to_have_count(sum(slots.values()))
    await all_loaded(page, "[data-slot] > img")


async def test_a_products_picture_and_name_are_shown_before_any_script(
    page: Page, new_shopper: NewShopper, base_url: str
):
    address = await address_of_a_product(page)
    name = await name_of(cards(page).first)
    bare = await new_shopper(base_url=base_url)
    await bare.route("**/assets/*.js", lambda route: route.abort())
    await bare.goto(address)
    await expect(bare.locator("[data-slot=picture] > img")).to_be_visible()
    await expect(bare.locator("[data-slot=name]")).to_have_text(name)
    await all_loaded(bare, "[data-slot] > img")


async def test_where_scripts_never_run_nothing_stands_for_what_never_comes(
    page: Page, new_shopper: NewShopper, base_url: str
):
    address = await address_of_a_product(page)
    bare = await new_shopper(base_url=base_url, java_script_enabled=False)
    for path in ("/", address):
        await bare.goto(path)
        await expect(bare.locator("[data-slot] > img").first).to_be_visible()
        assert {await each.is_visible() for each in await bare.locator(".skeleton:empty").all()} == {False}


@pytest.mark.parametrize("screen", [PHONE, DESK])
async def test_nothing_moves_as_the_page_takes_over(
    page: Page, new_shopper: NewShopper, base_url: str, screen: dict[str, int]
):
    product = await address_of_a_product(page)
    for path, slots in (("/", {"door", "new"}), ("/?category=Watches", {"listed"}), (product, {"picture"})):
        visitor = await new_shopper(base_url=base_url, viewport=screen)
        troubles = troubles_of(visitor)
        await visitor.add_init_script(WATCH)
        await enter(visitor, path)
        await expect(visitor.locator(".skeleton")).to_have_count(0)
        brought: dict[str, list[Any]] = await visitor.evaluate("window.brought")
        assert brought.keys() == slots
        for slot, pictures in brought.items():
            shown = await visitor.locator(PLACES[slot]).evaluate_all("all => all.map(window.stands)")
            assert shown[: len(pictures)] == pictures, (path, slot)
        # On a busy machine the typeface comes after the first words, which are then set anew.
        assert await visitor.evaluate("window.moved") <= MOVED_BY_TYPE
        assert troubles == []
