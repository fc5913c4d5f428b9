"""What payments asks of whoever moves the money."""

from dataclasses import dataclass
from typing import Protocol


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
