"""The whole purchase without a mouse."""

from playwright.async_api import Locator, Page

from tests.e2e.expecting import expect
from tests.e2e.shopping import (
    OF_ONE_SIZE,
    add_to_cart,
    cards,
    cart_button,
    enter,
    enter_orders,
    expect_status,
    name_of,
    open_cart,
    order_many,
    orders,
    search_box,
    size_question,
)

TABS_AT_MOST = 60


async def test_search_cart_and_purchase_by_keyboard_alone(page: Page):
    await enter(page)
    await _tab_to(page, search_box(page))
    await page.keyboard.type("belt")
    card = page.get_by_role("article").filter(has=page.get_by_role("heading", name="Belt")).first
    await expect(page.get_by_role("heading", level=1)).to_contain_text("belt")
    await expect(card).to_be_visible()
    await expect(search_box(page)).to_be_focused()

    name = await name_of(card)
    await _tab_to(page, card.get_by_role("button", name="Add to cart"))
    await page.keyboard.press("Enter")
    await expect(size_question(page).get_by_role("button", name="Close")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(
        size_question(page).get_by_role("listitem").get_by_role("button", disabled=False).first
    ).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(cart_button(page, 1)).to_be_visible()
    await expect(card.get_by_role("button", name="Add to cart")).to_be_focused()
    await _tab_to(page, cart_button(page, 1), back=True)
    await page.keyboard.press("Enter")

    cart = page.get_by_role("dialog", name="Cart")
    await _tab_to(page, cart.get_by_role("button", name=f"Increase quantity of {name}", exact=True))
    await page.keyboard.press("Space")
    await expect(
        page.get_by_role("button", name="Cart, 2 items", exact=True, include_hidden=True)
    ).to_have_count(1)
    await _tab_to(page, cart.get_by_role("button", name=f"Remove {name}", exact=True))
    await page.keyboard.press("Enter")
    undo = cart.get_by_role("button", name="Undo")
    await expect(undo).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(cart.get_by_role("button", name=f"Remove {name}", exact=True)).to_be_focused()
    await _tab_to(page, cart.get_by_role("button", name="Buy now"))
    await page.keyboard.press("Enter")

    await expect_status(orders(page), "Paid")
    await expect(orders(page)).to_contain_text(name)
    await expect(page.get_by_role("main")).to_be_focused()


async def test_from_product_to_product_focus_is_at_the_content(page: Page):
    await enter(page)
    address = await cards(page).first.get_by_role("link").first.get_attribute("href")
    await page.goto(str(address))
    alike = page.get_by_role("region", name="More like this").get_by_role("link").first
    await expect(alike).to_be_visible()
    other = await alike.get_attribute("href")
    await alike.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**{other}", wait_until="commit")
    await expect(page.get_by_role("main")).to_be_focused()
    await expect(alike).not_to_have_attribute("href", str(other))
    await expect(page.get_by_role("main")).to_be_focused()


async def test_focus_goes_round_in_the_cart_and_comes_back_from_it(page: Page):
    await enter(page, "/?q=belt")
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    first, last = cart.get_by_role("button", name="Close cart"), cart.get_by_role("link", name="View cart")
    await expect(first).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(last).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(cart_button(page, 1)).to_be_focused()


async def test_focus_stays_where_no_more_pieces_can_be_added(page: Page):
    await enter(page, "/?q=belt")
    await add_to_cart(cards(page).first, 1)
    cart = await open_cart(page)
    more = cart.get_by_role("button", name="Increase quantity of")
    await more.focus()
    for pieces in range(2, 11):
        await page.keyboard.press("Enter")
        await expect(cart).to_contain_text(f"{pieces} in the cart")
    await expect(more).to_be_disabled()
    await page.keyboard.press("Enter")
    await expect(more).to_be_focused()
    await expect(cart.get_by_role("alert")).to_have_count(0)
    await expect(cart).to_contain_text("10 in the cart")


async def test_after_the_last_products_focus_is_on_the_first_of_them(page: Page):
    await enter(page, "/?q=boots")
    shown = await cards(page).count()
    more = page.get_by_role("button", name="Show more")
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(more).to_have_count(0)
    await expect(cards(page).nth(shown).get_by_role("link").first).to_be_focused()


async def test_after_the_last_orders_focus_is_on_the_first_of_them(page: Page):
    await order_many(page, 11)
    await enter_orders(page)
    more = page.get_by_role("button", name="Show more orders")
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(more).to_have_count(0)
    await expect(orders(page).nth(10)).to_be_focused()


async def test_buy_now_on_a_card_by_keyboard_alone(page: Page):
    await enter(page, OF_ONE_SIZE)
    await _tab_to(page, page.get_by_role("article").first.get_by_role("button", name="Buy now"))
    await page.keyboard.press("Enter")
    await expect_status(orders(page), "Paid")


async def test_the_first_tab_skips_to_the_content(page: Page):
    await enter(page)
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


async def test_what_has_focus_is_seen(page: Page):
    await enter(page)
    for _ in range(12):
        await page.keyboard.press("Tab")
        seen = await page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
                    || style.boxShadow !== 'none';
            }"""
        )
        assert seen, await page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


async def _tab_to(page: Page, wanted: Locator, back: bool = False) -> None:
    """Press Tab until it has focus."""
    await expect(wanted).to_be_visible()
    for _ in range(TABS_AT_MOST):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"not reached by {TABS_AT_MOST} presses of Tab: {wanted}")
