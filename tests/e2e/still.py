"""A shop in which nothing moves by itself: orders stay as they are until the test reports a payment."""

from tests.e2e.behind import database_of, products_of, set_stock
from tests.e2e.long_names import LONG, take_in_long_names
from tests.running_shop import RunningShop

NOBODY_PAYS = {"RIVULET_SERVICES": "products,orders,identity"}
BOUGHT = 64
ENOUGH = 100_000
FEW = 3
LAST = [("_id", -1)]


def prepare(shop: RunningShop) -> None:
    """Very long names are on sale as well, and no state sells out what another one needs."""
    take_in_long_names(shop)
    bought = products_of(shop, {"inStock": True, "stockLeft": None}, BOUGHT)
    for product_id in (LONG, *(product["productId"] for product in bought)):
        set_stock(shop, product_id, ENOUGH)
    _leave_few(shop)


def _leave_few(shop: RunningShop) -> None:
    """Of one product, and of one size of another, however full the shelves are."""
    with database_of(shop) as database:
        products = database["products"]
        plain = products.find_one({"inStock": True, "sizes.0": {"$exists": False}}, sort=LAST)
        sized = products.find_one({"inStock": True, "sizes.inStock": True}, sort=LAST)
        assert plain
        assert sized
        place = next(place for place, size in enumerate(sized["sizes"]) if size["inStock"])
        products.update_one({"_id": plain["_id"]}, {"$set": {"stockLeft": FEW}})
        products.update_one({"_id": sized["_id"]}, {"$set": {f"sizes.{place}.stockLeft": FEW}})
