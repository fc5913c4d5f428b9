"""What shows on open pages by itself, and goes: stock that falls, an order that is paid, a notice."""

from playwright.async_api import Locator, Page

from tests.e2e.behind import database_of, stock_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    SameDocument,
    add_to_cart,
    buy_first,
    cards,
    enter,
    expect_status,
    order,
    orders,
)
from tests.running_shop import RunningShop


async def test_an_open_product_page_says_how_few_are_left_while_another_shopper_buys(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop
):
    product = _one_with_pieces(running_shop, 2)
    buyer = await new_shopper(base_url=running_shop.url)
    await _show(page, product)
    await page.get_by_role("main").get_by_role("button", name="Add to cart").first.focus()
    async with SameDocument(page):
        for said in ("Only 1 left", "Sold out"):
            await _show(buyer, product)
            await buyer.get_by_role("main").get_by_role("button", name="Buy now").first.click()
            # Until its orders were seen, another press is taken for the same wish.
            await expect_status(orders(buyer).first, "Paid")
            await expect(page.get_by_role("main").get_by_text(said).first).to_be_visible()
        assert stock_of(running_shop, product) == 0
        await expect(page.get_by_text("This one is sold out.")).to_be_visible()
        await expect(page.get_by_role("main").get_by_role("link", name="See all")).to_be_focused()


async def test_a_second_tab_on_the_home_page_says_that_the_order_is_paid_and_leads_to_it(page: Page):
    second = await page.context.new_page()
    await enter(page)
    await enter(second)
    async with SameDocument(second):
        order_id = await buy_first(page)
        notice = _notice(second, order_id, "Paid")
        await expect(notice).to_be_visible()
        assert await notice.get_attribute("href") == f"/orders/{order_id}"
        await second.get_by_role("button", name="Dismiss").click()
        await expect(notice).to_have_count(0)
    await expect_status(order(page, order_id), "Paid")
    await expect(_notice(page, order_id, "Paid")).to_have_count(0)
    await second.reload()
    await enter(second)
    await expect(_notice(second, order_id, "Paid")).to_have_count(0)


async def test_a_notice_that_has_left_takes_no_clicks_and_no_focus_and_is_not_read(page: Page):
    await enter(page, OF_ONE_SIZE)
    await add_to_cart(cards(page).first, 1)
    await page.mouse.move(0, 0)  # what is pointed at stays
    said = page.get_by_role("status").get_by_text("is in your cart.")
    dismiss = page.get_by_role("button", name="Dismiss")
    await expect(said).to_be_visible()
    place = await dismiss.bounding_box()
    assert place
    await expect(said).to_be_hidden()
    await expect(page.get_by_role("button", name="Dismiss")).to_have_count(0)
    beneath, focused = await page.evaluate(
        """({x, y}) => {
            const notice = document.querySelector(".notice"), button = notice.querySelector("button");
            button.focus();
            return [!notice.contains(document.elementFromPoint(x + 5, y + 5)),
                document.activeElement === button];
        }""",
        place,
    )
    assert beneath
    assert not focused


def _notice(page: Page, order_id: str, status: str) -> Locator:
    return page.get_by_role("status").get_by_role("link", name=f"Order …{order_id[-6:]}: {status}")


async def _show(page: Page, product: int) -> None:
    await page.goto(f"/product/{product}")
    await expect(page.get_by_role("main").get_by_role("button", name="Buy now").first).to_be_visible()


def _one_with_pieces(shop: RunningShop, pieces: int) -> int:
    """A product without sizes that has just so many pieces from now on."""
    with database_of(shop) as database:
        product = database["products"].find_one(
            {"inStock": True, "statusCode": 1, "sizes.0": {"$exists": False}}, sort=[("_id", -1)]
        )
        assert product
        database["stock"].update_one({"_id": product["_id"]}, {"$set": {"available": pieces}})
        return int(product["_id"])
