"""The cart's own page, and what both carts say when a price or the stock has changed meanwhile."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page

from tests.e2e.behind import database_of, orders_of, user_of
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    add_to_cart,
    cards,
    cart_button,
    enter,
    expect_status,
    money,
    name_of,
    open_cart,
    orders,
)
from tests.running_shop import RunningShop

DEARER = 700
LONG = "Extraordinarily long-named waterproof coat for Donaudampfschifffahrtsgesellschaftskapitäne " * 2


async def test_the_drawer_leads_to_the_page_and_both_show_the_same(page: Page):
    await enter(page)
    for place in range(2):
        await add_to_cart(cards(page).nth(place), place + 1)
    drawer = await open_cart(page)
    beside = await drawer.get_by_role("listitem").all_inner_texts()
    await drawer.get_by_role("link", name="View cart").click()
    await page.wait_for_url("**/cart")
    await expect(drawer).to_be_hidden()
    await expect(_lines(page)).to_have_count(2)
    assert await _lines(page).all_inner_texts() == beside
    await page.reload()
    await expect(_lines(page)).to_have_count(2)


async def test_a_line_leads_to_its_product_under_its_name(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    await page.goto("/cart")
    await _lines(page).get_by_role("link", name=name).click()
    await page.wait_for_url(re.compile(r"/product/\d+-[a-z0-9-]+$"))


async def test_quantity_removal_undo_and_purchase_on_the_page(page: Page):
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    await page.goto("/cart")
    main = page.get_by_role("main")
    await main.get_by_role("button", name=f"Increase quantity of {name}", exact=True).click()
    await expect(cart_button(page, 2)).to_be_visible()
    await expect(_lines(page)).to_contain_text("each")
    await main.get_by_role("button", name=f"Remove {name}", exact=True).click()
    await expect(main.get_by_text("Your cart is empty")).to_be_visible()
    await main.get_by_role("button", name="Undo").click()
    await expect(main.get_by_role("button", name=f"Remove {name}", exact=True)).to_be_focused()
    await main.get_by_role("button", name="Buy now").click()
    await page.wait_for_url("**/orders", wait_until="commit")
    await expect_status(orders(page), "Paid")


async def test_an_empty_page_offers_a_way_on(page: Page):
    await page.goto("/cart")
    await page.get_by_role("main").get_by_role("link", name="Go to the shop").click()
    await expect(cards(page).first).to_be_visible()


async def test_fifty_lines_with_very_long_names_fit_and_can_be_bought(page: Page, running_shop: RunningShop):
    await enter(page)
    user = await user_of(running_shop, page.context)
    with database_of(running_shop) as database:
        on_sale = database["products"].find({"inStock": True}, limit=50)
        items = [{"productId": each["productId"], "qty": 1} for each in on_sale]
        database["carts"].replace_one({"_id": user}, {"items": items, "version": 1}, upsert=True)
        first = items[0]["productId"]
        async with _changed(running_shop, first, productDisplayName=LONG):
            await page.goto("/cart")
            await expect(_lines(page)).to_have_count(50)
            buy_now = page.get_by_role("main").get_by_role("button", name="Buy now")
            for width in (320, 1440):
                await page.set_viewport_size({"width": width, "height": 800})
                await expect(buy_now).to_be_in_viewport()
                assert await page.evaluate("() => document.documentElement.scrollWidth") <= width
                drawer = await open_cart(page)
                await expect(drawer.get_by_role("listitem")).to_have_count(50)
                await expect(drawer.get_by_role("button", name="Buy now")).to_be_in_viewport()
                await page.keyboard.press("Escape")
                await expect(drawer).to_be_hidden()


@pytest.mark.parametrize("where", ["beside the page", "on its page"])
async def test_a_price_that_changed_under_the_open_cart_is_said_and_nothing_is_charged(
    page: Page, running_shop: RunningShop, where: str
):
    await enter(page, "/?q=scarf")
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    cart = await _opened(page, where)
    product_id, before = _product(running_shop, name)
    async with _changed(running_shop, product_id, discountedPrice=before + DEARER):
        await cart.get_by_role("button", name="Buy now").click()
        told = f"was {money(before)} and is now {money(before + DEARER)}."
        await expect(cart.get_by_role("alert")).to_have_text(
            f"The price of {name} {told} Nothing was charged."
        )
        await expect(cart.get_by_role("listitem")).to_contain_text(f"The price {told}")
        await expect(cart.get_by_text("Total", exact=True).locator("..")).to_contain_text(
            money(before + DEARER)
        )
        user = await user_of(running_shop, page.context)
        assert orders_of(running_shop, user) == []
        await cart.get_by_role("button", name="OK, The price").click()
        await expect(cart.get_by_role("listitem")).not_to_contain_text("The price")
        await expect(cart.get_by_role("link", name=name)).to_be_focused()
        await cart.get_by_role("button", name="Buy now").click()
        await page.wait_for_url("**/orders", wait_until="commit")
        (stored,) = orders_of(running_shop, user)
        assert stored["orderAmount"] == before + DEARER


async def test_another_tab_that_was_told_does_not_speak_for_this_one(page: Page, running_shop: RunningShop):
    await enter(page, "/?q=scarf")
    name = await name_of(cards(page).nth(1))
    await add_to_cart(cards(page).nth(1), 1)
    cart = await open_cart(page)
    product_id, before = _product(running_shop, name)
    async with _changed(running_shop, product_id, discountedPrice=before + DEARER):
        other = await page.context.new_page()
        await other.goto("/cart")
        await expect(_lines(other)).to_contain_text("The price was")
        await cart.get_by_role("button", name="Buy now").click()
        await expect(cart.get_by_role("alert")).to_contain_text("Nothing was charged.")
        assert orders_of(running_shop, await user_of(running_shop, page.context)) == []


async def test_stock_that_went_meanwhile_is_said_and_nothing_is_charged(
    page: Page, running_shop: RunningShop
):
    await enter(page, "/?q=scarf")
    name = await name_of(cards(page).nth(2))
    for pieces in range(1, 4):
        await add_to_cart(cards(page).nth(2), pieces)
    cart = await open_cart(page)
    product_id, _ = _product(running_shop, name)
    async with (
        _changed(running_shop, product_id, of="stock", available=2),
        _changed(running_shop, product_id, stockLeft=2),
    ):
        await cart.get_by_role("button", name="Buy now").click()
        await expect(cart.get_by_role("alert")).to_have_text(f"Only 2 left of {name}. Nothing was charged.")
        await expect(cart.get_by_role("listitem")).to_contain_text("Only 2 left; reduce the quantity.")
        assert orders_of(running_shop, await user_of(running_shop, page.context)) == []
        await cart.get_by_role("button", name="Decrease quantity").click()
        await expect(cart.get_by_role("listitem")).not_to_contain_text("Only 2 left")
        await expect(cart.get_by_role("alert")).to_have_count(0)


async def test_what_is_sold_out_is_plainly_no_part_of_the_total(page: Page, running_shop: RunningShop):
    await enter(page, "/?q=scarf")
    name = await name_of(cards(page).nth(3))
    for place in (3, 4):
        await add_to_cart(cards(page).nth(place), place - 2)
    product_id, price = _product(running_shop, name)
    none = {"inStock": False, "stockLeft": 0}
    async with _changed(running_shop, product_id, **none):
        await page.goto("/cart")
        gone, other = _lines(page).filter(has_text=name), _lines(page).filter(has_not_text=name)
        await expect(gone).to_contain_text("Not counted")
        await expect(gone.locator("s")).to_have_text(money(price))
        await expect(other).not_to_contain_text("Not counted")
        counted = await other.get_by_text("$").first.inner_text()
        total = page.get_by_role("main").get_by_text("Total", exact=True).locator("..")
        await expect(total).to_contain_text(counted)


def _lines(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("list", name="Products in your cart").get_by_role("listitem")


async def _opened(page: Page, where: str) -> Locator:
    if where == "beside the page":
        return await open_cart(page)
    await page.goto("/cart")
    await expect(_lines(page)).to_have_count(1)
    return page.get_by_role("main")


def _product(shop: RunningShop, name: str) -> tuple[int, int]:
    with database_of(shop) as database:
        found = database["products"].find_one({"productDisplayName": name})
        assert found
        return int(found["_id"]), int(found["discountedPrice"])


@asynccontextmanager
async def _changed(
    shop: RunningShop, product_id: int, of: str = "products", **fields: object
) -> AsyncIterator[None]:
    """The product, or what else is kept of it, with other fields inside, and as it was after."""
    with database_of(shop) as database:
        before = database[of].find_one({"_id": product_id})
        assert before
        database[of].update_one({"_id": product_id}, {"$set": fields})
        try:
            yield
        finally:
            old = {name: before[name] for name in fields}
            database[of].update_one({"_id": product_id}, {"$set": old})
