"""Sessions: a random token proves one; MongoDB keeps it under the token's hash, Redis caches it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta

import structlog

from backend.bus.outbox import Publisher
from backend.events.logins import LoginAction
from backend.events.origin import Origin
from backend.identity import models
from backend.identity.cache import SessionCache
from backend.identity.devices import device_of
from backend.identity.endings import Endings
from backend.identity.hashes import Hashes
from backend.identity.models import Document, Known
from backend.identity.repository import SessionRepository
from backend.identity.schemas import Caller, Session, SessionView
from backend.identity.tokens import digest_of, new_token
from backend.kit.clock import now
from backend.kit.group_commit import GroupCommit
from backend.kit.ids import new_id
from backend.stores.mongo import Database
from backend.stores.outage import is_outage
from backend.stores.redis import RedisClients

log = structlog.get_logger()

TOUCHED_AFTER = timedelta(hours=1)
STORED_AT_ONCE = 200
PUBLISHED_WITHIN_S = 1.0


class SessionService:
    """Begins, finds and ends sessions. One that ended is found by nobody any more, here or elsewhere.

    Only with Redis away at the very moment of the end may another process find it a minute longer.
    """

    def __init__(
        self,
        database: Database,
        redis: RedisClients,
        publisher: Publisher,
        secret: bytes,
        *,
        life: timedelta,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.repository = SessionRepository(database)
        self._cache = SessionCache(redis.commands)
        self._endings = Endings(redis, self._cache)
        self._publisher = publisher
        self._hashes = Hashes(secret)
        self._beginnings: GroupCommit[Document] = GroupCommit(self._store_guests, most=STORED_AT_ONCE)
        self._life = life
        self._clock = clock
        self._touching: dict[str, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Use the sessions inside; what they do behind a caller's back ends with it."""
        await self.repository.ensure_indexes()
        await asyncio.to_thread(device_of, "")  # the first look takes long
        try:
            yield
        finally:
            await self.settle()
            await self._endings.close()

    async def settle(self) -> None:
        """Wait for what is done behind callers' backs."""
        await asyncio.gather(*self._touching.values(), return_exceptions=True)

    async def begin(self, caller: Caller) -> tuple[str, Session]:
        """A guest never seen before, and the token that proves them from now on."""
        session = Session(new_id(), f"USR_{new_id()}")
        token, document = self.made(session, caller, LoginAction.FIRST_SESSION)
        await self._beginnings.write(document)
        return token, session

    async def _store_guests(self, begun: Sequence[Document]) -> None:
        await self.repository.insert_all(begun)
        await asyncio.gather(
            self.announce(begun),
            self._cache.put(
                {each["_id"]: models.to_cache(each["_id"], models.known(each)) for each in begun}
            ),
        )

    def made(
        self, session: Session, caller: Caller, action: LoginAction, guest: str = ""
    ) -> tuple[str, Document]:
        """A new session's token and its document, not yet stored."""
        token, origin = new_token(), self.origin(session, caller)
        document = models.new_session(
            digest_of(token) or "",
            session,
            action,
            origin,
            device=origin.device,
            guest=guest,
            at=self._clock(),
            life=self._life,
        )
        return token, document

    async def announce(self, begun: Sequence[Document]) -> None:
        """Publish that sessions began. They are stored: what fails here the sweeper makes good."""
        entries = [entry for each in begun for entry in each["outbox"]]
        await self._at_best(self._publisher.publish(entries), "sessions begun, and not published yet")

    async def find(self, token: object) -> Session | None:
        """The session that a token proves; None when it is malformed, not ours, ended or expired.

        Its expiry slides with its use. Raises MongoDB's error when that is away and nothing is cached.
        """
        digest = digest_of(token)
        if digest is None or digest in self._endings.untold:
            return None
        cached = await self._cache.get(digest)
        found = models.from_cache(digest, cached) if cached else None
        found = found or await self._read(digest)
        at = self._clock()
        if found is None or found.expires_on <= at:
            return None
        if at - found.seen_on >= TOUCHED_AFTER and digest not in self._touching:
            task = asyncio.create_task(self._touch(digest, at))
            self._touching[digest] = task
            task.add_done_callback(lambda _: self._touching.pop(digest, None))
        return found.session

    async def _read(self, digest: str) -> Known | None:
        lease = await self._cache.lease(digest)
        document = await self.repository.find(digest)
        if document is None:
            return None
        found = models.known(document)
        if lease:
            await self._cache.fill(digest, lease, models.to_cache(digest, found))
        return found

    async def _touch(self, digest: str, at: datetime) -> None:
        async def touch() -> None:
            await self.repository.touch(digest, at, at + self._life)
            await self._cache.drop([digest])

        await self._at_best(touch(), "session's use not noted")

    async def end(self, token: object) -> None:
        """End the session of this token, if it has one."""
        if digest := digest_of(token):
            ended = await self.repository.end({"_id": digest}, self._clock())
            await self.tell_ended([ended] if ended else [])

    async def end_one(self, user: str, session_id: object) -> bool:
        """End one of this shopper's own sessions; False when they have no such session that lives."""
        if not isinstance(session_id, str):
            return False
        ended = await self.repository.end({"sessionId": session_id, "userId": user}, self._clock())
        await self.tell_ended([ended] if ended else [])
        return ended is not None

    async def end_all(self, user: str) -> int:
        """End every session of this shopper; how many there were."""
        ended = await self.repository.end_all(user, self._clock())
        await self.tell_ended(ended)
        return len(ended)

    async def forget(self, user: str) -> None:
        """End every session of this person and keep nothing of it."""
        await self.end_all(user)
        await self.repository.remove_all(user)

    async def tell_ended(self, ended: Sequence[Document]) -> None:
        """Let every process know of sessions that ended in MongoDB."""
        await self._endings.tell([each["_id"] for each in ended], [each["sessionId"] for each in ended])

    async def list(self, user: str) -> list[SessionView]:
        """The shopper's sessions that live, the newest first, at most a hundred."""
        return [models.view(each) for each in await self.repository.living_of(user, self._clock())]

    def ended(self) -> AbstractAsyncContextManager[AsyncIterator[str]]:
        """The ids of sessions that end from now on: hints, which may be lost. `alive` knows for certain."""
        return self._endings.heard()

    async def alive(self, session_ids: Sequence[str]) -> set[str]:
        """Those of these sessions that live, by MongoDB."""
        return await self.repository.living(session_ids, self._clock())

    def origin(self, session: Session, caller: Caller) -> Origin:
        """Where the caller is, in keyed hashes that fit those of the same browser and address only."""
        return Origin(
            session.session_id,
            self._hashes.browser(caller.user_agent, caller.language),
            self._hashes.address(caller.ip),
            device_of(caller.user_agent),
            session.signed_in,
        )

    async def _at_best(self, step: Awaitable[None], otherwise: str) -> None:
        try:
            async with asyncio.timeout(PUBLISHED_WITHIN_S):
                await step
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning(otherwise, error=repr(error))
