"""A payment that is declined: the shopper is told why, and the product can be bought by the next."""

from storefront.addresses import product_in
from tests.e2e.axe import wrong_by_axe
from tests.e2e.behind import orders_of, stock_of, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    SameDocument,
    buy_first,
    cards,
    enter,
    expect_status,
    name_of,
    order,
)
from tests.e2e.shops import open_shop_with


async def test_a_declined_payment_says_why_and_gives_the_stock_back(
    tmp_path_factory, new_shopper: NewShopper
):
    async with open_shop_with(tmp_path_factory, RIVULET_PAYMENT_DECLINE_RATE="1") as shop:
        page = await new_shopper(base_url=shop.url)
        await enter(page, OF_ONE_SIZE)
        href = await cards(page).first.get_by_role("link").first.get_attribute("href")
        assert href
        product_id = product_in(href)
        assert product_id
        stock, name = stock_of(shop, product_id), await name_of(cards(page).first)
        async with SameDocument(page):
            order_id = await buy_first(page)
            await expect_status(order(page, order_id), "Payment failed")
            await expect(order(page, order_id)).to_contain_text("declined")
        (stored,) = orders_of(shop, await user_of(shop, page.context))
        assert [line["productId"] for line in stored["products"]] == [product_id]
        assert stock_of(shop, product_id) == stock
        await page.reload()
        await expect(order(page, order_id)).to_contain_text("declined")

        await order(page, order_id).get_by_role("link").click()
        again = page.get_by_role("button", name="Buy again")
        await expect(again).to_be_visible()
        await expect(order(page, order_id)).to_contain_text("declined")
        assert await wrong_by_axe(page) == []
        for _ in range(2):
            await again.focus()
            await page.keyboard.press("Enter")
            cart = page.get_by_role("dialog", name="Cart")
            await expect(cart.get_by_role("listitem")).to_contain_text(name)
            await expect(cart).to_contain_text("1 in the cart")
            await page.keyboard.press("Escape")
            await expect(again).to_be_focused()
        assert len(orders_of(shop, await user_of(shop, page.context))) == 1
