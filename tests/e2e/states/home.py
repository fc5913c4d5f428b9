"""States of the home page."""

from urllib.parse import quote

from tests.e2e.expecting import expect
from tests.e2e.sockets import holding_back
from tests.e2e.visit import Visit


async def loading(visit: Visit) -> None:
    await holding_back(visit.page)
    await visit.go("/")
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def full(visit: Visit) -> None:
    await visit.go("/")
    await visit.see(visit.cards.first)


async def searched(visit: Visit) -> None:
    await visit.go("/?q=dress")
    await visit.see(visit.cards.first)


async def category(visit: Visit) -> None:
    (product,) = visit.products()
    await visit.go(f"/?category={quote(product['articleType'])}")
    await visit.see(visit.cards.first)


async def new(visit: Visit) -> None:
    await visit.go("/?sort=newest")
    await visit.see(visit.cards.first)


async def sale(visit: Visit) -> None:
    await visit.go("/?show=sale")
    await visit.see(visit.cards.first)


async def narrowed(visit: Visit) -> None:
    await visit.go("/?q=black&category=Jeans&sort=price_asc")
    await visit.see(visit.cards.first)


async def nothing_found(visit: Visit) -> None:
    await visit.go("/?q=qqqzzz%20xyzzy")
    await visit.see(visit.way_on)


async def nothing_in_category(visit: Visit) -> None:
    await visit.go("/?category=Umbrellas%20for%20cats")
    await visit.see(visit.way_on)


async def long_names(visit: Visit) -> None:
    await visit.go("/?q=unabbreviated")
    await visit.see(visit.cards.first)
