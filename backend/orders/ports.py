"""What orders must ask of other rooms at once; wiring fills these."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Catalogue(Protocol):
    """The server's own word on what a product is and costs."""

    async def quote(self, product_ids: Sequence[int]) -> Mapping[int, Mapping[str, Any]]:
        """For each product that exists `{"price": minor units, "active": bool, "productData": {…}}`."""
        ...


class ReadView(Protocol):
    """The read side, refreshed whenever orders changed."""

    async def refresh(self, orders: Sequence[dict[str, Any]]) -> None:
        """Show these order documents where they are newer, and hint their shoppers' open pages."""
        ...
