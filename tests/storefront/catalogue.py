"""Products of the shop's own catalogue, picked by what a test needs of them."""

from collections.abc import Callable

from backend.products.schemas import ProductView
from backend.wiring import Shop


async def of_one_size(shop: Shop) -> ProductView:
    """The first product whose size nobody asks for."""
    return await first(shop, lambda product: not product.sizes)


async def in_sizes(shop: Shop) -> ProductView:
    """The first product that can be bought in at least two sizes."""
    return await first(shop, lambda product: sum(each.in_stock for each in product.sizes) > 1)


async def plenty(shop: Shop) -> int:
    """The id of the first product that no test buys up, whose own size counts where it has some."""
    for page in range(1, 50):
        found = [each.product_id for each in (await shop.products.search(page=page)).products]
        for each in (await shop.products.get_many(found)).values():
            if each.in_stock and each.stock_left is None:
                return each.product_id
    raise AssertionError("there is none")


async def first(shop: Shop, wanted: Callable[[ProductView], bool]) -> ProductView:
    """The first of this kind, as lists show it."""
    for page in range(1, 50):
        for each in (await shop.products.search(page=page)).products:
            if wanted(each):
                return each
    raise AssertionError("there is none")


async def sell_out(shop: Shop, product_id: int) -> None:
    """Nothing is left of it, in any size."""
    product = await shop.products.get(product_id)
    assert product
    sold_as = [each.product_id for each in product.sizes] or [product_id]
    await shop.products.apply_stock([(each, 0, 10**9) for each in sold_as])
