"""What identity asks of the rooms that keep something of a shopper; wiring fills it."""

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
