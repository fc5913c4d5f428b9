"""A guest who signed in leaves what they have to their account: at once, and once more when all is quiet."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from backend.identity.account_repository import AccountRepository
from backend.identity.ports import Heir
from backend.kit.clock import now
from backend.stores.outage import is_outage

log = structlog.get_logger()

AT_ONCE_WITHIN_S = 2.0
# No request of a session that ended so long ago is still on its way into an order.
QUIET_AFTER = timedelta(minutes=2)
EVERY_S = 30.0


@dataclass
class Takeovers:
    """Asks every heir. Heirs don't mind being asked again."""

    repository: AccountRepository
    heirs: Sequence[Heir]
    clock: Callable[[], datetime] = now

    async def at_once(self, guest: str, account: str) -> None:
        """Within two seconds; what fails or takes longer, whoever hears SessionBegun does again."""
        steps = (asyncio.wait_for(heir.take_over(guest, account), AT_ONCE_WITHIN_S) for heir in self.heirs)
        for error in await asyncio.gather(*steps, return_exceptions=True):
            if isinstance(error, BaseException):
                _tell("guest not taken over yet", error)

    async def again(self, guest: str, account: str) -> None:
        """However long it takes. Raises the first error after every heir was asked."""
        asked = await asyncio.gather(
            *(heir.take_over(guest, account) for heir in self.heirs), return_exceptions=True
        )
        for error in asked:
            if error is not None:
                raise error

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set, ask for guests that were taken over two minutes ago or more a last time.

        An order that was on its way when its guest signed in reaches the account by this.
        """
        while not stop.is_set():
            await self.finish()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), EVERY_S)

    async def finish(self) -> None:
        """One look at the guests that are still open."""
        try:
            for guest, account in await self.repository.open_guests(self.clock() - QUIET_AFTER):
                await self.again(guest, account)
                await self.repository.close_guest(guest)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told and tried again
            _tell("guests not taken over yet", error)


def _tell(what: str, error: BaseException) -> None:
    log.warning(what, error=repr(error), exc_info=None if is_outage(error) else error)
