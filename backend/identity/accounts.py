"""Accounts: a guest who gives an email and a password finds their cart and orders again anywhere."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from backend.events.logins import LoginAction
from backend.identity.account_repository import AccountRepository
from backend.identity.credentials import checked, checked_password
from backend.identity.errors import CredentialsError
from backend.identity.passwords import Passwords
from backend.identity.ports import Heir
from backend.identity.schemas import Caller, Session
from backend.identity.sessions import SessionService
from backend.identity.takeovers import Takeovers
from backend.identity.tokens import digest_of
from backend.kit.clock import now
from backend.kit.ids import new_id
from backend.kit.words import words
from backend.stores import mongo
from backend.stores.mongo import Database, in_transaction

Document = dict[str, Any]

NO_ACCOUNT_MADE = words("No account could be made with this email. If it is yours, sign in instead.")
ANOTHER_PASSWORD = "There is an account with this email, and this is not its password."  # noqa: S105


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that began in place of another: what was stored in one transaction."""

    token: str
    session: Session
    document: Document
    ended: Document | None
    guest: str = ""


class AccountService:
    """Signs people up and in. Every time the token changes, and the old one proves nobody any more.

    What is refused is refused in the same words after the same work, whether there is such an account or not.
    """

    def __init__(
        self,
        database: Database,
        sessions: SessionService,
        heirs: Sequence[Heir],
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.repository = AccountRepository(database)
        self.takeovers = Takeovers(self.repository, heirs, clock)
        self.passwords = Passwords()
        self._database = database
        self._sessions = sessions
        self._clock = clock

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Use the accounts inside."""
        await self.repository.ensure_indexes()
        try:
            yield
        finally:
            self.passwords.close()

    async def sign_up(
        self, token: str | None, caller: Caller, email: object, password: object
    ) -> tuple[str, Session]:
        """The guest of `token` becomes an account and keeps their user id, or somebody new does.

        Raises `RefusedError` naming `email` or `password`, `CredentialsError` when the email is taken.
        """
        address, word = checked(email, password)
        password_hash = await self.passwords.hashed(word)

        async def enter(within: mongo.Session) -> Entry:
            at = self._clock()
            ended = await self._end(token, at, within)
            user = _guest_of(ended) or f"USR_{new_id()}"
            await self.repository.insert(user, address, password_hash, "shopper", at, within)
            return await self._begin(
                Session(new_id(), user, address), caller, LoginAction.SIGN_UP, ended, within
            )

        try:
            entry = await in_transaction(self._database, enter)
        except DuplicateKeyError:
            raise CredentialsError(NO_ACCOUNT_MADE) from None
        return await self._entered(entry)

    async def sign_in(
        self, token: str | None, caller: Caller, email: object, password: object
    ) -> tuple[str, Session]:
        """A session of the account; what the guest of `token` has becomes the account's, soon if not at once.

        Raises `RefusedError` naming `email` or `password`, `CredentialsError` when they don't fit.
        """
        address, word = checked(email, password)
        account = await self.repository.by_email(address)
        stored = account["password"] if account else None
        if not await self.passwords.fits(stored, word) or account is None:
            raise CredentialsError
        changes = {}
        if self.passwords.is_outdated(account["password"]):
            changes["password"] = await self.passwords.hashed(word)

        async def enter(within: mongo.Session) -> Entry:
            at = self._clock()
            current = await self.repository.change(account["_id"], changes, at, within)
            if current is None:
                raise CredentialsError
            ended = await self._end(token, at, within)
            guest = _guest_of(ended)
            if guest:
                await self.repository.take_guest(guest, current["_id"], at, within)
            session = Session(new_id(), current["_id"], current["email"], current["role"] == "admin")
            return await self._begin(session, caller, LoginAction.SIGN_IN, ended, within, guest)

        return await self._entered(await in_transaction(self._database, enter))

    async def confirm(self, session: Session, password: object) -> None:
        """Whoever uses this session knows its account's password. Raises `CredentialsError` otherwise."""
        word = checked_password(password)
        account = await self.repository.by_user(session.user)
        if not await self.passwords.fits(account["password"] if account else None, word):
            raise CredentialsError

    async def create_admin(self, email: object, password: object) -> str:
        """The user id of an account with the role admin: a new one, or one whose password this is.

        Who was a shopper until now is signed out everywhere, for no session becomes more than it was.
        """
        address, word = checked(email, password)
        account = await self.repository.by_email(address)
        if account is None:
            user, password_hash = f"USR_{new_id()}", await self.passwords.hashed(word)
            try:
                await self.repository.insert(user, address, password_hash, "admin", self._clock())
            except DuplicateKeyError:
                raise CredentialsError(NO_ACCOUNT_MADE) from None
            return user
        if not await self.passwords.fits(account["password"], word):
            raise CredentialsError(ANOTHER_PASSWORD)
        await self.repository.change(account["_id"], {"role": "admin"}, self._clock())
        if account["role"] != "admin":
            await self._sessions.end_all(account["_id"])
        return str(account["_id"])

    async def forget(self, user: str, stand_in: str) -> None:
        """Remove the account, its sessions and those of its guests; nothing stays in the stand-in's name.

        Only the account knows who its guests were, so other keepers forget before it.
        """
        for each in (user, *await self.repository.guests_of(user)):
            await self._sessions.forget(each)
        await self.repository.remove(user)

    async def _end(self, token: str | None, at: datetime, within: mongo.Session) -> Document | None:
        digest = digest_of(token)
        if digest is None:
            return None
        return await self._sessions.repository.end({"_id": digest, "expiresOn": {"$gt": at}}, at, within)

    async def _begin(
        self,
        session: Session,
        caller: Caller,
        action: LoginAction,
        ended: Document | None,
        within: mongo.Session,
        guest: str = "",
    ) -> Entry:
        token, document = self._sessions.made(session, caller, action, guest)
        await self._sessions.repository.insert(document, within)
        return Entry(token, session, document, ended, guest)

    async def _entered(self, entry: Entry) -> tuple[str, Session]:
        await asyncio.gather(
            self._sessions.tell_ended([entry.ended] if entry.ended else []),
            self._sessions.announce([entry.document]),
            *([self.takeovers.at_once(entry.guest, entry.session.user)] if entry.guest else []),
        )
        return entry.token, entry.session


def _guest_of(ended: Document | None) -> str:
    """The guest whose session this was; nobody when it was an account's."""
    return str(ended["userId"]) if ended and not ended["email"] else ""
