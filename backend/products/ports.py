"""What the catalogue asks of other rooms; `wiring.py` fills these."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class FirstStock(Protocol):
    """Stock belongs to orders: the catalogue may only give a product its first, and ask what is left."""

    async def give_first_stock(self, levels: Mapping[int, int]) -> None:
        """Set the stock of each product that has none yet; stock that exists is never changed."""

    async def levels(self, product_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
        """`{product_id: (available, version)}` of those that have stock; a version only rises."""
