"""What the order history must ask of other rooms at once; wiring fills it."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Catalogue(Protocol):
    """What products are like today."""

    async def contract_data(self, product_ids: Sequence[int], base_url: str) -> Mapping[int, bytes]:
        """JSON text that completes the tutorial's `data` object of each product that there is.

        From `"ageGroup":` to the object's last brace.
        """
        ...
