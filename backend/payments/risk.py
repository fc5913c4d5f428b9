"""The risk of a batch of orders, asked before anything is charged; with the setting for no answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from backend.events.orders import OrderPlaced
from backend.payments.ports import Assessment, RiskAssessor, Verdict
from backend.stores.outage import is_outage

log = structlog.get_logger()

NOT_CHECKED = "We could not check this order yet. Nothing was charged; confirm it, or we will look at it."


@dataclass(frozen=True, slots=True)
class _Unchecked:
    """The verdict on an order whose risk nobody knows."""

    on_hold: bool
    reason: str
    risk: None = None


@dataclass(frozen=True, slots=True)
class _Unjudged:
    """What stands for an assessment that didn't come."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)

    async def keep(self) -> None:
        """There is nothing to store."""


@dataclass(frozen=True, slots=True)
class RiskGate:
    """Asks the assessor and waits for `timeout_s` at most.

    Whatever keeps the answer away, with `fail_closed` the orders are put on hold, else they are charged.
    """

    assessor: RiskAssessor
    timeout_s: float
    fail_closed: bool

    async def judge(self, placed: Sequence[OrderPlaced]) -> Assessment:
        """The assessor's verdicts, else what the setting says."""
        if not placed:
            return _Unjudged()
        try:
            async with asyncio.timeout(self.timeout_s):
                return await self.assessor.assess(placed)
        except Exception as error:
            # Whatever it was: no trouble in the assessor may stop the shop's payments.
            log.error(
                "orders not assessed",
                orders=len(placed),
                on_hold=self.fail_closed,
                error=repr(error),
                exc_info=None if is_outage(error) else error,
            )
        if not self.fail_closed:
            return _Unjudged()
        return _Unjudged({message.order_id: _Unchecked(True, NOT_CHECKED) for message in placed})
