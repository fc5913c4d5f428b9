"""A product in sizes, for the rooms that name them."""

from backend.products.schemas import ProductView, SizeView
from backend.wiring import Shop


async def another_size(shop: Shop) -> tuple[ProductView, SizeView]:
    """A product on sale, and one of its sizes that is not what its own id stands for, with plenty left."""
    for product in (await shop.products.find(size=100)).products:
        for size in product.sizes:
            if size.product_id != product.product_id and size.in_stock and size.stock_left is None:
                return product, size
    raise AssertionError("nothing on sale has sizes")
