"""Programs and pages of one shopper: one cart, one list of orders."""

from playwright.async_api import Page

from tests.e2e.expecting import expect
from tests.e2e.programs import program_of
from tests.e2e.shopping import cart_button, enter, enter_orders, expect_status, order
from tests.running_shop import RunningShop


async def test_order_made_through_http_moves_live_on_the_open_page(
    page: Page, running_shop: RunningShop
) -> None:
    await enter_orders(page)
    async with program_of(page, running_shop.url) as program:
        product = (await program.get("/api/v1/products")).json()["products"][0]
        line = {"productId": product["productId"], "qty": 1, "productPrice": product["price"]}
        answer = await program.post(
            "/api/v1/orders", headers={"Idempotency-Key": "k"}, json={"lines": [line]}
        )
        assert answer.status_code == 201
    await expect_status(order(page, answer.json()["orderId"]), "Paid")


async def test_cart_filled_through_http_is_the_pages_cart(page: Page, running_shop: RunningShop) -> None:
    await enter(page)
    async with program_of(page, running_shop.url) as program:
        product = (await program.get("/api/v1/products")).json()["products"][0]
        await program.post("/api/v1/cart/lines", json={"productId": product["productId"], "qty": 3})
    await page.reload()
    await expect(cart_button(page, 3)).to_be_visible()
