"""States of a product's page."""

from collections import Counter

from tests.e2e.behind import Product
from tests.e2e.expecting import expect
from tests.e2e.long_names import LONG
from tests.e2e.sockets import holding_back
from tests.e2e.visit import Visit


async def loading(visit: Visit) -> None:
    (product,) = visit.products()
    await holding_back(visit.page)
    await visit.go(f"/product/{product['productId']}")
    await expect(visit.page.locator(".skeleton").first).to_be_visible()


async def full(visit: Visit) -> None:
    (product,) = visit.products()
    await _look_at(visit, product)


async def colours(visit: Visit) -> None:
    """Of the first style that comes in several."""
    styles = Counter(product["styleCode"] for product in visit.products(400))
    style = next(code for code, colours in styles.items() if code and colours > 2)
    await _look_at(visit, *visit.products(styleCode=style, inStock=True))


async def which_size(visit: Visit) -> None:
    """Somebody who has not chosen a size wants to buy; one size is sold out."""
    await _look_at(visit, *_with_a_size_gone(visit))
    await visit.button("Buy now", visit.main).click()
    await visit.see(visit.main.get_by_role("alert"))


async def size_chosen(visit: Visit) -> None:
    """Of which few are left."""
    where = {"inStock": True, "sizes": {"$elemMatch": {"inStock": True, "stockLeft": {"$gt": 1}}}}
    (product,) = visit.products(**where)
    size = next(each for each in product["sizes"] if each["inStock"] and each["stockLeft"])
    await _look_at(visit, {"productId": size["productId"]})
    await visit.page.locator(f"#sizes input[value='{size['productId']}']").check()


async def few_left(visit: Visit) -> None:
    (product,) = visit.products(inStock=True, stockLeft={"$gt": 1})
    await _look_at(visit, product)


async def sold_out(visit: Visit) -> None:
    (product,) = visit.products(inStock=False)
    await _look_at(visit, product)


async def zoomed(visit: Visit) -> None:
    await full(visit)
    await visit.main.locator("article button[aria-haspopup=dialog]").first.click()
    await visit.see(visit.page.locator("#picture-zoom[data-open]"))


async def unknown(visit: Visit) -> None:
    await visit.go("/product/999999999999")
    await visit.see(visit.way_on)


async def long_name(visit: Visit) -> None:
    await visit.go(f"/product/{LONG}")
    await visit.see(visit.cards.first)


def _with_a_size_gone(visit: Visit) -> list[Product]:
    return visit.products(inStock=True, **{"sizes.inStock": False})


async def _look_at(visit: Visit, product: Product) -> None:
    await visit.go(f"/product/{product['productId']}")
    await visit.see(visit.main.get_by_role("heading", level=1))
