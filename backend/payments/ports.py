"""What payments asks of whoever moves the money, and at once of other rooms; wiring fills these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from backend.events.orders import OrderPlaced


@dataclass(frozen=True, slots=True)
class Charge:
    """What to charge: `amount` in minor units of `currency`; `idempotency_key` is the order's id."""

    idempotency_key: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The provider's final word; `reason` is for the shopper and empty when the charge was approved."""

    approved: bool
    reason: str = ""


class ProviderUnavailableError(OSError):
    """The provider did not answer: nothing is known, the charge may have happened."""


class Provider(Protocol):
    """A payment service provider. A key that was charged before is never charged again."""

    async def charge(self, charge: Charge) -> Outcome:
        """Charge, or the outcome of the charge that this key had. Raises `ProviderUnavailableError`."""
        ...

    async def lookup(self, idempotency_key: str) -> Outcome | None:
        """The outcome of an earlier charge, None if there was none. Raises `ProviderUnavailableError`."""
        ...


class Verdict(Protocol):
    """What is to become of an order: its risk in 0..1, and when it is on hold a reason for the shopper."""

    @property
    def risk(self) -> float | None: ...
    @property
    def on_hold(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Assessment(Protocol):
    """The verdicts on a batch of orders, by order id."""

    @property
    def verdicts(self) -> Mapping[str, Verdict]: ...

    async def keep(self) -> None:
        """Store what was judged and why. Again is innocent."""
        ...


class RiskAssessor(Protocol):
    """Knows the shoppers, and says how much an order is like its shopper."""

    async def assess(self, placed: Sequence[OrderPlaced]) -> Assessment:
        """Judge a batch, in a few round trips however large it is; nothing is stored yet."""
        ...


class Owners(Protocol):
    """Knows whose the orders are now, which an account may have taken over."""

    async def owner_of(self, order_id: str) -> str | None:
        """The shopper; None when there is no such order."""
        ...

    async def order_ids_of(self, user: str, after: str | None = None) -> Sequence[str]:
        """Some of the shopper's order ids, oldest first, younger than `after`; none after the last."""
        ...
