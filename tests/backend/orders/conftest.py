"""A few products whose stock the tests set, and reports as payments would send them."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backend.events.payments import PaymentReported
from backend.wiring import Shop
from tests.conftest import Stores

Report = Callable[..., PaymentReported]
Sell = Callable[[int], Awaitable[int]]


@pytest.fixture
async def sell(shop: Shop, stores: Stores) -> Sell:
    """`await sell(stock)`: the id of a product that has just that many pieces."""
    await shop.products.generate(12, seed=2026)
    products = [product["_id"] async for product in stores.database["products"].find({}, {"_id": 1})]

    async def stocked(available: int) -> int:
        product_id: int = products.pop()
        await stores.database["stock"].update_one({"_id": product_id}, {"$set": {"available": available}})
        return product_id

    return stocked


@pytest.fixture
def report() -> Report:
    """A report of payments about an order document, any field replaced."""

    def make(order: dict[str, Any], code: int, **changed: Any) -> PaymentReported:
        fields = {"order_id": order["_id"], "payment_id": "PAY1", "user_id": order["userId"]}
        return PaymentReported.model_validate({**fields, "order_status_code": code, **changed})

    return make
