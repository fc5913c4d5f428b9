"""WCAG 2.2 AA as far as axe can tell, in light and dark, on a phone and on a desk."""

import json
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.e2e.accounts import new_email, send, sign_up
from tests.e2e.axe import wrong_by_axe
from tests.e2e.conftest import NewShopper
from tests.e2e.shopping import (
    NO_ORDERS,
    add_to_cart,
    buy_first,
    cards,
    enter,
    enter_orders,
    expect_status,
    name_of,
    open_cart,
    order,
    search,
)

PHONE, DESK = 390, 1440
NARROWEST = 320


async def home(page: Page) -> None:
    await enter(page)


async def nothing_found(page: Page) -> None:
    await enter(page)
    await search(page, "qqqzzz xyzzy")


async def product(page: Page) -> None:
    await enter(page)
    await cards(page).first.get_by_role("link").first.click()
    await expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


async def cart(page: Page) -> None:
    await enter(page)
    name = await name_of(cards(page).first)
    await add_to_cart(cards(page).first, 1)
    await add_to_cart(cards(page).nth(1), 2)
    dialog = await open_cart(page)
    await dialog.get_by_role("button", name=f"Remove {name}", exact=True).click()
    await expect(dialog.get_by_role("button", name="Undo")).to_be_visible()


async def empty_cart(page: Page) -> None:
    await enter(page)
    await open_cart(page)


async def some_orders(page: Page) -> None:
    await enter(page)
    order_id = await buy_first(page)
    await expect_status(order(page, order_id), "Paid")


async def no_orders(page: Page) -> None:
    await enter_orders(page)
    await expect(page.get_by_text(NO_ORDERS)).to_be_visible()


async def not_found(page: Page) -> None:
    await page.goto("/nowhere/at-all")
    await expect(page.get_by_role("link", name="Go to the shop")).to_be_visible()


async def sign_in_refused(page: Page) -> None:
    await page.goto("/sign-in?next=/orders")
    await send(page, new_email(), "not the password", "Sign in")
    await expect(page.get_by_role("alert")).to_be_visible()


async def sign_up_form(page: Page) -> None:
    await page.goto("/sign-up?next=/orders")
    await expect(page.get_by_role("main").get_by_role("button", name="Create account")).to_be_visible()


async def account(page: Page) -> None:
    await sign_up(page, new_email())
    await expect(page.get_by_role("button", name="Sign out everywhere")).to_be_visible()


VIEWS: dict[str, Callable[[Page], Awaitable[None]]] = {
    view.__name__: view
    for view in (
        *(home, nothing_found, product, cart, empty_cart, some_orders, no_orders, not_found),
        *(sign_in_refused, sign_up_form, account),
    )
}
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("view", VIEWS)
async def test_axe_finds_nothing_wrong(view: str, new_shopper: NewShopper, base_url: str):
    turn = list(VIEWS).index(view) % 2
    for scheme, width in ((SCHEMES[turn], PHONE), (SCHEMES[1 - turn], DESK)):
        page = await new_shopper(
            base_url=base_url,
            color_scheme=scheme,
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
        )
        await VIEWS[view](page)
        found = await wrong_by_axe(page)
        assert found == [], f"{scheme}, {width} px: {json.dumps(found, indent=1)[:4000]}"


@pytest.mark.parametrize("view", VIEWS)
async def test_no_view_scrolls_sideways(view: str, new_shopper: NewShopper, base_url: str):
    page = await new_shopper(base_url=base_url, viewport={"width": PHONE, "height": 800})
    await VIEWS[view](page)
    for width in (PHONE, NARROWEST):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await page.evaluate("window.scrollTo(500, 0)")
        assert await page.evaluate("window.scrollX") == 0
