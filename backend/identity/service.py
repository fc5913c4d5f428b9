"""Identity's use cases: remember who logs in, say how risky an order is, show and forget what is known."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import structlog

from backend.bus.dead_letters import Rejected
from backend.events.logins import SessionBegun
from backend.events.orders import OrderPlaced
from backend.identity.assessment import Assessment, Assessor
from backend.identity.digital import Document, login_identity, view_of
from backend.identity.digital_repository import BATCH, DigitalIdentityRepository
from backend.identity.index import SEEN, DigitalIdentityIndex, is_missing_index
from backend.identity.repository import SessionRepository
from backend.identity.schemas import IdentityView
from backend.kit.errors import Problem, RefusedError
from backend.stores.mongo import Database
from backend.stores.outage import is_outage
from backend.stores.redis import RedisClients

log = structlog.get_logger()

LARGEST_PAGE = 100

Progress = Callable[[int, int], None]


class IdentityService:
    """MongoDB keeps the digital identities for 90 days; Redis holds each shopper's newest, to be searched."""

    def __init__(
        self,
        database: Database,
        redis: RedisClients,
        sessions: SessionRepository,
        *,
        hold_at: float,
    ) -> None:
        self.repository = DigitalIdentityRepository(database)
        self.index = DigitalIdentityIndex(redis.commands)
        self._assessor = Assessor(self.repository, self.index, sessions, hold_at=hold_at)

    async def record(self, begun: Sequence[SessionBegun]) -> Sequence[Rejected]:
        """Store a login identity a session, once."""
        logins = [login_identity(message) for message in begun]
        await self.repository.insert(logins)
        await self._indexed(self.index.put(logins))
        return ()

    async def unrecorded(self, sessions: Sequence[Document]) -> Sequence[Document]:
        """Those of these sessions that no login is stored of yet."""
        recorded = await self.repository.recorded([session["sessionId"] for session in sessions])
        return [session for session in sessions if session["sessionId"] not in recorded]

    async def assess(self, placed: Sequence[OrderPlaced]) -> Assessment:
        """Judge a batch of orders in a few round trips. Nothing is stored before `keep` of the answer."""
        return await self._assessor.assess(placed)

    async def list(self, user: str, size: int = 20) -> list[IdentityView]:
        """The shopper's newest identities. Raises RefusedError that names `size` when it can't be one."""
        if type(size) is not int or not 1 <= size <= LARGEST_PAGE:
            raise RefusedError(Problem("size", f"A page holds 1 to {LARGEST_PAGE} identities."))
        return [view_of(each) for each in await self.repository.newest(user, size)]

    async def take_over(self, guest: str, account: str) -> None:
        """Make the guest's identities the account's, once or again."""
        await self.repository.take_over(guest, account)
        await self._indexed(self.index.take_over(guest, account))

    async def forget(self, user: str, stand_in: str) -> None:
        """Remove every identity of this shopper; nothing of them stays under the stand-in."""
        del stand_in
        await self.repository.remove_of(user)
        await self.ensure_index()
        await self.index.remove_of(user)

    async def ensure_index(self) -> None:
        """Create the index if it is missing or of another schema, and fill it then."""
        if await self.index.create():
            await self.reindex()

    async def reindex(self, progress: Progress | None = None) -> int:
        """Write each shopper's newest identities anew from MongoDB; how many."""
        await self.index.create()
        seen: Counter[tuple[str, str]] = Counter()
        done = 0
        async for batch in self.repository.every():
            fresh = []
            for identity in batch:
                of_a_kind = identity["userId"], identity["kind"]
                seen[of_a_kind] += 1
                if seen[of_a_kind] <= SEEN:
                    fresh.append(identity)
            # One shopper comes after the other: only the last one's may go on in the next batch.
            seen = Counter({of_a_kind: seen[of_a_kind]})
            await self.index.put(fresh)
            done += len(fresh)
            if progress:
                progress(done, done)
        await self._forget_strangers()
        return done

    async def _forget_strangers(self) -> None:
        stored = await self.index.stored_ids()
        for start in range(0, len(stored), BATCH):
            ids = stored[start : start + BATCH]
            known = await self.repository.existing(ids)
            await self.index.remove([each for each in ids if each not in known])

    async def _indexed(self, writing: Awaitable[None]) -> None:
        """Redis may miss what MongoDB has: before an order is held, MongoDB is asked."""
        try:
            await writing
        except Exception as error:
            if not (is_outage(error) or is_missing_index(error)):
                raise
            log.warning("identities not indexed", error=repr(error))
