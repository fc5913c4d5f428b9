"""A shop stops, or is killed, with pages open and an order on its way: they are back, and it is paid."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator

import psutil
import pytest
from playwright.async_api import Locator, Page

from tests.e2e.behind import database_of, orders_of, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.programs import program_of
from tests.e2e.shopping import (
    SameDocument,
    add_to_cart,
    buy_first,
    cards,
    cart_button,
    enter,
    enter_orders,
    expect_status,
    name_of,
    open_cart,
    order,
    orders,
)
from tests.e2e.shops import open_shop_with
from tests.running_shop import RunningShop
from tests.waiting import eventually

PAYMENTS_BESIDE = {"RIVULET_INSIDE": "products,orders,identity"}
UNPAID, PAID = (1, 2), 3
AT_ONCE = 24


@pytest.fixture(scope="module")
async def slow_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop whose payments take so long that it can be stopped meanwhile; each test leaves it open."""
    async with open_shop_with(tmp_path_factory, **PAYMENTS_BESIDE, RIVULET_PAYMENT_LATENCY_MS="3000") as shop:
        yield shop


@pytest.fixture
async def buyer(new_shopper: NewShopper, slow_shop: RunningShop) -> Page:
    page = await new_shopper(base_url=slow_shop.url)
    await enter(page)
    return page


async def test_a_shop_that_is_asked_to_stop_leaves_nothing_undone_ends_its_streams_and_keeps_its_carts(
    buyer: Page, slow_shop: RunningShop
):
    name = await name_of(cards(buyer).first)
    await add_to_cart(cards(buyer).first, 1)
    await add_to_cart(cards(buyer).first, 2)
    order_id = await buy_first(buyer)
    await _expect_under_way(order(buyer, order_id))
    async with SameDocument(buyer), program_of(buyer, slow_shop.url) as program:
        async with program.stream("GET", f"/api/v1/orders/{order_id}/events") as stream:
            lines_heard = stream.aiter_lines()
            assert await anext(lines_heard) == "retry: 2000"
            stopping = asyncio.create_task(asyncio.to_thread(slow_shop.stop, signal.SIGTERM))
            heard = [line async for line in lines_heard]  # ends by itself, and not with a broken connection
            assert await stopping < 5
        assert "event: status" in heard
        await expect(order(buyer, order_id)).to_be_visible()
        await asyncio.to_thread(slow_shop.start)
        await expect_status(order(buyer, order_id), "Paid")
    await _expect_paid_once(slow_shop, order_id)
    await expect(cart_button(buyer, 2)).to_be_visible()
    await enter(buyer)
    await add_to_cart(cards(buyer).first, 3)
    await buyer.reload()
    await expect(cart_button(buyer, 3)).to_be_visible()
    cart = await open_cart(buyer)
    await expect(cart.get_by_role("listitem")).to_contain_text(name)


async def test_a_shop_whose_launcher_is_killed_opens_again_and_pays(buyer: Page, slow_shop: RunningShop):
    order_id = await buy_first(buyer)
    await _expect_under_way(order(buyer, order_id))
    slow_shop.kill()
    await asyncio.to_thread(slow_shop.start)
    await expect_status(order(buyer, order_id), "Paid")
    await _expect_paid_once(slow_shop, order_id)


async def test_a_storefront_that_dies_is_back_with_its_pages_and_all_that_they_showed(
    buyer: Page, new_shopper: NewShopper, slow_shop: RunningShop
):
    page = await new_shopper(base_url=slow_shop.url)
    await enter(page)
    await page.get_by_role("main").get_by_role("button", name="Show more").click()
    await expect(cards(page)).to_have_count(2 * AT_ONCE)
    order_id = await buy_first(buyer)
    await _expect_under_way(order(buyer, order_id))
    async with SameDocument(buyer), SameDocument(page):
        async with page.expect_websocket():
            psutil.Process(slow_shop.children()["storefront"]).kill()
            await page.wait_for_function("() => window.rivuletLine.readyState !== WebSocket.OPEN")
            await cards(page).nth(1).get_by_role("button", name="Buy now").click()
            await expect(page.get_by_text("Nothing was bought")).to_be_visible()
        await expect_status(order(buyer, order_id), "Paid")
        await expect(page.get_by_text("Nothing was bought")).to_be_hidden()
        assert orders_of(slow_shop, await user_of(slow_shop, page.context)) == []
        await add_to_cart(cards(page).first, 1)
        await expect(cards(page)).to_have_count(2 * AT_ONCE)
    await _expect_paid_once(slow_shop, order_id)


async def test_a_payments_worker_that_dies_with_a_charge_under_way_charges_once(
    buyer: Page, slow_shop: RunningShop
):
    order_id = await buy_first(buyer)
    await expect_status(order(buyer, order_id), "Payment initiated")
    psutil.Process(slow_shop.children()["payments"]).kill()
    await expect_status(order(buyer, order_id), "Paid")
    await _expect_paid_once(slow_shop, order_id)


async def test_a_cart_whose_shop_dies_as_it_is_bought_is_bought_once(buyer: Page, slow_shop: RunningShop):
    await add_to_cart(cards(buyer).first, 1)
    cart = await open_cart(buyer)
    await cart.get_by_role("button", name="Buy now").click(no_wait_after=True)
    psutil.Process(slow_shop.children()["storefront"]).kill()
    user = await user_of(slow_shop, buyer.context)
    await buyer.goto("about:blank")
    await eventually(lambda: _answers(slow_shop), within_s=20)
    await enter_orders(buyer)
    bought = len(orders_of(slow_shop, user))
    assert bought in (0, 1)
    await expect(orders(buyer)).to_have_count(bought)
    # What was bought is no longer in the cart, and the next piece comes beside what was not.
    await enter(buyer)
    await add_to_cart(cards(buyer).nth(1), 2 - bought)
    if bought:
        await enter_orders(buyer)
        await expect_status(orders(buyer), "Paid")
    assert len(orders_of(slow_shop, user)) == bought


async def _expect_under_way(order: Locator) -> None:
    await expect(order.get_by_role("status")).to_have_text(re.compile("^(Created|Payment initiated)$"))


async def _expect_paid_once(shop: RunningShop, order_id: str) -> None:
    with database_of(shop) as database:
        stored = database["orders"].find_one({"_id": order_id})
        assert stored
        assert [step["code"] for step in stored["timeline"] if step["code"] not in UNPAID] == [PAID]
        assert database["payments"].count_documents({"_id": order_id}) == 1
        assert database["dead_letters"].count_documents({}) == 0


async def _answers(shop: RunningShop) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", shop.port)
    except OSError:
        return False
    writer.close()
    return True
