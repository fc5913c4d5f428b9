"""What a page showed is what is charged, wherever somebody buys; a change is said, and nothing charged."""

import pytest
from playwright.async_api import Page

from tests.e2e.behind import Product, cheaper, database_of, orders_of, user_of
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    cards,
    enter,
    money,
    name_of,
    of_many_sizes,
    press,
    size_question,
)
from tests.running_shop import RunningShop


@pytest.mark.parametrize("where", ["on a card", "on its page", "where its size is asked for"])
async def test_a_price_that_changed_since_it_was_shown_is_said_and_nothing_is_charged(
    page: Page, running_shop: RunningShop, where: str
):
    in_sizes = where == "where its size is asked for"
    await enter(page, "/" if in_sizes else OF_ONE_SIZE)
    card = (of_many_sizes(page) if in_sizes else cards(page)).nth(5)
    product = _named(running_shop, await name_of(card))
    if where == "on its page":
        await card.get_by_role("link").first.click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(product["productDisplayName"])
        card = page.get_by_role("main").get_by_role("article").first
    if in_sizes:
        await card.get_by_role("button", name="Buy now").click()
        await expect(size_question(page)).to_contain_text(money(product["discountedPrice"]))
    with cheaper(running_shop, product) as now:
        if in_sizes:
            sizes = size_question(page).get_by_role("listitem")
            await sizes.get_by_role("button", disabled=False).first.click()
        else:
            await card.get_by_role("button", name="Buy now").click()
        told = f"was {money(product['discountedPrice'])} and is now {money(now)}."
        await expect(page.get_by_role("alert").filter(has_text=told)).to_contain_text("Nothing was charged.")
        user = await user_of(running_shop, page.context)
        assert orders_of(running_shop, user) == []
        await expect(card).to_contain_text(money(now))
        await press(card, "Buy now")
        await page.wait_for_url("**/orders", wait_until="commit")
        await expect(page.get_by_role("status").get_by_text("Paid")).to_be_visible()
        (stored,) = orders_of(running_shop, user)
        assert stored["orderAmount"] == now


def _named(shop: RunningShop, name: str) -> Product:
    with database_of(shop) as database:
        found = database["products"].find_one({"productDisplayName": name})
        assert found
        return found
