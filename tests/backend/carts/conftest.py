"""A cart on the real database, with a catalogue and a checkout that live in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.carts.models import Line
from backend.carts.service import CartService, build_carts
from backend.events.origin import NOWHERE, Origin
from backend.kit.clock import now
from backend.kit.errors import Problem, RefusedError
from backend.kit.ids import new_id
from backend.products.schemas import ProductView
from tests.conftest import Stores

USER = f"USR_{new_id()}"


def product(
    product_id: int, *, price: int = 1000, in_stock: bool = True, left: int | None = None
) -> ProductView:
    return ProductView(
        product_id=product_id,
        name=f"Shirt {product_id}",
        brand="Acme",
        variant="",
        price=price,
        list_price=price,
        currency="USD",
        picture=f"/pictures/{product_id}.svg",
        article_type="Shirts",
        category="Apparel",
        colour="Blue",
        gender="Men",
        in_stock=in_stock,
        stock_left=left,
    )


class Shelf:
    """A catalogue that a test changes at will."""

    def __init__(self) -> None:
        self.products = {number: product(number) for number in range(1, 61)}

    async def get_many(self, product_ids: Sequence[int]) -> dict[int, ProductView]:
        return {each: self.products[each] for each in product_ids if each in self.products}


class Till:
    """A checkout with orders' promise: a key stands for one order; tests may break in around it."""

    def __init__(self) -> None:
        self.orders: dict[tuple[str, str], tuple[str, tuple[Line, ...]]] = {}
        self.asked_prices: list[int | None] = []
        self.refusal: RefusedError | None = None
        self.crash_before: Exception | None = None
        self.crash_after: Exception | None = None

    async def create_order(
        self, user: str, lines: Sequence[Any], idempotency_key: str, origin: Origin = NOWHERE
    ) -> str:
        if self.crash_before:
            raise self.crash_before
        self.asked_prices, bare = [line.price for line in lines], tuple(line.bare for line in lines)
        if known := self.orders.get((user, idempotency_key)):
            if known[1] != bare:
                raise RefusedError(Problem("idempotencyKey", "This key was used for a different order."))
            return known[0]
        if self.refusal:
            raise self.refusal
        order_id = new_id()
        self.orders[user, idempotency_key] = (order_id, bare)
        if self.crash_after:
            raise self.crash_after
        return order_id

    async def placed(self, user: str, idempotency_key: str) -> str | None:
        known = self.orders.get((user, idempotency_key))
        return known[0] if known else None

    @property
    def bought(self) -> list[list[tuple[int, int]]]:
        return [[(line.product_id, line.qty) for line in lines] for _, lines in self.orders.values()]


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.at = now()

    def __call__(self) -> datetime:
        return self.at

    def turn(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def till() -> Till:
    return Till()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def carts(stores: Stores, shelf: Shelf, till: Till, clock: Clock) -> CartService:
    return build_carts(stores.database, shelf, till, currency="USD", clock=clock)
