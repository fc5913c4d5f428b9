"""What lies over the page takes no click and no key that was meant for what was there before it."""

import asyncio
import re

import pytest
from playwright.async_api import Locator, Page, WebSocketRoute

from tests.e2e.behind import orders_of, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    add_to_cart,
    cards,
    cart_button,
    enter,
    enter_orders,
    open_cart,
    size_question,
)
from tests.running_shop import RunningShop

OF_MANY_SIZES = "/?category=Jeans"
LATE_S = 1.0


@pytest.mark.parametrize("width", [390, 1440])
async def test_the_second_click_of_two_buys_no_size_that_comes_to_lie_there(
    new_shopper: NewShopper, base_url: str, running_shop: RunningShop, width: int
):
    page = await new_shopper(base_url=base_url, viewport={"width": width, "height": 800})
    await enter(page, OF_MANY_SIZES)
    await _ask(page)
    sizes = size_question(page).get_by_role("listitem").get_by_role("button", disabled=False)
    place = await _of_both(page, sizes)
    await page.keyboard.press("Escape")
    await expect(size_question(page)).to_be_hidden()
    await page.mouse.click(*place)
    await expect(size_question(page)).to_be_visible()
    await page.mouse.click(*place)
    await expect(size_question(page)).to_be_visible()
    await enter_orders(page)
    await expect(page.get_by_text("No orders yet")).to_be_visible()
    assert orders_of(running_shop, await user_of(running_shop, page.context)) == []


async def test_a_key_that_is_held_or_pressed_twice_buys_nothing(page: Page, running_shop: RunningShop):
    await enter(page, OF_MANY_SIZES)
    await cards(page).first.get_by_role("button", name="Buy now").focus()
    await page.keyboard.down("Enter")
    for _ in range(3):
        await expect(size_question(page).get_by_role("button", name="Close")).to_be_focused()
        await page.keyboard.down("Enter")
    await page.keyboard.up("Enter")
    await expect(size_question(page)).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(size_question(page)).to_be_hidden()
    await enter_orders(page)
    await expect(page.get_by_text("No orders yet")).to_be_visible()
    assert orders_of(running_shop, await user_of(running_shop, page.context)) == []


async def test_two_clicks_on_the_carts_button_open_it(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, viewport={"width": 1024, "height": 800})
    await enter(page)
    box = await cart_button(page, 0).bounding_box()
    assert box
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.dblclick(*place)
    cart = page.get_by_role("dialog", name="Cart")
    await expect(cart.get_by_role("button", name="Close cart")).to_be_focused()
    await page.wait_for_timeout(600)  # whoever clicks later means what is there
    await page.mouse.dblclick(*place)
    await expect(cart).to_be_hidden()
    await expect(cart_button(page, 0)).to_be_focused()


async def test_a_size_is_not_asked_for_on_another_page(page: Page):
    def later(browser: WebSocketRoute) -> None:
        loop, server = asyncio.get_running_loop(), browser.connect_to_server()
        server.on_message(lambda message: loop.call_later(LATE_S, browser.send, message))

    await page.route_web_socket(re.compile("/_event"), later)
    await enter(page, OF_MANY_SIZES)
    await cards(page).first.get_by_role("button", name="Buy now").click()
    await enter_orders(page)
    await expect(page.get_by_text("No orders yet")).to_be_visible()
    await expect(size_question(page)).to_be_hidden()


async def test_a_lost_connection_is_said_over_the_cart(new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, viewport={"width": 390, "height": 844})
    await enter(page, OF_ONE_SIZE)
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    await page.context.set_offline(True)
    lost = page.get_by_role("status").filter(has_text="connection is lost")
    await expect(lost).to_be_visible()
    assert await _is_on_top(lost)
    await cart.get_by_role("button", name="Buy now").click()
    refused = page.get_by_text("Nothing was bought")
    await expect(refused).to_be_visible()
    assert await _is_on_top(lost)
    await page.context.set_offline(False)
    await expect(lost).to_be_hidden()
    await expect(cart).to_be_visible()


async def _ask(page: Page) -> None:
    await cards(page).first.get_by_role("button", name="Buy now").click()
    await expect(size_question(page)).to_be_visible()


async def _of_both(page: Page, sizes: Locator) -> tuple[float, float]:
    """A place that is in a size of the open question, and after scrolling in a card's button to buy."""
    for size in await sizes.all():
        box = await size.bounding_box()
        assert box
        for card in await cards(page).get_by_role("button", name="Buy now").all():
            button = await card.bounding_box()
            assert button
            x = max(box["x"], button["x"]) + 8
            if x < min(box["x"] + box["width"], button["x"] + button["width"]) - 8:
                y = box["y"] + box["height"] / 2
                scroll = button["y"] + button["height"] / 2 - y
                await page.evaluate("by => scrollBy({ top: by, behavior: 'instant' })", scroll)
                return x, y
    raise AssertionError("no size lies over a button")


async def _is_on_top(what: Locator) -> bool:
    return bool(
        await what.evaluate("""(it) => {
            const { x, y, width, height } = it.getBoundingClientRect();
            return it.contains(document.elementFromPoint(x + width / 2, y + height / 2));
        }""")
    )
