"""A page whose connection was lost and came back: it shows what the shopper left there, or did last."""

import re

import pytest
from playwright.async_api import Page

from tests.e2e.behind import orders_of, user_of
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    add_to_cart,
    asked_for,
    buy_first,
    cards,
    enter,
    enter_orders,
    ids,
    open_cart,
    order_many,
    orders,
    search_box,
    shown_count,
    until_asked_for,
)
from tests.running_shop import RunningShop

LOST = re.compile("connection is lost", re.IGNORECASE)
MANY = 24


@pytest.mark.parametrize("start", ["/", "/?q=dress"])
@pytest.mark.parametrize("noticed", ["at once", "not yet", "long ago"])
async def test_words_typed_without_a_connection_win(page: Page, start: str, noticed: str):
    await enter(page, start)
    before = await shown_count(page).inner_text()
    await page.context.set_offline(True)
    if noticed == "long ago":
        await expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    elif noticed == "at once":
        await page.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")
    await search_box(page).fill("jeans")
    await expect(page.get_by_role("status").filter(has_text=LOST)).to_be_visible()
    await page.context.set_offline(False)
    await until_asked_for(page, "jeans")
    await expect(page.get_by_role("heading", level=1)).to_have_text("“jeans”")
    await expect(shown_count(page)).not_to_have_text(before)
    await expect(cards(page).first).to_contain_text("Jeans")
    await expect(page.get_by_role("status").filter(has_text=LOST)).to_have_count(0)
    await expect(search_box(page)).to_have_value("jeans")
    assert asked_for(page.url) == "jeans"


async def test_nothing_is_bought_by_clicks_without_a_connection(page: Page, running_shop: RunningShop):
    await enter(page, OF_ONE_SIZE)
    await add_to_cart(cards(page).first, 1)
    await page.context.set_offline(True)
    lost = page.get_by_role("status").filter(has_text=LOST)
    await expect(lost).to_be_visible()
    refused = page.get_by_text("Nothing was bought")
    await expect(refused).to_be_hidden()
    for place in range(3):
        await cards(page).nth(place).get_by_role("button", name="Buy now").click()
    await expect(refused).to_be_visible()
    cart = await open_cart(page)
    await cart.get_by_role("button", name="Buy now").click()
    await page.keyboard.press("Escape")
    await page.context.set_offline(False)
    await expect(lost).to_have_count(0)
    await add_to_cart(cards(page).nth(1), 2)
    assert page.url.endswith(OF_ONE_SIZE)
    assert orders_of(running_shop, await user_of(running_shop, page.context)) == []


async def test_as_many_orders_are_shown_as_came_live(page: Page):
    live = await page.context.new_page()
    await enter(page)
    await enter_orders(live)
    await order_many(page, MANY)
    await expect(orders(live)).to_have_count(MANY)
    await expect(orders(live).get_by_text("Created")).not_to_have_count(0)
    shown = await ids(live)
    await _lose_connection(live)
    await enter(page)
    await buy_first(page)
    await expect(orders(live)).to_have_count(MANY + 1)
    assert (await ids(live))[1:] == shown


async def _lose_connection(page: Page) -> None:
    """And wait until it is there again, and the page ready."""
    await page.context.set_offline(True)
    lost = page.get_by_role("status").filter(has_text=LOST)
    await expect(lost).to_be_visible()
    await page.context.set_offline(False)
    await expect(lost).to_have_count(0)
