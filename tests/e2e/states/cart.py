"""States of the cart beside the page."""

from playwright.async_api import Locator

from tests.e2e.behind import cheaper, products_of, set_stock
from tests.e2e.expecting import expect
from tests.e2e.long_names import LONG
from tests.e2e.visit import Visit

MOST_LINES = 50


async def empty(visit: Visit) -> None:
    await _open(visit)


async def few(visit: Visit) -> None:
    await visit.fill_cart(visit.products(3))
    await _open(visit)


async def fifty_lines(visit: Visit) -> None:
    await visit.fill_cart(visit.products(MOST_LINES))
    await _open(visit)


async def long_names(visit: Visit) -> None:
    await visit.fill_cart([*products_of(visit.shop, {"productId": LONG}, 1), *visit.products()], qty=10)
    await _open(visit)


async def removed(visit: Visit) -> None:
    """The last piece of one is taken out, and can be put back."""
    products = visit.products(2)
    await visit.fill_cart(products)
    drawer = await _open(visit)
    lines = drawer.get_by_role("listitem")
    await expect(lines).to_have_count(2)
    await lines.first.get_by_role("button").first.click()
    await expect(lines).to_have_count(1)
    await visit.see(visit.button("Undo", drawer))


async def problem(visit: Visit) -> None:
    """Others bought meanwhile what is in the cart."""
    product = visit.products(60)[-1]
    set_stock(visit.shop, product["productId"], 100)
    await visit.fill_cart([product, *visit.products(1)], qty=5)
    drawer = await _open(visit)
    set_stock(visit.shop, product["productId"], 2)
    await visit.button("Buy now", drawer).click()
    await visit.see(drawer.get_by_role("alert"))


async def dearer(visit: Visit) -> None:
    """A price has risen between the look at the cart and the press of the button."""
    product = visit.products(61)[-1]
    with cheaper(visit.shop, product):
        await visit.fill_cart([product, *visit.products(1)], qty=2)
        drawer = await _open(visit)
        # The cart is read when it opens, and events are handled in turn: this one comes after that.
        await drawer.get_by_role("listitem").first.get_by_role("button").nth(1).click()
        await expect(visit.page.locator("header .count")).to_have_text("5")
    await visit.button("Buy now", drawer).click()
    await visit.see(drawer.get_by_role("alert"))


async def _open(visit: Visit) -> Locator:
    await visit.go("/orders")
    await visit.see(visit.way_on)
    return await visit.open_cart()
