"""Sessions live on when Redis is cut off, silent or empty; MongoDB has all of them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from backend.bus.outbox import Publisher
from backend.bus.sweeper import Sweeper
from backend.events import LOGINS_CON_GROUP, LOGINS_STREAM
from backend.identity.cache import KEY_PREFIX
from backend.identity.sessions import SessionService
from backend.identity.tokens import digest_of
from backend.settings import Settings
from backend.stores.redis import open_redis
from tests.backend.identity.conftest import LIFE, SECRET, SOMEONE
from tests.backend.identity.redis_gate import Gate, gate_before
from tests.conftest import Stores
from tests.waiting import eventually


@dataclass
class Behind:
    """Sessions of a process whose way to Redis a test holds in its hand."""

    sessions: SessionService
    gate: Gate


@pytest.fixture
async def behind(stores: Stores, settings: Settings) -> AsyncIterator[Behind]:
    async with gate_before(settings.redis_url or "") as (gate, url), open_redis(url) as redis:
        sessions = SessionService(stores.database, redis, Publisher(redis.commands), SECRET, life=LIFE)
        async with sessions.open():
            yield Behind(sessions, gate)


async def test_a_cut_off_redis_hides_no_session(behind: Behind):
    token, session = await behind.sessions.begin(SOMEONE)
    assert await behind.sessions.find(token) == session
    behind.gate.cut()
    assert await behind.sessions.find(token) == session
    other_token, other = await behind.sessions.begin(SOMEONE)
    assert await behind.sessions.find(other_token) == other


async def test_a_silent_redis_holds_nobody_up_for_longer_than_a_moment(behind: Behind):
    token, session = await behind.sessions.begin(SOMEONE)
    behind.gate.clog()
    clock = asyncio.get_running_loop().time
    began = clock()
    assert await asyncio.gather(*(behind.sessions.find(token) for _ in range(50))) == [session] * 50
    # One wait of a second for all of them, then MongoDB; Redis' own patience would be ten.
    assert clock() - began < 4
    began = clock()
    assert await behind.sessions.find(token) == session
    assert clock() - began < 0.9  # it is not asked again so soon


async def test_late_answers_of_a_silent_redis_reach_nobody_else(behind: Behind):
    begun = [await behind.sessions.begin(SOMEONE) for _ in range(20)]
    for _ in range(2):
        behind.gate.clog()
        await asyncio.gather(*(behind.sessions.find(token) for token, _ in begun[:10]))
        behind.gate.mend()
        for _ in range(30):
            found = await asyncio.gather(*(behind.sessions.find(token) for token, _ in reversed(begun)))
            assert found == [session for _, session in reversed(begun)]


@pytest.mark.parametrize("odd", [b"[", b"[]", b"{}", b"null", b"\xff", b"0", b'["a","b","c","d",true,1,2]'])
async def test_what_is_no_entry_of_this_session_is_not_believed(
    stores: Stores, sessions: SessionService, odd: bytes
):
    token, session = await sessions.begin(SOMEONE)
    other_token, _ = await sessions.begin(SOMEONE)
    keys = [KEY_PREFIX + (digest_of(each) or "") for each in (token, other_token)]
    await stores.redis.commands.set(keys[0], odd)
    assert await sessions.find(token) == session
    await stores.redis.commands.set(keys[0], await stores.redis.commands.get(keys[1]))
    assert await sessions.find(token) == session


async def test_a_redis_that_is_back_is_used_again(stores: Stores, behind: Behind):
    token, session = await behind.sessions.begin(SOMEONE)
    behind.gate.cut()
    assert await behind.sessions.find(token) == session
    behind.gate.mend()

    async def cached() -> bool:
        assert await behind.sessions.find(token) == session
        found = await stores.redis.commands.get(KEY_PREFIX + (digest_of(token) or ""))
        return bool(found) and found.startswith(b"[")

    await eventually(cached)


async def test_a_redis_that_lost_everything_hides_no_session(stores: Stores, sessions: SessionService):
    token, session = await sessions.begin(SOMEONE)
    await sessions.find(token)
    await stores.operator.flushall()
    assert await sessions.find(token) == session


async def test_a_session_that_ended_without_redis_is_nobody_as_soon_as_redis_is_back(
    behind: Behind, elsewhere: SessionService
):
    token, session = await behind.sessions.begin(SOMEONE)
    assert await elsewhere.find(token) == session
    behind.gate.cut()
    await behind.sessions.end(token)
    assert await behind.sessions.find(token) is None
    behind.gate.mend()

    async def is_nobody() -> bool:
        return await elsewhere.find(token) is None

    await eventually(is_nobody)


async def test_a_session_that_began_without_redis_is_announced_by_the_sweeper(stores: Stores, behind: Behind):
    behind.gate.cut()
    _, session = await behind.sessions.begin(SOMEONE)
    assert await stores.redis.commands.exists(LOGINS_STREAM) == 0
    collection, publisher = stores.database["sessions"], Publisher(stores.redis.commands)
    sweeper = Sweeper(collection, publisher, {LOGINS_STREAM: (LOGINS_CON_GROUP,)}, grace_s=-1)
    await sweeper.sweep()
    await sweeper.sweep()
    [(_, fields)] = await stores.redis.commands.xrange(LOGINS_STREAM)
    assert fields[b"sessionId"].decode() == session.session_id
    assert await collection.count_documents({"dirty": True}) == 0


async def test_whoever_listens_while_redis_is_away_hears_what_ends_when_it_is_back(
    behind: Behind, elsewhere: SessionService
):
    behind.gate.cut()
    async with behind.sessions.ended() as hints:
        heard = asyncio.ensure_future(anext(hints))
        behind.gate.mend()
        async with asyncio.timeout(10):
            while not heard.done():
                token, _ = await elsewhere.begin(SOMEONE)
                await elsewhere.end(token)
            assert await heard
