"""The orders page: newest first, ten at a time, each saying once how it stands."""

import re

from playwright.async_api import Page

from tests.e2e.expecting import expect
from tests.e2e.shopping import STATUSES, expect_status, ids, order_many, orders

MANY = 24
AT_ONCE = 10


async def test_older_orders_come_by_a_button(page: Page):
    await order_many(page, MANY)
    await page.goto("/orders")
    more = page.get_by_role("main").get_by_role("button", name=re.compile("more", re.IGNORECASE))
    for shown in (AT_ONCE, 2 * AT_ONCE, MANY):
        await expect(orders(page)).to_have_count(shown)
        found = await ids(page)
        assert found == sorted(found, reverse=True)
        if shown < MANY:
            await more.click()
    await expect(more).to_have_count(0)
    for order in await orders(page).all():
        await expect(order.get_by_role("status")).to_have_count(1)
        await expect(order.get_by_role("status")).to_have_text(re.compile(f"^({'|'.join(STATUSES)})$"))
        await expect_status(order, "Paid")
