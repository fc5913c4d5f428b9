"""The cart: kept on the server, at the server's prices, for one shopper."""

import re

import pytest
from playwright.async_api import Locator, Page

from tests.e2e.behind import price_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import OF_ONE_SIZE, add_to_cart, cards, cart_button, enter, name_of, open_cart
from tests.running_shop import RunningShop

THUMB = 44


async def test_the_button_counts_pieces_and_the_cart_says_what_they_cost(
    page: Page, running_shop: RunningShop
):
    await enter(page)
    await expect(cart_button(page, 0)).to_be_visible()
    first, second = cards(page).nth(0), cards(page).nth(1)
    names = [await name_of(first), await name_of(second)]
    await add_to_cart(first, 1)
    await add_to_cart(second, 2)
    await add_to_cart(second, 3)
    cart = await open_cart(page)
    for name in names:
        await expect(cart.get_by_role("listitem").filter(has_text=name)).to_have_count(1)
    prices = [price_of(running_shop, name) for name in names]
    await _expect_total(cart, prices[0] + 2 * prices[1])


@pytest.mark.parametrize("width", [320, 360])
async def test_on_a_narrow_phone_nothing_is_cut_and_buttons_fit_a_thumb(
    new_shopper: NewShopper, base_url: str, width: int
):
    page = await new_shopper(base_url=base_url, viewport={"width": width, "height": 700})
    await enter(page, "/?q=leather%20jacket")
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    for pieces in range(2, 11):
        await cart.get_by_role("button", name="Increase quantity of").click()
        await expect(cart).to_contain_text(f"{pieces} in the cart")
    for button in await cart.get_by_role("button").all():
        box = await button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= THUMB
    line = cart.get_by_role("listitem")
    assert await line.evaluate(
        """(line) => [...line.querySelectorAll("p, button")].every((part) => {
            const { left, right } = part.getBoundingClientRect();
            return left >= 0 && right <= innerWidth && part.scrollWidth <= part.clientWidth + 1;
        })"""
    )


async def test_the_open_cart_stands_in_for_the_notice_of_what_was_put_in(page: Page):
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    said = page.get_by_text("is in your cart.")
    await expect(said).to_be_visible()
    await open_cart(page)
    await expect(said).to_have_count(0)


async def test_the_stepper_changes_quantity_count_and_total(page: Page, running_shop: RunningShop):
    await enter(page)
    name = await name_of(cards(page).first)
    price = price_of(running_shop, name)
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    for pieces in (2, 3):
        await cart.get_by_role("button", name=f"Increase quantity of {name}", exact=True).click()
        await _expect_total(cart, pieces * price)
    await cart.get_by_role("button", name=f"Decrease quantity of {name}", exact=True).click()
    await _expect_total(cart, 2 * price)
    await _close(page, cart)
    await expect(cart_button(page, 2)).to_be_visible()


