"""Orders as MongoDB has them, and the history on both real stores."""

from collections.abc import Sequence
from typing import Any

import pytest

from backend.kit.clock import now
from backend.kit.ids import new_id
from backend.order_history.service import OrderHistoryService, build_order_history
from tests.conftest import Stores

USER = f"USR_{new_id()}"


def order(
    user: str = USER, *, order_id: str | None = None, version: int = 1, status: int = 1
) -> dict[str, Any]:
    order_id, at = order_id or new_id(), now()
    return {
        "_id": order_id,
        "orderId": order_id,
        "userId": user,
        "orderStatusCode": status,
        "version": version,
        "products": [
            {
                "productId": 7,
                "qty": 2,
                "productPrice": 1250,
                "productData": {"productDisplayName": "Blue shirt", "brandName": "Acme", "picture": "/7.svg"},
            }
        ],
        "paymentId": None,
        "orderAmount": 2500,
        "currency": "USD",
        "createdOn": at,
        "createdBy": user,
        "lastUpdatedOn": at,
        "lastUpdatedBy": user,
        "statusCode": 1,
        "timeline": [{"code": status, "at": at, "service": "orders", "reason": "because"}],
        "idempotencyKey": new_id(),
        "requestHash": "",
        "outbox": [],
        "dirty": False,
    }


def numbered(number: int, *, millisecond: int = 1_790_000_000_000) -> str:
    """An order id of that millisecond, the higher number the later one."""
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = millisecond << 80 | number
    return "".join(digits[value >> 5 * place & 31] for place in reversed(range(26)))


async def store(stores: Stores, *orders: dict[str, Any]) -> None:
    await stores.database["orders"].insert_many([*orders])


class EmptyCatalogue:
    """Knows no product."""

    async def contract_data(self, product_ids: Sequence[int], base_url: str) -> dict[int, bytes]:
        return {}


@pytest.fixture
async def history(stores: Stores) -> OrderHistoryService:
    await stores.database["orders"].create_index([("userId", 1), ("_id", -1)])
    built = build_order_history(stores.database, stores.redis, EmptyCatalogue())
    await built.ensure_index()
    return built
