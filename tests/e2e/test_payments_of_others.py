"""Payments taken by somebody else, by the tutorial's fields alone; and pages that were away meanwhile."""

import pytest
from playwright.async_api import Page

from storefront.addresses import order_address
from tests.e2e.behind import orders_of, redis_of, report_payment, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    SameDocument,
    buy_first,
    enter,
    enter_orders,
    expect_status,
    order,
    record_statuses,
    recorded_statuses,
)
from tests.running_shop import RunningShop
from tests.waiting import eventually

FAILED, INITIATED, PAID = -3, 2, 3
LOST = "The connection is lost"


@pytest.fixture
async def buyer(new_shopper: NewShopper, still_shop: RunningShop) -> Page:
    page = await new_shopper(base_url=still_shop.url)
    await enter(page)
    return page


async def test_the_page_follows_each_step_that_they_report(buyer: Page, still_shop: RunningShop):
    async with SameDocument(buyer):
        await record_statuses(buyer)
        order_id = await buy_first(buyer)
        user = await user_of(still_shop, buyer.context)
        for code, status in ((None, "Created"), (INITIATED, "Payment initiated"), (PAID, "Paid")):
            if code is not None:
                report_payment(still_shop, order_id, user, code)
            await expect_status(order(buyer, order_id), status)
        assert await recorded_statuses(buyer) == ["Created", "Payment initiated", "Paid"]


async def test_an_orders_own_page_follows_each_step_too(buyer: Page, still_shop: RunningShop):
    order_id, user = await buy_first(buyer), await user_of(still_shop, buyer.context)
    await buyer.goto(order_address(order_id))
    await expect_status(order(buyer, order_id), "Created")
    async with SameDocument(buyer):
        for code, status in ((INITIATED, "Payment initiated"), (PAID, "Paid")):
            report_payment(still_shop, order_id, user, code)
            await expect_status(order(buyer, order_id), status)
        await expect(order(buyer, order_id)).to_contain_text(f"theirs-{order_id}")


async def test_what_orders_stream_says_is_enough_to_answer(buyer: Page, still_shop: RunningShop):
    order_id = await buy_first(buyer)
    with redis_of(still_shop) as redis:
        placed = next(
            fields for _, fields in redis.xrevrange("ORDERS_STREAM") if fields["orderId"] == order_id
        )
    assert float(placed["orderAmount"]) > 0
    report_payment(still_shop, placed["orderId"], placed["userId"], PAID)
    await expect_status(order(buyer, order_id), "Paid")


async def test_money_for_an_order_that_had_failed_is_to_be_given_back(buyer: Page, still_shop: RunningShop):
    order_id, user = await buy_first(buyer), await user_of(still_shop, buyer.context)
    report_payment(still_shop, order_id, user, FAILED)
    await expect_status(order(buyer, order_id), "Payment failed")
    report_payment(still_shop, order_id, user, PAID)
    await expect_status(order(buyer, order_id), "Refund pending")


async def test_a_report_in_another_shoppers_name_changes_nothing(buyer: Page, still_shop: RunningShop):
    order_id, user = await buy_first(buyer), await user_of(still_shop, buyer.context)
    report_payment(still_shop, order_id, "USR_01ARZ3NDEKTSV4RRFFQ69G5FAV", FAILED)
    report_payment(still_shop, order_id, user, PAID)
    await expect_status(order(buyer, order_id), "Paid")


async def test_a_page_that_was_offline_catches_up_by_itself(buyer: Page, still_shop: RunningShop):
    order_id, user = await buy_first(buyer), await user_of(still_shop, buyer.context)
    await expect_status(order(buyer, order_id), "Created")
    async with SameDocument(buyer):
        await buyer.context.set_offline(True)
        await expect(buyer.get_by_text(LOST)).to_be_visible()
        report_payment(still_shop, order_id, user, PAID)
        await eventually(lambda: _is_paid(still_shop, user))
        await expect_status(order(buyer, order_id), "Created")
        await buyer.context.set_offline(False)
        await expect_status(order(buyer, order_id), "Paid")
        await expect(buyer.get_by_text(LOST)).to_be_hidden()


async def test_a_page_that_lost_its_connection_catches_up_by_itself(
    new_shopper: NewShopper, still_shop: RunningShop
):
    page = await new_shopper(base_url=still_shop.url)
    sockets = []
    await page.route_web_socket("**/_event/**", lambda socket: sockets.append(_passed_on(socket)))
    await enter(page)
    order_id, user = await buy_first(page), await user_of(still_shop, page.context)
    await expect_status(order(page, order_id), "Created")
    async with SameDocument(page):
        known = len(sockets)
        await sockets[-1].close()
        report_payment(still_shop, order_id, user, PAID)
        await expect_status(order(page, order_id), "Paid")
        assert len(sockets) > known


async def test_an_order_that_others_paid_while_no_page_was_open_is_paid_on_the_next(
    buyer: Page, still_shop: RunningShop
):
    order_id, user = await buy_first(buyer), await user_of(still_shop, buyer.context)
    await buyer.goto("about:blank")
    report_payment(still_shop, order_id, user, PAID)
    await eventually(lambda: _is_paid(still_shop, user))
    await enter_orders(buyer)
    await expect(order(buyer, order_id).get_by_role("status")).to_have_text("Paid")


def _passed_on(socket):
    socket.connect_to_server()
    return socket


async def _is_paid(shop: RunningShop, user: str) -> bool:
    return all(stored["orderStatusCode"] == PAID for stored in orders_of(shop, user))