async def test_more_than_an_order_may_have_cannot_be_asked_for(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    for pieces in range(1, 11):
        await add_to_cart(cards(page).first, pieces)
    cart = await open_cart(page)
    await expect(cart.get_by_role("button", name=f"Increase quantity of {name}", exact=True)).to_be_disabled()


async def test_a_click_beside_the_cart_closes_it_and_does_nothing_else(page: Page):
    await enter(page, OF_ONE_SIZE)
    below = cards(page).first.get_by_role("link").first
    await below.scroll_into_view_if_needed()
    box = await below.bounding_box()
    assert box
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    cart = await open_cart(page)
    await page.mouse.click(*place)
    await expect(cart).to_be_hidden()
    assert page.url.endswith(OF_ONE_SIZE)
    await page.wait_for_timeout(600)  # at once it would be the second click of two
    await page.mouse.click(*place)
    await page.wait_for_url("**/product/*")


async def test_a_text_of_the_cart_can_be_marked_to_beyond_its_edge(page: Page):
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    box = await cart.get_by_text("Total", exact=True).bounding_box()
    assert box
    await page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    await page.mouse.down()
    await page.mouse.move(40, 400)
    await page.mouse.up()
    await page.evaluate("new Promise(requestAnimationFrame)")
    await expect(cart).to_be_visible()


async def test_what_is_removed_can_be_put_back_where_it_was(page: Page):
    await enter(page)
    names = [await name_of(cards(page).nth(place)) for place in range(3)]
    for place in range(3):
        await add_to_cart(cards(page).nth(place), place + 1)
    await add_to_cart(cards(page).nth(1), 4)
    cart = await open_cart(page)
    before = await cart.get_by_role("listitem").all_inner_texts()
    await cart.get_by_role("button", name=f"Remove {names[1]}", exact=True).click()
    await expect(cart.get_by_role("listitem")).to_have_count(2)
    await cart.get_by_role("button", name="Undo").click()
    await expect(cart.get_by_role("listitem")).to_have_count(3)
    assert await cart.get_by_role("listitem").all_inner_texts() == before
    await expect(cart.get_by_role("button", name="Undo")).to_have_count(0)


async def test_one_piece_less_than_one_is_a_removal_with_a_way_back(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    await cart.get_by_role("button", name=f"Decrease quantity of {name}", exact=True).click()
    await expect(cart.get_by_text("Your cart is empty")).to_be_visible()
    await cart.get_by_role("button", name="Undo").click()
    await expect(cart.get_by_role("listitem").filter(has_text=name)).to_have_count(1)


async def test_an_empty_cart_offers_a_way_on(page: Page):
    await enter(page)
    cart = await open_cart(page)
    await expect(cart.get_by_role("button", name="Buy now")).to_have_count(0)
    await cart.get_by_role("button", name="Look around").click()
    await expect(cart).to_be_hidden()


async def test_the_cart_survives_reload_and_opens_in_another_tab(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    await add_to_cart(cards(page).first, 2)
    await page.reload()
    await expect(cart_button(page, 2)).to_be_visible()
    other_tab = await page.context.new_page()
    await other_tab.goto("/orders")
    await expect(cart_button(other_tab, 2)).to_be_visible()
    cart = await open_cart(other_tab)
    await expect(cart.get_by_role("listitem")).to_contain_text(name)


async def test_each_shopper_has_a_cart_of_their_own(page: Page, new_shopper: NewShopper, base_url: str):
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    other = await new_shopper(base_url=base_url)
    await enter(other)
    await expect(cart_button(other, 0)).to_be_visible()
    await add_to_cart(cards(other).nth(1), 1)
    await add_to_cart(cards(other).nth(1), 2)
    await page.reload()
    await expect(cart_button(page, 1)).to_be_visible()


async def test_a_products_page_adds_to_the_cart_too(page: Page):
    await enter(page)
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/product/\d+-[a-z0-9-]+$"))
    await expect(page.locator("main > article")).to_be_visible()  # not the list's that was there before
    await add_to_cart(cards(page).first, 1)


@pytest.mark.parametrize("knows_close_watchers", [True, False])
async def test_the_cart_closes_with_escape_and_gives_focus_back(page: Page, knows_close_watchers: bool):
    if not knows_close_watchers:  # as Safari and Firefox
        await page.add_init_script("delete window.CloseWatcher")
    await enter(page)
    assert await page.evaluate("'CloseWatcher' in window") is knows_close_watchers
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    await page.keyboard.press("Escape")
    await expect(cart).to_be_hidden()
    await expect(cart_button(page, 1)).to_be_focused()


async def _expect_total(cart: Locator, minor: int) -> None:
    amount = f"${minor // 100:,}.{minor % 100:02}"
    await expect(cart.get_by_text("Total", exact=True).locator("..")).to_contain_text(amount)


async def _close(page: Page, cart: Locator) -> None:
    await page.keyboard.press("Escape")
    await expect(cart).to_be_hidden()
