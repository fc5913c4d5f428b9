"""One order's page, on the screen and on paper; and the list that leads there, however long it is."""

import re
from collections.abc import Sequence

import pytest
from playwright.async_api import Locator, Page

from backend.kit.ids import new_id
from storefront.addresses import order_address
from tests.e2e.axe import wrong_by_axe
from tests.e2e.behind import database_of, orders_of, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import OF_ONE_SIZE, buy_first, enter, enter_orders, expect_status, order, orders
from tests.running_shop import RunningShop

A_LONG_NAME = "Unabbreviated" * 8 + " Wool-Cashmere Herringbone Overcoat in Anthracite Grey" * 3
MANY_LINES, MANY_ORDERS = 50, 500
NARROWEST, PHONE = 320, 390


@pytest.fixture
async def paid(page: Page) -> str:
    """An order that the page's shopper has paid; the page shows the list with it."""
    await enter(page, OF_ONE_SIZE)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    return order_id


async def test_the_list_leads_to_it_and_it_back(page: Page, paid: str):
    await order(page, paid).get_by_role("link").click()
    await page.wait_for_url(f"**{order_address(paid)}")
    await expect_status(order(page, paid), "Paid")
    await expect(page).to_have_title(f"Order {paid} · Rivulet")
    steps = order(page, paid).get_by_role("list", name="Timeline").get_by_role("listitem")
    await expect(steps.first).to_contain_text("Order desk")
    await expect(steps.last).to_contain_text(re.compile(r"Paid.*Payments · .*\d\d:\d\d", re.DOTALL))
    await page.get_by_role("main").get_by_role("link", name="Your orders").click()
    await expect(orders(page)).to_have_count(1)


async def test_another_shopper_finds_no_such_order_and_a_way_on(
    page: Page, paid: str, new_shopper: NewShopper, base_url: str
):
    other = await new_shopper(base_url=base_url)
    for order_id in (paid, new_id(), "nothing"):
        await other.goto(order_address(order_id))
        await expect(_title(other)).to_have_text("No such order")
        await expect(other.get_by_role("article")).to_have_count(0)
        assert await wrong_by_axe(other) == []
    await other.get_by_role("link", name="See your orders").click()
    await expect(_title(other)).to_have_text("Your orders")


async def test_paper_has_the_whole_order_and_nothing_to_press(
    page: Page, paid: str, running_shop: RunningShop
):
    _with_lines(running_shop, paid, [f"Shirt {number}" for number in range(MANY_LINES)])
    await page.emulate_media(color_scheme="dark", media="screen")
    await page.goto(order_address(paid))
    await expect(_lines(page)).to_have_count(MANY_LINES)
    await page.evaluate("window.print = () => { window.printed = true; }")
    await page.get_by_role("button", name="Print").click()
    assert await page.evaluate("window.printed")
    await page.emulate_media(media="print")
    await expect(page.get_by_role("banner")).to_have_count(0)
    await expect(page.get_by_role("contentinfo")).to_have_count(0)
    await expect(page.get_by_role("button")).to_have_count(0)
    await expect(page.get_by_role("heading", name="50 pieces")).to_be_visible()
    for line in (_lines(page).first, _lines(page).last):
        await expect(line).to_be_visible()
    colours = await page.evaluate(
        "(s => [s.color, s.backgroundColor])(getComputedStyle(document.documentElement))"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


async def test_fifty_lines_and_very_long_names_fit_the_narrowest_screen(
    new_shopper: NewShopper, base_url: str, running_shop: RunningShop
):
    page = await new_shopper(
        base_url=base_url, viewport={"width": PHONE, "height": 800}, reduced_motion="reduce"
    )
    await enter(page, OF_ONE_SIZE)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")
    _with_lines(running_shop, order_id, [A_LONG_NAME] * MANY_LINES)
    page = await page.context.new_page()  # the first one has read the order as it was
    for path in ("/orders", order_address(order_id)):
        await page.goto(path)
        await expect(order(page, order_id)).to_contain_text(A_LONG_NAME)
        assert await wrong_by_axe(page) == []
        for width in (PHONE, NARROWEST):
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.goto("/orders")
    await expect(order(page, order_id)).to_contain_text("and 49 more")


async def test_of_five_hundred_orders_the_newest_show_at_once_and_news_show_among_them(
    page: Page, paid: str, running_shop: RunningShop
):
    user = await user_of(running_shop, page.context)
    with database_of(running_shop) as database:
        (like,) = database["orders"].find({"_id": paid})
        copies = [
            {**like, "_id": each, "orderId": each, "idempotencyKey": each} for each in _ids(MANY_ORDERS - 1)
        ]
        database["orders"].insert_many(copies)
    page = await page.context.new_page()  # the first one knows of one order
    await enter_orders(page)
    await expect(page.get_by_role("main").get_by_text("500 orders", exact=True)).to_be_visible()
    await expect(orders(page)).to_have_count(10)
    await page.get_by_role("button", name="Show more orders").click()
    await expect(orders(page)).to_have_count(20)
    await expect(page.get_by_text("You have seen 20 of 500")).to_be_visible()
    tab = await page.context.new_page()
    await enter(tab, OF_ONE_SIZE)
    newest = await buy_first(tab)
    await expect_status(orders(page).first, "Paid")
    await expect(orders(page).first).to_have_accessible_name(f"Order {newest}")
    await expect(page.get_by_text("You have seen 21 of 501")).to_be_visible()
    assert len(orders_of(running_shop, user)) == MANY_ORDERS + 1


def _title(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("heading", level=1)


def _lines(page: Page) -> Locator:
    return page.get_by_role("article").get_by_role("list").first.get_by_role("listitem")


def _ids(how_many: int) -> list[str]:
    return sorted(new_id() for _ in range(how_many))


def _with_lines(shop: RunningShop, order_id: str, names: Sequence[str]) -> None:
    """The order as it would be stored with one line for each name; read anew from its next version on."""
    with database_of(shop) as database:
        (stored,) = database["orders"].find({"_id": order_id})
        line = stored["products"][0]
        lines = [
            {
                **line,
                "productId": 10**9 + place,
                "productData": {**line["productData"], "productDisplayName": name},
            }
            for place, name in enumerate(names)
        ]
        database["orders"].update_one(
            {"_id": order_id}, {"$set": {"products": lines}, "$inc": {"version": 1}}
        )
