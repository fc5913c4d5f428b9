"""What carts asks of other rooms; wiring fills it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from backend.events.origin import NOWHERE, Origin


class Product(Protocol):
    """What a cart shows of a product (`products.schemas.ProductView` has it)."""

    @property
    def product_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def brand(self) -> str: ...
    @property
    def size(self) -> str: ...
    @property
    def picture(self) -> str: ...
    @property
    def price(self) -> int: ...
    @property
    def in_stock(self) -> bool: ...
    @property
    def stock_left(self) -> int | None: ...


class Catalogue(Protocol):
    """Today's names, prices and stock."""

    async def get_many(self, product_ids: Sequence[int]) -> Mapping[int, Product]:
        """Those of the products that are sold, sold out or not, by id."""
        ...


class Checkout(Protocol):
    """Turns lines into an order, each with `product_id`, `qty` and the `price` that the shopper knows."""

    async def create_order(
        self, user: str, lines: Sequence[Any], idempotency_key: str, origin: Origin = NOWHERE
    ) -> str:
        """The order's id. Raises RefusedError; one that names lines is a verdict on them.

        A line whose price is another than today's is refused; None is any price. With a key that an order has
        already, the same lines at whatever price give that order and others are refused by naming
        `idempotencyKey`: decided before anything else, and never a second order.
        """
        ...

    async def placed(self, user: str, idempotency_key: str) -> str | None:
        """The id of the order that has this key, if there is one."""
        ...
