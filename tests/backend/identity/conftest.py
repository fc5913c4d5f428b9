"""Sessions and accounts on real stores, with a clock that a test can turn."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from backend.bus.outbox import Publisher
from backend.identity.accounts import AccountService
from backend.identity.schemas import Caller
from backend.identity.sessions import SessionService
from backend.kit.clock import now
from tests.conftest import Stores

LIFE = timedelta(days=90)
SECRET = b"a secret for tests"
CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
)
SOMEONE = Caller(ip="203.0.113.7", user_agent=CHROME, language="en-GB,en;q=0.9")


@dataclass
class Clock:
    """Tells the time, and any later one."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead


@dataclass
class Heirs:
    """An heir that keeps what it was told."""

    taken: list[tuple[str, str]] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)

    async def take_over(self, guest: str, account: str) -> None:
        if self.trouble:
            raise self.trouble.pop()
        self.taken.append((guest, account))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def heir() -> Heirs:
    return Heirs()


def sessions_on(stores: Stores, clock: Clock) -> SessionService:
    """Sessions as one process has them; two of them are two processes."""
    publisher = Publisher(stores.redis.commands)
    return SessionService(stores.database, stores.redis, publisher, SECRET, life=LIFE, clock=clock)


@pytest.fixture
async def sessions(stores: Stores, clock: Clock) -> AsyncIterator[SessionService]:
    service = sessions_on(stores, clock)
    async with service.open():
        yield service


@pytest.fixture
async def elsewhere(stores: Stores, clock: Clock) -> AsyncIterator[SessionService]:
    """The sessions of another process on the same stores."""
    service = sessions_on(stores, clock)
    async with service.open():
        yield service


@pytest.fixture
async def accounts(
    stores: Stores, sessions: SessionService, heir: Heirs, clock: Clock
) -> AsyncIterator[AccountService]:
    service = AccountService(stores.database, sessions, [heir], clock=clock)
    async with service.open():
        yield service
