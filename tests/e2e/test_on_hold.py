"""An order that looks unlike its shopper: why it waits, and both ways on."""

from storefront.addresses import product_in
from tests.e2e.accounts import PASSWORD, new_email, send, sign_up
from tests.e2e.axe import wrong_by_axe
from tests.e2e.behind import stock_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    SameDocument,
    buy_first,
    cards,
    enter,
    enter_orders,
    expect_status,
    order,
)
from tests.e2e.shops import open_shop_with

EVERYTHING = "0"  # the risk from which an order is held


async def test_an_order_on_hold_is_confirmed_or_cancelled_by_its_shopper_and_turns_live(
    tmp_path_factory, new_shopper: NewShopper
):
    async with open_shop_with(tmp_path_factory, RIVULET_RISK_HOLD_AT=EVERYTHING) as shop:
        page = await new_shopper(base_url=shop.url, reduced_motion="reduce")
        await enter(page, OF_ONE_SIZE)
        href = await cards(page).first.get_by_role("link").first.get_attribute("href")
        assert href
        product_id = product_in(href)
        assert product_id
        stock = stock_of(shop, product_id)
        cancelled = await buy_first(page)
        held = order(page, cancelled)
        await expect_status(held, "On hold")
        await expect(held).to_contain_text("Nothing was charged yet.")
        await expect(held.get_by_role("link", name="Create an account")).to_be_visible()
        assert await wrong_by_axe(page) == []
        assert stock_of(shop, product_id) == stock - 1
        async with SameDocument(page):
            await held.get_by_role("button", name="Cancel order").click()
            await expect_status(held, "Cancelled")
        await expect(held).to_contain_text("You cancelled it.")
        await expect(held.get_by_role("button")).to_have_count(0)
        assert stock_of(shop, product_id) == stock

        await enter(page)
        of_a_guest = await buy_first(page)
        await expect_status(order(page, of_a_guest), "On hold")
        await sign_up(page, new_email(), "/orders")
        # Whoever stole a guest's cookie could have an account as well: its password proves nothing here.
        held = order(page, of_a_guest)
        await expect(held).to_contain_text("the shop looks at it")
        await expect(held.get_by_role("link", name="Confirm it's you")).to_have_count(0)

        await enter(page)
        confirmed = await buy_first(page)
        held = order(page, confirmed)
        await expect_status(held, "On hold")
        assert await wrong_by_axe(page) == []
        await held.get_by_role("link", name="Confirm it's you").click()
        main = page.get_by_role("main")
        await expect(main.get_by_role("heading", level=1)).to_have_text("Confirm it's you")
        email = await main.get_by_label("Email").input_value()
        await send(page, email, "not the password", "Confirm")
        await expect(page.get_by_role("alert")).to_be_visible()
        tab = await page.context.new_page()
        await enter_orders(tab)
        await expect_status(order(tab, confirmed), "On hold")
        await send(page, email, PASSWORD, "Confirm")
        for shown in (page, tab):
            await expect_status(order(shown, confirmed), "Paid")
            await expect_status(order(shown, cancelled), "Cancelled")
