"""States that any page may come into."""

from playwright.async_api import Page

from tests.e2e.behind import set_stock
from tests.e2e.expecting import expect
from tests.e2e.sockets import breaking
from tests.e2e.states import home, orders
from tests.e2e.visit import Visit
from tests.waiting import eventually


async def no_such_page(visit: Visit) -> None:
    await visit.go("/nowhere/at-all")
    await visit.see(visit.way_on)


async def broken(visit: Visit) -> None:
    """The server sends what the page can't be drawn with."""
    await breaking(visit.page, "products_rx_state_")
    documents: list[Page] = []
    visit.page.on("domcontentloaded", lambda page: documents.append(page))
    await visit.go("/")

    async def tried_again() -> bool:
        """Reflex loads such a page anew, once."""
        return len(documents) == 2

    await eventually(tried_again, within_s=30)
    await visit.see(visit.page.locator("main a[href='/']"))
    await expect(visit.page.locator("header")).to_have_count(0)


async def offline(visit: Visit) -> None:
    await orders.paid(visit)
    await visit.page.context.set_offline(True)
    await visit.see(visit.page.locator("header ~ [role=status]:not([hidden])"))


async def done(visit: Visit) -> None:
    """A notice of something that was done."""
    await home.full(visit)
    await visit.button("Add to cart", visit.of_one_size).click()
    await visit.see(visit.page.locator("[role=status] .notice"))


async def which_size(visit: Visit) -> None:
    """A card's button asks for the size."""
    await home.full(visit)
    await visit.button("Buy now", visit.of_many_sizes).click()
    await visit.see(visit.page.locator("#choose-size[data-open] li").first)


async def refused(visit: Visit) -> None:
    """A notice of something that could not be done."""
    product = visit.products(63, sizes=[], inStock=True, stockLeft=None)[-1]
    set_stock(visit.shop, product["productId"], 100)
    await visit.go(f"/product/{product['productId']}")
    await visit.see(visit.cards.first)
    set_stock(visit.shop, product["productId"], 0)
    await visit.button("Buy now", visit.main).click()
    await visit.see(visit.page.locator(".notice[role=alert]"))
