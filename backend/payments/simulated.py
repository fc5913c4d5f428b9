"""A payment provider that moves no money but takes its time and declines as it is told to."""

import asyncio
import hashlib

from backend.kit.words import words
from backend.payments.ports import Charge, Outcome

DECLINED = words("Your bank declined the payment. Nothing was charged.")
TEST_CARD_MINOR = 13


class SimulatedProvider:
    """Its word depends on the key and the amount alone, so a repeated charge always has the same outcome.

    `latency_ms` is how long a charge takes, `decline_rate` the share of declined ones in 0..1; with
    `test_cards` amounts ending in .13 are declined.
    """

    def __init__(self, *, latency_ms: int, decline_rate: float, test_cards: bool) -> None:
        self._latency_s = latency_ms / 1000
        self._decline_rate = decline_rate
        self._test_cards = test_cards

    async def charge(self, charge: Charge) -> Outcome:
        """Approve or decline after the latency."""
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        return self._decide(charge)

    async def lookup(self, idempotency_key: str) -> Outcome | None:
        """Always None: what is charged again has the same outcome, so there is nothing to remember."""
        del idempotency_key
        return None

    def _decide(self, charge: Charge) -> Outcome:
        if self._test_cards and charge.amount % 100 == TEST_CARD_MINOR:
            return Outcome(approved=False, reason=DECLINED)
        draw = int.from_bytes(hashlib.sha256(charge.idempotency_key.encode()).digest()[:8]) / 2**64
        if draw < self._decline_rate:
            return Outcome(approved=False, reason=DECLINED)
        return Outcome(approved=True)
