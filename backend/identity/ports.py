"""What identity asks of the rooms that keep something of a shopper; wiring fills it."""

from collections.abc import Sequence
from typing import Protocol


class Heir(Protocol):
    """Keeps something that a guest's account inherits."""

    async def take_over(self, guest: str, account: str) -> None:
        """Make the account the owner of whatever the guest has, once or again."""
        ...


class Keeper(Protocol):
    """Keeps something of a person."""

    async def forget(self, user: str, stand_in: str) -> None:
        """Remove it; what must stay stays under the stand-in's name. Once or again."""
        ...


class Unsettled(Protocol):
    """An order without a result of its payment."""

    @property
    def order_id(self) -> str: ...
    @property
    def waits_for_a_person(self) -> bool: ...


class PersonsOrders(Protocol):
    """Knows which orders are a person's."""

    async def unsettled_of(self, user: str) -> Sequence[Unsettled]:
        """Those whose payment has no result yet."""
        ...

    async def order_ids_of(self, user: str, after: str | None = None) -> Sequence[str]:
        """Some of their order ids, oldest first, younger than `after`; none after the last."""
        ...


class HeldPayments(Protocol):
    """Can end a payment that is on hold."""

    async def cancel_held(self, order_id: str, reason: str) -> bool:
        """Never charge it; the order follows. False when it isn't on hold."""
        ...
