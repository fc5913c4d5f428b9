"""Real stores for every test: one Redis and one MongoDB a session, in which no test sees another's."""

import gc
import hashlib
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import redis
from redis.asyncio import Redis

from backend.identity import passwords
from backend.launch.garbage import put_off_collecting, spare_what_started
from backend.settings import Settings
from backend.stores.embedded import EmbeddedUrls, embedded_stores
from backend.stores.mongo import Database, open_mongo
from backend.stores.redis import RedisClients, open_redis
from tests.sharing_out import ByShop, in_order

if TYPE_CHECKING:
    from backend.wiring import Shop

# Only `make test-stores` lets tests near servers that somebody else may use.
GIVEN = EmbeddedUrls(
    redis=os.environ.get("REDIS_URL") if "RIVULET_TEST_STORES" in os.environ else None,
    mongodb=os.environ.get("MONGODB_URL") if "RIVULET_TEST_STORES" in os.environ else None,
)

if "RIVULET_TEST_STORES" in os.environ and not (GIVEN.redis or GIVEN.mongodb):
    raise pytest.UsageError("Set REDIS_URL, MONGODB_URL or both to the stores that are to be tested.")

# A tenth of these processes' work would be to search what they have imported for garbage.
put_off_collecting()

for _name in [*os.environ]:
    # What a developer has set for a shop of their own must not change what the tests see.
    if _name in ("REDIS_URL", "MONGODB_URL") or _name.startswith("RIVULET_"):
        del os.environ[_name]

COSTS = {"TIME_COST": passwords.TIME_COST, "MEMORY_KIB": passwords.MEMORY_KIB}
"""Of a password in a shop; `quick_secrets` makes them less for tests."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Both stores, opened; as `operator` a test does what the shop itself may not."""

    redis: RedisClients
    database: Database
    operator: Redis


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first."""
    in_order(items)


def pytest_collection_finish() -> None:
    """All that was imported stays; what tests leave behind is collected as ever, if less often."""
    spare_what_started()
    gc.set_threshold(5_000, 20, 20)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByShop:
    """Who gets which of them."""
    return ByShop(config, log)


@pytest.fixture(scope="session", autouse=True)
def quick_secrets() -> Iterator[None]:
    """Whatever is dear so that nobody can guess a password is cheap to this process.

    A fifth of its work went into that: hundreds of accounts, and a login at MongoDB for each connection. What
    a shop's own processes do stays as it is.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name, cost in {"TIME_COST": 1, "MEMORY_KIB": 64}.items():
            patch.setattr(passwords, name, cost)
        patch.setattr(hashlib, "pbkdf2_hmac", cache(hashlib.pbkdf2_hmac))
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_interruption() -> Iterator[None]:
    """Ctrl-C as Python has it, but not in Python's own handler.

    asyncio would replace that one at each start of its loop, and `signal` put the whole task into words each
    time: a hundredth of a second a test.
    """

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
async def embedded_urls(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedUrls]:
    """Stores of this session alone, with passwords, as the shop starts them."""
    async with embedded_stores(tmp_path_factory.mktemp("stores")) as urls:
        yield urls


@pytest.fixture(scope="session")
def operator(embedded_urls: EmbeddedUrls) -> Iterator[redis.Redis]:
    """May do in the session's Redis what the shop may not."""
    assert embedded_urls.operator
    with redis.Redis.from_url(embedded_urls.operator) as client:
        yield client


@pytest.fixture
def empty_urls(embedded_urls: EmbeddedUrls, operator: redis.Redis) -> Iterator[EmbeddedUrls]:
    """The session's stores with nothing in Redis and a MongoDB database that no test had before.

    It goes with the session's server: to drop a full one takes longer than to fill it.
    """
    assert embedded_urls.mongodb
    name = f"test_{uuid4().hex[:12]}"
    place, _, options = embedded_urls.mongodb.partition("?")
    mongodb = f"{place.rpartition('/')[0]}/{name}?{options}"
    yield EmbeddedUrls(embedded_urls.redis, mongodb, embedded_urls.operator)
    operator.flushall()
    # A stranger's wrong password is none of our commands: another shop's that had this port before, say.
    refused = {entry["object"] for entry in operator.acl_log() if entry["reason"] != "auth"}
    operator.acl_log_reset()
    assert not refused, f"backend/stores/embedded/redis_access.py doesn't give the shop {refused}"


@pytest.fixture
def settings(empty_urls: EmbeddedUrls, tmp_path: Path) -> Settings:
    """A shop on the empty stores; `model_copy(update=…)` for other wishes."""
    return settings_on(empty_urls, tmp_path / "home")


def settings_on(urls: EmbeddedUrls, home: Path) -> Settings:
    """A shop on these stores whose payments take no time."""
    return _plain_settings().model_copy(
        update={"redis_url": urls.redis, "mongodb_url": urls.mongodb, "home": home}
    )


@cache
def _plain_settings() -> Settings:
    return Settings(payment_latency_ms=0)


@asynccontextmanager
async def opened(urls: EmbeddedUrls) -> AsyncIterator[Stores]:
    """Clients on these stores."""
    assert urls.redis
    assert urls.mongodb
    assert urls.operator
    async with (
        open_redis(urls.redis) as clients,
        open_mongo(urls.mongodb) as database,
        Redis.from_url(urls.operator) as operator,
    ):
        yield Stores(clients, database, operator)


@pytest.fixture
async def stores(empty_urls: EmbeddedUrls) -> AsyncIterator[Stores]:
    """Clients on the empty stores."""
    async with opened(empty_urls) as stores:
        yield stores


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator["Shop"]:
    """The wired shop on the empty stores; its consumers don't run until a test runs them."""
    from backend.wiring import open_shop

    async with open_shop(settings) as opened:
        yield opened
