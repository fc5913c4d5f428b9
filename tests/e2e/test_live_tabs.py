"""Each open page of a shopper is live, and nobody else's shows a thing."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.behind import cookie_of
from tests.e2e.conftest import NewShopper
from tests.e2e.shopping import (
    NO_ORDERS,
    SameDocument,
    buy_first,
    enter,
    enter_orders,
    expect_status,
    order,
    orders,
)
from tests.running_shop import RunningShop


async def test_a_new_order_appears_in_every_tab_and_turns_paid_in_each(page: Page):
    tabs = [page, await page.context.new_page(), await page.context.new_page()]
    await enter(page)
    for tab in tabs[1:]:
        await enter_orders(tab)
    async with SameDocument(tabs[1]), SameDocument(tabs[2]):
        order_id = await buy_first(page)
        for tab in tabs:
            await expect_status(order(tab, order_id), "Paid")
            await expect(orders(tab)).to_have_count(1)


async def test_another_shopper_sees_nothing_of_it(page: Page, new_shopper: NewShopper, base_url: str):
    other = await new_shopper(base_url=base_url)
    await enter_orders(other)
    await enter(page)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    await _expect_nothing(other)
    await other.reload()
    await _expect_nothing(other)
    await enter(other)
    theirs = await buy_first(other)
    await expect_status(order(other, theirs), "Paid")
    await expect(orders(other)).to_have_count(1)
    await expect(orders(page)).to_have_count(1)


@pytest.mark.parametrize("how", ["unsigned", "cut short", "signed by nobody", "of another name", "absent"])
async def test_a_cookie_that_is_not_the_shops_own_proves_nobody(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop, how: str
):
    await enter(page)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    cookie = await cookie_of(page.context)
    user, _, signature = cookie.partition(".")
    thief = await new_shopper(base_url=running_shop.url)
    own = (await _own_cookie(thief)).partition(".")[2]
    forged = {
        "unsigned": user,
        "cut short": cookie[:-1],
        "signed by nobody": f"{user}.{signature[:-4]}AAAA",
        "of another name": f"{user}.{own}",
        "absent": None,
    }[how]
    await thief.context.clear_cookies()
    if forged is not None:
        await thief.context.add_cookies([{"name": "shop_sid", "value": forged, "url": running_shop.url}])
    await enter_orders(thief)
    await _expect_nothing(thief)
    assert (await cookie_of(thief.context)).partition(".")[0] != user


async def _own_cookie(page: Page) -> str:
    await page.goto("/")
    return await cookie_of(page.context)


async def _expect_nothing(page: Page) -> None:
    await expect(page.get_by_text(NO_ORDERS)).to_be_visible()
    await expect(orders(page)).to_have_count(0)
