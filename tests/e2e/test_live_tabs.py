"""Each open page of a shopper is live, and nobody else's shows a thing."""

import pytest
from playwright.async_api import Page, WebSocketRoute

from backend.identity.tokens import digest_of
from tests.e2e.behind import cookie_of, user_by, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
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


@pytest.mark.parametrize("how", ["its shopper", "cut short", "as the shop keeps it", "invented", "absent"])
async def test_a_cookie_that_the_shop_did_not_give_proves_nobody(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop, how: str
):
    await enter(page)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    cookie = await cookie_of(page.context)
    user = user_by(running_shop, cookie)
    thief = await new_shopper(base_url=running_shop.url)
    forged = {
        "its shopper": user,
        "cut short": cookie[:-1],
        "as the shop keeps it": digest_of(cookie),
        "invented": "SES_" + "A" * 43,
        "absent": None,
    }[how]
    if forged is not None:
        await thief.context.add_cookies([{"name": "shop_sid", "value": forged, "url": running_shop.url}])
    await enter_orders(thief)
    await _expect_nothing(thief)
    assert await user_of(running_shop, thief.context) != user


async def _expect_nothing(page: Page) -> None:
    await expect(page.get_by_text(NO_ORDERS)).to_be_visible()
    await expect(orders(page)).to_have_count(0)


async def test_a_browser_that_keeps_no_cookies_is_told_so_after_one_more_try(page: Page):
    loads = []

    async def without_cookie(socket: WebSocketRoute) -> None:
        await page.context.clear_cookies()
        socket.connect_to_server()

    await page.route_web_socket("**/_event/**", without_cookie)
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    await page.goto("/orders")
    await expect(page.get_by_text("Allow cookies for this site")).to_be_visible()
    assert len(loads) == 2
