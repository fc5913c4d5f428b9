"""A session's token proves its shopper until it ends or expires, and no store knows the token."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import ConnectionFailure
from redis.asyncio import Redis

from backend.events import LOGINS_STREAM
from backend.events.logins import LoginAction, SessionBegun
from backend.identity.cache import CACHED_S, KEY_PREFIX
from backend.identity.schemas import Caller
from backend.identity.sessions import SessionService
from backend.identity.tokens import digest_of
from tests.backend.identity.conftest import CHROME, LIFE, SOMEONE, Clock
from tests.conftest import Stores


async def everything_in(stores: Stores) -> str:
    """All that both stores hold, as text."""
    redis: Redis = stores.redis.commands
    held: list[Any] = []
    async for key in redis.scan_iter("*"):
        match await redis.type(key):
            case b"string":
                held += [key, await redis.get(key)]
            case b"stream":
                held += [key, await redis.xrange(key)]
    for name in await stores.database.list_collection_names():
        held += await stores.database[name].find().to_list(None)
    return repr(held)


async def begun_events(stores: Stores) -> list[SessionBegun]:
    return [SessionBegun.read(fields) for _, fields in await stores.redis.commands.xrange(LOGINS_STREAM)]


async def test_a_new_session_is_a_guest_never_seen_before(sessions: SessionService):
    token, session = await sessions.begin(SOMEONE)
    other_token, other = await sessions.begin(SOMEONE)
    assert re.fullmatch(r"SES_[A-Za-z0-9_-]{43}", token)  # 43 characters of 6 bits carry 256 bits
    assert re.fullmatch(r"USR_[0-9A-HJKMNP-TV-Z]{26}", session.user)
    assert not session.signed_in
    assert not session.admin
    assert len({token, other_token, session.user, other.user, session.session_id, other.session_id}) == 6
    assert await sessions.find(token) == session
    assert await sessions.find(token) == session  # from the cache
    assert await sessions.find(other_token) == other


async def test_a_crowd_of_guests_is_stored_and_announced_one_by_one(stores: Stores, sessions: SessionService):
    begun = await asyncio.gather(*(sessions.begin(SOMEONE) for _ in range(500)))
    assert len({token for token, _ in begun}) == len({session.user for _, session in begun}) == 500
    assert {each.session_id for each in await begun_events(stores)} == {one.session_id for _, one in begun}
    found = await asyncio.gather(*(sessions.find(token) for token, _ in begun))
    assert found == [session for _, session in begun]


async def test_a_guest_who_can_not_be_stored_hears_so_and_the_next_one_is_served(
    sessions: SessionService, monkeypatch: pytest.MonkeyPatch
):
    insert_all = sessions.repository.insert_all

    async def refuse(_: object) -> None:
        raise ConnectionFailure("away")

    monkeypatch.setattr(sessions.repository, "insert_all", refuse)
    tried = await asyncio.gather(*(sessions.begin(SOMEONE) for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in tried] == [ConnectionFailure] * 3
    monkeypatch.setattr(sessions.repository, "insert_all", insert_all)
    token, session = await sessions.begin(SOMEONE)
    assert await sessions.find(token) == session


async def test_neither_store_holds_a_token_an_address_or_a_browser(stores: Stores, sessions: SessionService):
    token, session = await sessions.begin(SOMEONE)
    await sessions.find(token)
    assert await stores.redis.commands.get(KEY_PREFIX + (digest_of(token) or ""))
    held = await everything_in(stores)
    assert session.session_id in held
    for secret in (token, token.removeprefix("SES_"), SOMEONE.ip, CHROME, "Chrome/120", SOMEONE.language):
        assert secret not in held


async def test_a_session_is_announced_once_with_keyed_hashes_only(stores: Stores, sessions: SessionService):
    _, session = await sessions.begin(SOMEONE)
    origin = sessions.origin(session, SOMEONE)
    [begun] = await begun_events(stores)
    assert (begun.user_id, begun.session_id) == (session.user, session.session_id)
    assert begun.action == LoginAction.FIRST_SESSION
    assert (begun.fingerprint, begun.ip_hash) == (origin.fingerprint, origin.ip_hash)
    assert begun.device == "Chrome on Linux"
    assert begun.guest_id == ""


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        0,
        b"SES_" + b"a" * 43,
        ["SES_"],
        {"$ne": None},
        "SES_",
        "SES_" + "a" * 42,
        "SES_" + "a" * 44,
        "SES_" + "a" * 42 + "\n",
        "SES_" + "a" * 43 + "\n",
        "SES_" + "\x00" * 43,
        "SES_" + "é" * 43,
        "SES_" + "\ud800" * 43,
        "SES_" + "a" * 1_000_000,
        "ses_" + "a" * 43,
        "a" * 47,
        "SES_" + "a1" * 21 + "a",
    ],
    ids=lambda token: repr(token)[:20],
)
async def test_what_is_no_token_of_ours_proves_nobody(sessions: SessionService, token: object):
    await sessions.begin(SOMEONE)
    assert await sessions.find(token) is None
    await sessions.end(token)


async def test_what_the_stores_know_of_a_session_proves_nobody(stores: Stores, sessions: SessionService):
    token, session = await sessions.begin(SOMEONE)
    digest = digest_of(token) or ""
    for guess in (digest, f"SES_{digest}", f"SES_{digest[:43]}", session.session_id, session.user):
        assert await sessions.find(guess) is None


async def test_a_changed_character_of_a_token_proves_nobody(sessions: SessionService):
    token, _ = await sessions.begin(SOMEONE)
    for place in (4, 20, 46):
        for other in "AB":
            changed = token[:place] + other + token[place + 1 :]
            assert (await sessions.find(changed) is None) == (changed != token)


async def test_an_ended_session_is_nobody_here_and_elsewhere(
    sessions: SessionService, elsewhere: SessionService
):
    token, session = await sessions.begin(SOMEONE)
    assert await sessions.find(token)
    assert await elsewhere.find(token)
    await elsewhere.end(token)
    assert await sessions.find(token) is None
    assert await elsewhere.find(token) is None
    assert await sessions.list(session.user) == []
    assert await sessions.alive([session.session_id]) == set()


@pytest.mark.parametrize("leased_again", [True, False])
async def test_a_slow_look_up_never_revives_a_session_that_ended_meanwhile(
    stores: Stores, sessions: SessionService, elsewhere: SessionService, leased_again: bool
):
    token, _ = await sessions.begin(SOMEONE)
    digest = digest_of(token) or ""
    await stores.operator.flushall()
    has_read, may_go_on = asyncio.Event(), asyncio.Event()
    read = sessions.repository.find

    async def read_slowly(digest: str) -> Any:
        found = await read(digest)
        has_read.set()
        await may_go_on.wait()
        return found

    sessions.repository.find = read_slowly  # type: ignore[method-assign]
    slow = asyncio.create_task(sessions.find(token))
    async with asyncio.timeout(10):
        await has_read.wait()
    await elsewhere.end(token)
    if leased_again:
        assert await elsewhere.find(token) is None
    may_go_on.set()
    await slow  # it was asked before the end, so either answer is right
    assert not ((await stores.redis.commands.get(KEY_PREFIX + digest)) or b"?").startswith(b"[")
    sessions.repository.find = read  # type: ignore[method-assign]
    assert await sessions.find(token) is None
    assert await elsewhere.find(token) is None


async def test_ending_and_finding_at_once_ends_in_nobody(
    stores: Stores, sessions: SessionService, elsewhere: SessionService
):
    for _ in range(20):
        token, _ = await sessions.begin(SOMEONE)
        await stores.operator.flushall()
        await asyncio.gather(
            *(where.find(token) for where in (sessions, elsewhere) * 5),
            sessions.end(token),
            *(where.find(token) for where in (sessions, elsewhere) * 5),
        )
        assert await sessions.find(token) is None
        assert await elsewhere.find(token) is None


async def test_nothing_is_cached_longer_than_a_minute(stores: Stores, sessions: SessionService):
    token, _ = await sessions.begin(SOMEONE)
    await sessions.find(token)
    left = await stores.redis.commands.ttl(KEY_PREFIX + (digest_of(token) or ""))
    assert 0 < left <= CACHED_S == 60


async def test_a_session_expires_when_it_is_not_used(
    stores: Stores, sessions: SessionService, elsewhere: SessionService, clock: Clock
):
    token, session = await sessions.begin(SOMEONE)
    await sessions.find(token)
    clock.ahead = LIFE + timedelta(seconds=1)
    assert await sessions.find(token) is None  # though it is cached
    await stores.operator.flushall()
    assert await elsewhere.find(token) is None
    assert await sessions.list(session.user) == []
    assert await sessions.alive([session.session_id]) == set()
    assert await sessions.end_all(session.user) == 0


async def stored(stores: Stores, token: str) -> dict[str, Any]:
    found = await stores.database["sessions"].find_one({"_id": digest_of(token)})
    assert found
    return found


async def test_use_moves_the_expiry_on_at_most_once_an_hour(
    stores: Stores, sessions: SessionService, clock: Clock
):
    token, session = await sessions.begin(SOMEONE)
    first = await stored(stores, token)
    for ahead in (timedelta(minutes=10), timedelta(minutes=59)):
        clock.ahead = ahead
        assert await sessions.find(token) == session
    await sessions.settle()
    assert await stored(stores, token) == first
    clock.ahead = LIFE - timedelta(hours=1)
    await asyncio.gather(*(sessions.find(token) for _ in range(10)))
    await sessions.settle()
    moved = await stored(stores, token)
    assert moved["seenOn"] - first["seenOn"] >= LIFE - timedelta(hours=1)
    assert moved["expiresOn"] - moved["seenOn"] == LIFE
    clock.ahead = LIFE + timedelta(days=30)
    assert await sessions.find(token) == session


async def test_use_never_revives_a_session_that_ended(
    stores: Stores, sessions: SessionService, elsewhere: SessionService, clock: Clock
):
    token, session = await sessions.begin(SOMEONE)
    await sessions.find(token)
    clock.ahead = timedelta(hours=2)
    await asyncio.gather(sessions.find(token), elsewhere.end(token))
    await sessions.settle()
    assert await sessions.find(token) is None
    assert await sessions.list(session.user) == []


async def test_mongodb_removes_expired_and_ended_sessions_by_index(stores: Stores, sessions: SessionService):
    indexes = await stores.database["sessions"].index_information()
    assert indexes["expired"]["expireAfterSeconds"] == 0
    assert indexes["ended"]["expireAfterSeconds"] == 24 * 3600


async def test_a_shopper_ends_one_of_their_own_sessions_only(sessions: SessionService):
    token, session = await sessions.begin(SOMEONE)
    _, other = await sessions.begin(SOMEONE)
    assert not await sessions.end_one(other.user, session.session_id)
    assert await sessions.find(token) == session
    for odd in (None, 7, {"$ne": ""}, ["x"], "", "no such", "\x00", digest_of(token)):
        assert not await sessions.end_one(session.user, odd)
    assert await sessions.end_one(session.user, session.session_id)
    assert await sessions.find(token) is None
    assert not await sessions.end_one(session.user, session.session_id)


async def test_the_list_shows_what_when_and_from_what_kind_of_device(sessions: SessionService):
    _, session = await sessions.begin(SOMEONE)
    await sessions.begin(Caller("203.0.113.8"))
    [shown] = await sessions.list(session.user)
    assert shown.session_id == session.session_id
    assert shown.device == "Chrome on Linux"
    assert shown.begun_on == shown.seen_on


async def test_alive_knows_each_of_many_sessions(sessions: SessionService):
    begun = [await sessions.begin(SOMEONE) for _ in range(120)]
    for token, _ in begun[::3]:
        await sessions.end(token)
    ids = [session.session_id for _, session in begun]
    assert await sessions.alive([*ids, "no such", "\x00"]) == set(ids) - set(ids[::3])
    assert await sessions.alive([]) == set()


async def test_whoever_listens_hears_which_sessions_end(sessions: SessionService, elsewhere: SessionService):
    first, ended = await sessions.begin(SOMEONE)
    _, ended_too = await sessions.begin(SOMEONE)
    async with sessions.ended() as hints:
        await elsewhere.end(first)
        await elsewhere.end_one(ended_too.user, ended_too.session_id)
        async with asyncio.timeout(5):
            assert [await anext(hints), await anext(hints)] == [ended.session_id, ended_too.session_id]


async def test_a_listener_whose_connection_was_cut_hears_what_ends_later(
    stores: Stores, sessions: SessionService
):
    async with sessions.ended() as hints:
        heard = asyncio.ensure_future(anext(hints))
        for connection in await stores.operator.client_list(_type="pubsub"):
            await stores.operator.client_kill_filter(_id=connection["id"])
        async with asyncio.timeout(10):
            while not heard.done():
                token, _ = await sessions.begin(SOMEONE)
                await sessions.end(token)
            assert await heard


class TestOrigin:
    async def test_the_same_browser_and_address_have_the_same_hashes(self, sessions: SessionService):
        _, one = await sessions.begin(SOMEONE)
        _, other = await sessions.begin(SOMEONE)
        assert sessions.origin(one, SOMEONE).fingerprint == sessions.origin(other, SOMEONE).fingerprint
        assert sessions.origin(one, SOMEONE).ip_hash == sessions.origin(other, SOMEONE).ip_hash
        assert sessions.origin(one, SOMEONE).session_id == one.session_id

    async def test_another_browser_language_or_address_has_another_hash(self, sessions: SessionService):
        _, session = await sessions.begin(SOMEONE)
        mine = sessions.origin(session, SOMEONE)
        firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
        for other in (Caller(SOMEONE.ip, firefox, SOMEONE.language), Caller(SOMEONE.ip, CHROME, "de")):
            theirs = sessions.origin(session, other)
            assert theirs.fingerprint != mine.fingerprint
            assert theirs.ip_hash == mine.ip_hash
        theirs = sessions.origin(session, Caller("203.0.113.8", CHROME, SOMEONE.language))
        assert theirs.fingerprint == mine.fingerprint
        assert theirs.ip_hash != mine.ip_hash

    async def test_an_update_leaves_a_browser_the_same(self, sessions: SessionService):
        _, session = await sessions.begin(SOMEONE)
        updated = Caller(SOMEONE.ip, CHROME.replace("120.0.0.0", "121.0.6167.85"), SOMEONE.language)
        assert sessions.origin(session, updated) == sessions.origin(session, SOMEONE)

    async def test_an_ipv6_address_counts_by_its_network(self, sessions: SessionService):
        _, session = await sessions.begin(SOMEONE)

        def hashed(ip: str) -> str:
            return sessions.origin(session, Caller(ip)).ip_hash

        assert hashed("2001:db8:1:2::1") == hashed("2001:db8:1:2:ffff::9")
        assert hashed("2001:db8:1:2::1") != hashed("2001:db8:1:3::1")
        assert hashed("::ffff:203.0.113.7") == hashed("203.0.113.7")

    @pytest.mark.parametrize("ip", ["", "unknown", "203.0.113.7, 10.0.0.1", "1" * 5000, "\x00", "\ud800"])
    async def test_what_is_no_address_has_no_hash(self, sessions: SessionService, ip: str):
        _, session = await sessions.begin(SOMEONE)
        assert sessions.origin(session, Caller(ip)).ip_hash == ""

    async def test_who_says_nothing_of_their_browser_has_no_fingerprint(self, sessions: SessionService):
        _, session = await sessions.begin(Caller())
        assert sessions.origin(session, Caller()).fingerprint == ""

    @pytest.mark.parametrize("header", ["\x00", "\ud800", "a\r\nb", "é" * 100_000, "(" * 100_000])
    async def test_odd_headers_begin_a_session_all_the_same(
        self, stores: Stores, sessions: SessionService, header: str
    ):
        token, session = await sessions.begin(Caller("203.0.113.7", header, header))
        assert await sessions.find(token) == session
        assert len(sessions.origin(session, Caller("", header, header)).fingerprint) == 64
        [shown] = await sessions.list(session.user)
        assert re.fullmatch(r"[\w .+-]{0,100}", shown.device, re.ASCII)
