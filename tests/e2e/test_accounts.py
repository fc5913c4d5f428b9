"""Accounts: what a guest has comes along, on every device, until the shopper signs out."""

from playwright.async_api import Page

from tests.e2e.accounts import account_link, new_email, send, sign_in, sign_up
from tests.e2e.behind import cookie_of, orders_of, user_by, user_of
from tests.e2e.conftest import NewShopper
from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    NO_ORDERS,
    SameDocument,
    add_to_cart,
    buy_first,
    cards,
    cart_button,
    enter,
    enter_orders,
    expect_status,
    order,
    orders,
)
from tests.e2e.socket_page import CART, ORDERS, HeldLine, SocketPage
from tests.running_shop import RunningShop

UNKNOWN = '"unknown_rx_state_": true'


async def test_a_guests_cart_and_orders_are_the_accounts_in_every_browser(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop
):
    email = new_email()
    await enter(page)
    first = await buy_first(page)
    await enter(page)
    await add_to_cart(cards(page).first, 1)
    guest = await cookie_of(page.context)
    user = user_by(running_shop, guest)
    await sign_up(page, email, "/orders")
    await expect_status(order(page, first), "Paid")
    await expect(cart_button(page, 1)).to_be_visible()
    assert await user_of(running_shop, page.context) == user
    await _expect_nobody(running_shop, guest)

    other = await new_shopper(base_url=running_shop.url)
    await enter(other)
    await add_to_cart(cards(other).nth(1), 1)
    await enter(other)
    second = await buy_first(other)
    await sign_in(other, email, "/orders")
    for tab in (page, other):
        await expect_status(order(tab, first), "Paid")
        await expect_status(order(tab, second), "Paid")
    await expect(cart_button(other, 2)).to_be_visible()

    async with SameDocument(page):
        await enter(other)
        third = await buy_first(other)
        await expect_status(order(page, third), "Paid")
    assert len(orders_of(running_shop, user)) == 3


async def test_a_wrong_password_is_told_on_the_page_with_what_was_typed(page: Page):
    email = new_email()
    await page.goto("/sign-in?next=/orders")
    await send(page, email, "not the password", "Sign in")
    await expect(page.get_by_role("alert")).to_have_text("This email and password don't fit.")
    main = page.get_by_role("main")
    await expect(main.get_by_label("Email")).to_have_value(email)
    await expect(main.get_by_label("Password")).to_have_value("")
    await expect(main.get_by_label("Password")).to_be_focused()
    await expect(main.locator("[name=next]")).to_have_value("/orders")
    await expect(account_link(page, "Sign in")).to_be_visible()
    await page.reload()
    await expect(main.locator("[name=next]")).to_have_value("/orders")
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_signing_out_ends_the_session_in_every_tab_and_cuts_its_lines(
    page: Page, running_shop: RunningShop
):
    email = new_email()
    await sign_up(page, email)
    tab = await page.context.new_page()
    await enter_orders(tab)
    token = await cookie_of(page.context)
    user = user_by(running_shop, token)
    async with HeldLine(running_shop.url, token) as held, SocketPage(running_shop.url, token) as socket:
        await held.until_heard("rx_state_")
        await socket.send(f"{ORDERS}.load", at="/orders")
        await socket.until('"loaded_rx_state_": true')
        await page.get_by_role("button", name="Sign out", exact=True).click()
        await expect(account_link(page, "Sign in")).to_be_visible()
        await held.until_cut()
        await socket.until_closed()
    await expect(account_link(tab, "Sign in")).to_be_visible()
    await expect(tab.get_by_text(NO_ORDERS)).to_be_visible()
    assert await user_of(running_shop, page.context) != user
    await _expect_nobody(running_shop, token)


async def test_signing_out_everywhere_makes_every_browser_a_guest(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop
):
    email = new_email()
    await enter(page)
    order_id = await buy_first(page)
    await sign_up(page, email)
    other = await new_shopper(base_url=running_shop.url)
    await sign_in(other, email, "/orders")
    await expect_status(order(other, order_id), "Paid")
    await page.reload()
    where = page.get_by_role("region", name="Where you are signed in")
    await expect(where.get_by_role("listitem")).to_have_count(2)
    await page.get_by_role("button", name="Sign out everywhere").click()
    for tab in (page, other):
        await expect(account_link(tab, "Sign in")).to_be_visible()
    await expect(orders(other)).to_have_count(0)
    await expect(other.get_by_text(NO_ORDERS)).to_be_visible()
    await sign_in(other, email, "/orders")
    await expect_status(order(other, order_id), "Paid")


async def test_one_session_can_be_ended_from_another(
    page: Page, new_shopper: NewShopper, running_shop: RunningShop
):
    email = new_email()
    await sign_up(page, email)
    other = await new_shopper(base_url=running_shop.url)
    await sign_in(other, email)
    await other.get_by_role("button", name="End the session in").click()
    await expect(account_link(page, "Sign in")).to_be_visible()
    await expect(account_link(other, "Account")).to_be_visible()
    await expect(other.get_by_role("button", name="End the session in")).to_have_count(0)


async def _expect_nobody(shop: RunningShop, token: str) -> None:
    """What this cookie once proved, it proves no more."""
    async with SocketPage(shop.url, token) as replayed:
        await replayed.send(f"{CART}.load")
        await replayed.send(f"{ORDERS}.load", at="/orders")
        await replayed.until_times(UNKNOWN, 3)
        assert "orders_rx_state_" not in replayed.heard
