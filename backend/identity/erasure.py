"""Removes a person from the shop: what they were known by goes, their orders stay as nobody's."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from redis.asyncio import Redis

from backend.bus.dead_letters import DeadLetters
from backend.bus.streams import group_position, purge
from backend.events import LOGINS_CON_GROUP, LOGINS_STREAM, READERS
from backend.identity.accounts import AccountService
from backend.identity.credentials import checked_email
from backend.identity.ports import HeldPayments, Keeper, PersonsOrders
from backend.identity.sessions import SessionService
from backend.kit.errors import Problem, RefusedError
from backend.kit.ids import new_id

log = structlog.get_logger()

USER_ID = re.compile(r"USR_[0-9A-Za-z_-]{1,60}")
LOOK_AGAIN_S = 0.2
CANCELLED = "This order was cancelled because its shopper asked to be forgotten."


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased, and the name that their orders and payments have now.

    `was_known` is false where no account, session or order of theirs was found: for a mistyped id as for a
    person who was erased before.
    """

    user: str
    stand_in: str
    orders: int
    was_known: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """Asks every room that keeps something of a person. Interrupted, it is finished by doing it again."""

    accounts: AccountService
    sessions: SessionService
    orders: PersonsOrders
    payments: HeldPayments
    # In this order: a later one is how an earlier one finds what is the person's.
    keepers: Sequence[Keeper]
    dead_letters: DeadLetters
    redis: Redis
    patience_s: float = 10.0

    async def erase(self, person: str) -> Erased:
        """Erase the shopper of this user id, or the account with this email.

        Orders on hold are cancelled. Raises `RefusedError` when there is no such account, and when an order
        of theirs is still under way after ten seconds: then at most their sessions have ended.
        """
        user = await self._user_of(person)
        names = [user, *await self.accounts.repository.guests_of(user)]
        known = await self._is_known(user)
        await self._settle(names)
        for name in names:
            await self.sessions.forget(name)
        # Until then they could order; what they ordered is waited for.
        await self._settle(names)
        for stream in READERS:
            await purge(self.redis, stream, names)
        await self._until_heard()
        orders = await self._count(names)
        erased = Erased(user, f"GONE_{new_id()}", orders, known or orders > 0)
        for name in names:
            for keeper in self.keepers:
                await keeper.forget(name, erased.stand_in)
        await self.dead_letters.scrub(names)
        await self.accounts.forget(user, erased.stand_in)
        log.info("person erased", stand_in=erased.stand_in, orders=erased.orders)
        return erased

    async def _user_of(self, person: str) -> str:
        if "@" not in person:
            if not USER_ID.fullmatch(person):
                raise RefusedError(Problem("user", "This is no email and no user id (USR_…)."))
            return person
        account = await self.accounts.repository.by_email(checked_email(person))
        if account is None:
            raise RefusedError(Problem("user", "There is no account with this email."))
        return str(account["_id"])

    async def _is_known(self, user: str) -> bool:
        return bool(
            await self.accounts.repository.by_user(user) or await self.sessions.repository.any_of(user)
        )

    async def _settle(self, names: Sequence[str]) -> None:
        """Cancel what is on hold, and wait for the rest."""
        deadline = asyncio.get_running_loop().time() + self.patience_s
        while True:
            unsettled = [order for name in names for order in await self.orders.unsettled_of(name)]
            if not unsettled:
                return
            for order in unsettled:
                if order.waits_for_a_person:
                    await self.payments.cancel_held(order.order_id, CANCELLED)
            if asyncio.get_running_loop().time() > deadline:
                words = f"{len(unsettled)} of their orders are under way. Nothing was erased; try again later"
                raise RefusedError(Problem("user", f"{words}, with the shop running."))
            await asyncio.sleep(LOOK_AGAIN_S)

    async def _until_heard(self) -> None:
        """Wait until nobody has a login in hand, or what was purged might be recorded after all."""
        deadline = asyncio.get_running_loop().time() + self.patience_s
        while asyncio.get_running_loop().time() < deadline:
            position = await group_position(self.redis, LOGINS_STREAM, LOGINS_CON_GROUP)
            if position is None or not position.pending:
                return
            await asyncio.sleep(LOOK_AGAIN_S)

    async def _count(self, names: Sequence[str]) -> int:
        number = 0
        for name in names:
            after: str | None = None
            while order_ids := await self.orders.order_ids_of(name, after):
                number, after = number + len(order_ids), order_ids[-1]
        return number
