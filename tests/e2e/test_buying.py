"""From a click to Paid, live, once for each intent."""

import asyncio
import re

import pytest
from playwright.async_api import Locator, Page

from tests.e2e.behind import orders_of, price_of, stock_of, user_of
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    NO_ORDERS,
    OF_ONE_SIZE,
    STATUSES,
    SameDocument,
    add_to_cart,
    buy_first,
    cards,
    cart_button,
    enter,
    enter_orders,
    expect_status,
    ids,
    name_of,
    open_cart,
    order,
    orders,
    record_statuses,
    recorded_statuses,
)
from tests.running_shop import RunningShop

TO_PAID = list(STATUSES[:3])


async def test_what_is_bought_turns_paid_before_the_shoppers_eyes(page: Page, running_shop: RunningShop):
    await enter(page)
    name = await name_of(cards(page).first)
    async with SameDocument(page):
        await record_statuses(page)
        order_id = await buy_first(page)
        await expect_status(order(page, order_id), "Paid")
    seen = list(await recorded_statuses(page))
    assert seen == sorted(seen, key=TO_PAID.index)
    (stored,) = orders_of(running_shop, await user_of(running_shop, page.context))
    assert stored["_id"] == order_id
    assert stored["orderAmount"] == price_of(running_shop, name)
    await expect(order(page, order_id)).to_contain_text(name)
    await expect(order(page, order_id).get_by_role("list", name="Timeline")).to_contain_text("Paid")


async def test_a_product_can_be_bought_on_its_own_page(page: Page, running_shop: RunningShop):
    await enter(page, OF_ONE_SIZE)
    await cards(page).first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/product/\d+-[a-z0-9-]+$"))
    product_id = int(page.url.rpartition("/")[2].partition("-")[0])
    stock = stock_of(running_shop, product_id)
    async with SameDocument(page):
        order_id = await buy_first(page)
        await expect_status(order(page, order_id), "Paid")
    assert stock_of(running_shop, product_id) == stock - 1


@pytest.mark.parametrize("gap_ms", [0, 100, 290])
async def test_two_clicks_make_one_order_and_buying_again_a_second(
    page: Page, running_shop: RunningShop, gap_ms: int
):
    await enter(page, OF_ONE_SIZE)
    user = await user_of(running_shop, page.context)
    await _click_twice(cards(page).first.get_by_role("button", name="Buy now"), gap_ms)
    await page.wait_for_url("**/orders", wait_until="commit")
    await expect_status(orders(page).first, "Paid")
    assert len(orders_of(running_shop, user)) == 1

    await page.go_back(wait_until="commit")
    await expect(cards(page).first).to_be_visible()
    await cards(page).first.get_by_role("button", name="Buy now").click()
    await expect(orders(page)).to_have_count(2)
    for bought in await orders(page).all():
        await expect_status(bought, "Paid")
    assert [stored["_id"] for stored in reversed(orders_of(running_shop, user))] == await ids(page)


async def test_buying_the_cart_empties_it_and_is_paid_live(page: Page, running_shop: RunningShop):
    await enter(page)
    names = [await name_of(cards(page).nth(place)) for place in range(2)]
    await add_to_cart(cards(page).nth(0), 1)
    await add_to_cart(cards(page).nth(1), 2)
    await add_to_cart(cards(page).nth(1), 3)
    async with SameDocument(page):
        cart = await open_cart(page)
        await cart.get_by_role("button", name="Buy now").click()
        await page.wait_for_url("**/orders", wait_until="commit")
        await expect_status(orders(page), "Paid")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(cart_button(page, 0)).to_be_visible()
    (stored,) = orders_of(running_shop, await user_of(running_shop, page.context))
    assert [line["qty"] for line in stored["products"]] == [1, 2]
    prices = [price_of(running_shop, name) for name in names]
    assert stored["orderAmount"] == prices[0] + 2 * prices[1]
    await enter_orders(page)
    await expect(cart_button(page, 0)).to_be_visible()


@pytest.mark.parametrize("gap_ms", [0, 200])
async def test_two_clicks_on_the_carts_button_make_one_order(
    page: Page, running_shop: RunningShop, gap_ms: int
):
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    await _click_twice(cart.get_by_role("button", name="Buy now"), gap_ms)
    await page.wait_for_url("**/orders", wait_until="commit")
    await expect_status(orders(page), "Paid")
    await expect(cart_button(page, 0)).to_be_visible()
    await expect(page.get_by_role("alert")).to_have_count(0)
    assert len(orders_of(running_shop, await user_of(running_shop, page.context))) == 1


async def test_two_tabs_that_buy_the_same_cart_make_one_order(page: Page, running_shop: RunningShop):
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    other = await page.context.new_page()
    await enter(other)
    carts = [await open_cart(tab) for tab in (page, other)]
    # Found before either is pressed: the other tab's cart is empty as soon as the first one's is bought.
    buttons = [await cart.get_by_role("button", name="Buy now").element_handle() for cart in carts]
    await asyncio.gather(*(button.evaluate("(button) => button.click()") for button in buttons if button))
    for tab, cart in zip((page, other), carts, strict=True):
        # On a slow machine the later click finds the cart that the earlier one has emptied.
        await expect(orders(tab).first.or_(cart.get_by_text("Your cart is empty.")).first).to_be_visible()
    await enter_orders(page)
    await expect_status(orders(page), "Paid")
    assert len(orders_of(running_shop, await user_of(running_shop, page.context))) == 1


async def test_a_shopper_without_orders_is_shown_a_way_on(page: Page):
    await enter_orders(page)
    await expect(page.get_by_text(NO_ORDERS)).to_be_visible()
    await page.get_by_role("main").get_by_role("link", name="Go to the shop").click()
    await expect(cards(page).first).to_be_visible()


async def _click_twice(button: Locator, gap_ms: int) -> None:
    """Two clicks so far apart; the second finds the button only if the page has not moved on."""
    await button.evaluate(
        """(button, gap) => new Promise((done) => {
            button.click();
            setTimeout(() => { button.click(); done(); }, gap);
        })""",
        gap_ms,
    )
