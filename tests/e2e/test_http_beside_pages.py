"""Programs and pages of one shopper: one cart, one list of orders, and an end that keeps nobody waiting."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from playwright.async_api import Page

from tests.e2e.behind import cookie_of, database_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import cart_button, enter, enter_orders, expect_status, order
from tests.running_shop import RunningShop


@asynccontextmanager
async def program_of(page: Page, url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A program that has the page's session."""
    headers = {"Cookie": f"shop_sid={await cookie_of(page.context)}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=10) as client:
        yield client


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


async def test_shop_stops_in_good_order_with_a_stream_a_page_and_an_order_open(
    new_shopper: NewShopper, slow_shop: RunningShop
) -> None:
    page = await new_shopper(base_url=slow_shop.url)
    await enter_orders(page)
    async with program_of(page, slow_shop.url) as program:
        product = (await program.get("/api/v1/products")).json()["products"][0]
        lines = {"lines": [{"productId": product["productId"], "qty": 1}]}
        placed = await program.post("/api/v1/orders", headers={"Idempotency-Key": "k"}, json=lines)
        order_id = placed.json()["orderId"]
        shown = order(page, order_id).get_by_role("status")
        await expect(shown).to_have_text(re.compile("^(Created|Payment initiated)$"))
        async with program.stream("GET", f"/api/v1/orders/{order_id}/events") as stream:
            lines_heard = stream.aiter_lines()
            assert await anext(lines_heard) == "retry: 2000"
            stopping = asyncio.create_task(asyncio.to_thread(slow_shop.stop))
            heard = [line async for line in lines_heard]  # ends by itself, and not with a broken connection
            assert await stopping < 5
        assert "event: status" in heard
    await asyncio.to_thread(slow_shop.start)
    await expect_status(order(page, order_id), "Paid")
    with database_of(slow_shop) as database:
        assert database["payments"].count_documents({"_id": order_id, "orderStatusCode": 3}) == 1
        assert database["dead_letters"].count_documents({}) == 0
