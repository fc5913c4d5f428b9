"""A product's page: its address, its picture from near, others like it, and what leads there."""

import re

import orjson
import pytest
from playwright.async_api import Locator, Page

from tests.e2e.axe import wrong_by_axe
from tests.e2e.behind import changed, products_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    add_to_cart,
    buy_first,
    cards,
    enter,
    name_of,
    open_cart,
    order,
)
from tests.running_shop import RunningShop

ADDRESS = re.compile(r"/product/\d+-[a-z0-9]+(-[a-z0-9]+)*$")
NARROWEST, PHONE, DESK = 320, 390, 1440


async def test_its_address_says_its_name_and_any_other_name_after_its_number_shows_it(page: Page):
    name = await _enter_first(page)
    address, _, slug = page.url.rpartition("/")[2].partition("-")
    assert slug == "-".join(re.findall("[a-z0-9]+", name.lower()))[:60]
    for end in (address, f"{address}-", f"{address}-no-such-name", f"{address}-{slug}"):
        await page.goto(f"/product/{end}")
        await expect(_title(page)).to_have_text(name)


async def test_there_is_none_where_more_than_digits_comes_first(page: Page):
    await _enter_first(page)
    number = page.url.rpartition("/")[2].partition("-")[0]
    for end in (f"{number}x", f"x{number}-name", f"-{number}", "%3Cscript%3E", "..%2F..%2Fetc"):
        answer = await page.goto(f"/product/{end}")
        assert answer
        assert answer.status == 404
        await expect(page).to_have_title("No such product · Rivulet")
        await expect(page.get_by_role("heading", level=1)).to_have_text("No such product")
        await expect(page.get_by_role("main").get_by_role("link", name="Show all products")).to_be_visible()
        await expect(_alike(page)).to_have_count(0)


async def test_its_document_says_what_it_shows_until_one_moves_on(page: Page):
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    name = await _enter_first(page)
    answer = await page.reload()
    assert answer
    assert answer.status == 200
    await expect(page).to_have_title(f"{name} · Rivulet")
    product, _ = orjson.loads(await page.locator("script[type='application/ld+json']").inner_text())
    assert product["name"] == name
    assert product["url"] == page.url
    await expect(_title(page)).to_have_text(name)
    other = _alike(page).get_by_role("article").first
    its_name = await name_of(other)
    await other.get_by_role("link").click()
    await expect(page).to_have_title(f"{its_name} · Rivulet")
    await expect(page.locator("[data-of]")).to_have_count(0)
    assert troubles == []


async def test_a_name_of_any_length_and_kind_is_shown_as_it_is(
    new_shopper: NewShopper, running_shop: RunningShop
):
    name = '</script><img src=x onerror="window.in = 1">' + "Longer" * 40
    [product] = products_of(running_shop, {"inStock": True}, 1)
    page = await new_shopper(base_url=running_shop.url, viewport={"width": NARROWEST, "height": 800})
    with changed(running_shop, product, {"productDisplayName": name}):
        await page.goto(f"/product/{product['productId']}")
        await expect(_title(page)).to_have_text(name)
        await expect(page).to_have_title(f"{name} · Rivulet")
        said, _ = orjson.loads(await page.locator("script[type='application/ld+json']").inner_text())
        assert said["name"] == name
        assert await page.evaluate("[window.in, document.documentElement.scrollWidth]") == [None, NARROWEST]
        assert await wrong_by_axe(page) == []


async def test_one_that_is_sold_out_says_so_everywhere_and_leads_on(
    new_shopper: NewShopper, running_shop: RunningShop
):
    [product] = products_of(running_shop, {"inStock": True, "sizes.0": {"$exists": True}}, 1)
    page = await new_shopper(base_url=running_shop.url, viewport={"width": NARROWEST, "height": 800})
    none = {"inStock": False, "stockLeft": 0, "sizes.$[].inStock": False, "sizes.$[].stockLeft": 0}
    with changed(running_shop, product, none):
        await page.goto(f"/product/{product['productId']}")
        await expect(page.get_by_text("This one is sold out.")).to_be_visible()
        await expect(page.get_by_role("article").first.get_by_role("button", name="Buy now")).to_have_count(0)
        said, _ = orjson.loads(await page.locator("script[type='application/ld+json']").inner_text())
        assert said["offers"]["availability"] == "https://schema.org/OutOfStock"
        assert await wrong_by_axe(page) == []
        await page.get_by_role("link", name="See all").click()
        await expect(cards(page).first).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_others_like_it_are_a_row_on_a_phone_and_a_grid_on_a_wide_screen(
    new_shopper: NewShopper, base_url: str, width: int
):
    page = await new_shopper(base_url=base_url, viewport={"width": width, "height": 900})
    await _enter_first(page)
    await expect(_alike(page).get_by_role("article").nth(3)).to_be_visible()
    tops = (
        await _alike(page)
        .get_by_role("article")
        .evaluate_all("cards => cards.map((card) => Math.round(card.getBoundingClientRect().top))")
    )
    inside, beyond = (
        await _alike(page).get_by_role("list").first.evaluate("row => [row.clientWidth, row.scrollWidth]")
    )
    if width == PHONE:
        assert len(set(tops)) == 1
        assert beyond > inside
    else:
        assert len(set(tops[:4])) == 1
        assert all(top > tops[0] for top in tops[4:])
        assert beyond == inside
    assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_one_leads_from_product_to_product(page: Page):
    first = await _enter_first(page)
    other = _alike(page).get_by_role("article").first
    name = await name_of(other)
    assert name != first
    await other.get_by_role("link").click()
    await expect(_title(page)).to_have_text(name)
    await expect(page).to_have_url(ADDRESS)
    await expect(_alike(page).get_by_role("article").first).to_be_visible()
    names = await _alike(page).get_by_role("heading", level=3).all_text_contents()
    assert name not in names


