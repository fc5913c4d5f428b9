"""States of the cart's own page."""

from playwright.async_api import Locator

from tests.e2e.behind import cheaper, products_of
from tests.e2e.expecting import expect
from tests.e2e.long_names import LONG
from tests.e2e.sockets import holding_back
from tests.e2e.states.cart import MOST_LINES
from tests.e2e.visit import Visit


async def loading(visit: Visit) -> None:
    await holding_back(visit.page)
    await visit.go("/cart")
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def empty(visit: Visit) -> None:
    await visit.go("/cart")
    await visit.see(visit.way_on)


async def few(visit: Visit) -> None:
    await visit.fill_cart(visit.products(3), qty=2)
    await _open(visit)


async def fifty_lines(visit: Visit) -> None:
    await visit.fill_cart(visit.products(MOST_LINES))
    await _open(visit)


async def long_names(visit: Visit) -> None:
    await visit.fill_cart([*products_of(visit.shop, {"productId": LONG}, 1), *visit.products()], qty=10)
    await _open(visit)


async def removed(visit: Visit) -> None:
    """The last piece of one is taken out, and can be put back."""
    await visit.fill_cart(visit.products(2))
    lines = await _open(visit)
    await lines.first.get_by_role("button").first.click()
    await expect(lines).to_have_count(1)
    await visit.see(visit.button("Undo", visit.main))


async def dearer(visit: Visit) -> None:
    """A price has risen between the look at the cart and the press of the button."""
    product = visit.products(61)[-1]
    with cheaper(visit.shop, product):
        await visit.fill_cart([product, *visit.products(1)], qty=2)
        await _open(visit)
    await visit.button("Buy now", visit.main).click()
    await visit.see(visit.main.get_by_role("alert"))


async def _open(visit: Visit) -> Locator:
    await visit.go("/cart")
    lines = visit.main.get_by_role("listitem")
    await visit.see(lines.first)
    return lines
