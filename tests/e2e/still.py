"""A shop in which nothing moves by itself: orders stay as they are until the test reports a payment."""

from tests.e2e.behind import products_of, set_stock
from tests.e2e.long_names import take_in_long_names
from tests.running_shop import RunningShop

NOBODY_PAYS = {"RIVULET_SERVICES": "products,orders,identity"}
BOUGHT = 64
ENOUGH = 100_000


def prepare(shop: RunningShop) -> None:
    """Very long names are on sale as well, and no state sells out what another one needs."""
    take_in_long_names(shop)
    for product in products_of(shop, {"inStock": True, "stockLeft": None}, BOUGHT):
        set_stock(shop, product["productId"], ENOUGH)