@pytest.mark.sees_pictures
async def test_its_picture_opens_larger_and_gives_focus_back(page: Page):
    name = await _enter_first(page)
    opener = page.get_by_role("button", name="See the picture larger")
    small = await page.get_by_role("img", name=name, exact=True).first.bounding_box()
    await opener.focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=name, exact=True)
    await expect(dialog.get_by_role("button", name="Close the picture")).to_be_focused()
    for there in ("Shift+Tab", "Tab"):
        await page.keyboard.press(there)
        await expect(dialog.get_by_role("group")).to_be_focused()
        await page.keyboard.press(there)
        await expect(dialog.get_by_role("button", name="Close the picture")).to_be_focused()
    large = await dialog.get_by_role("img", name=name, exact=True).bounding_box()
    assert small
    assert large
    assert large["height"] > 1.5 * small["height"]
    assert await wrong_by_axe(page) == []
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.click()
    await dialog.get_by_role("button", name="Close the picture").click()
    await expect(dialog).to_be_hidden()
    await expect(opener).to_be_focused()


async def test_a_large_picture_begins_at_its_middle_and_scrolls(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, viewport={"width": PHONE, "height": 800})
    await _enter_first(page)
    await page.get_by_role("button", name="See the picture larger").click()
    scrolls = page.get_by_role("dialog").get_by_role("group")
    await expect(scrolls).to_be_visible()
    left, top, width, height = await scrolls.evaluate(
        "all => [all.scrollLeft, all.scrollTop, all.scrollWidth - all.clientWidth,"
        " all.scrollHeight - all.clientHeight]"
    )
    assert width > 0
    assert height > 0
    assert abs(left - width / 2) <= 1
    assert abs(top - height / 2) <= 1


async def test_a_phone_shows_price_and_button_at_once_and_a_desk_keeps_the_picture_in_sight(
    new_shopper: NewShopper, base_url: str
):
    page = await new_shopper(base_url=base_url, viewport={"width": PHONE, "height": 844})
    await _enter_first(page)
    buy = page.get_by_role("article").first.get_by_role("button", name="Buy now")
    price = page.get_by_role("article").first.get_by_text("$").first
    await expect(buy).to_be_in_viewport(ratio=1)
    lowest, edge = await price.bounding_box(), await buy.bounding_box()
    assert lowest
    assert edge
    assert lowest["y"] + lowest["height"] <= edge["y"]
    await page.set_viewport_size({"width": DESK, "height": 900})
    await page.mouse.wheel(0, 300)
    await expect(page.get_by_role("button", name="See the picture larger")).to_be_in_viewport(ratio=1)


async def test_another_colour_keeps_to_its_own_address(page: Page):
    await enter(page)
    for place in range(12):
        await cards(page).nth(place).get_by_role("link").first.click()
        await expect(_title(page)).to_be_visible()
        others = page.get_by_role("navigation", name="Colours").locator("a[aria-current=false]")
        if await others.count():
            break
        await page.go_back()
        await expect(cards(page).nth(place + 1)).to_be_visible()
    before = await _title(page).inner_text()
    await expect(page.get_by_role("term").filter(has_text="Colour")).to_have_count(0)
    await others.first.click()
    await expect(_title(page)).not_to_have_text(before)
    await expect(page).to_have_url(ADDRESS)


async def test_delivery_is_mentioned_where_it_can_be_bought(page: Page):
    await _enter_first(page)
    await expect(page.get_by_role("main").get_by_text("Delivery is included")).to_be_visible()


async def test_a_line_of_the_cart_leads_to_its_product_from_anywhere(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    for _ in range(2):  # the second time from that very page
        cart = await open_cart(page)
        await cart.get_by_role("link", name=name).click()
        await expect(_title(page)).to_have_text(name)
        await expect(cart).to_be_hidden()


async def test_a_line_of_an_order_leads_to_its_product(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    order_id = await buy_first(page)
    await order(page, order_id).get_by_role("link").click()
    await page.get_by_role("main").get_by_role("link", name=name).click()
    await expect(_title(page)).to_have_text(name)
    await expect(page).to_have_url(ADDRESS)


async def _enter_first(page: Page) -> str:
    """Open the first product's page from its card; its name."""
    await enter(page)
    name = await name_of(cards(page).first)
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url(ADDRESS)
    await expect(_title(page)).to_have_text(name)
    return name


def _title(page: Page) -> Locator:
    return page.get_by_role("article").get_by_role("heading", level=1)


def _alike(page: Page) -> Locator:
    return page.get_by_role("region", name="More like this")
