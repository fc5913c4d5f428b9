"""How often anybody may ask: counted in Redis, over any sixty seconds, for a session and for an address."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from backend.gateway.guards.counting import FAR, Counting, CountingAwayError, Limited, wait_s
from backend.gateway.guards.events import EventsAllowed
from backend.gateway.guards.limits import Limits, is_sign_in
from backend.gateway.guards.refused import RefusedRequestError
from backend.identity.tokens import new_token
from backend.settings import Settings
from backend.stores.redis import open_redis
from tests.backend.gateway.doors import Answer, Inside, ask, door, served
from tests.conftest import Stores
from tests.waiting import eventually

OFF = {name: 0 for name in Settings.model_fields if name.startswith("rate_limit_")}
IP = "203.0.113.9"

MakeLimits = Callable[..., Limits]


@pytest.fixture
def make_limits(stores: Stores, settings: Settings) -> MakeLimits:
    """`make_limits(rate_limit_…=n)`: every other limit is off; each is a process of its own."""

    def make(**limits: int) -> Limits:
        wanted = settings.model_copy(update={**OFF, **limits})
        return Limits(wanted, Counting(lambda: stores.redis.commands))

    return make


async def _refused(asking: Any) -> RefusedRequestError | None:
    try:
        await asking
    except RefusedRequestError as refused:
        return refused
    return None


async def _counted(stores: Stores) -> int:
    """All that Redis knows of, though a minute may have ended meanwhile."""
    count, before = await stores.redis.commands.hmget("limits:a", "count", "before")
    return int(count) + int(before)


class TestCounting:
    async def test_so_many_are_allowed_and_then_no_more(self, stores: Stores):
        counting = Counting(lambda: stores.redis.commands)
        standings = [(await counting.count([Limited("limits:a", 3)]))[0] for _ in range(5)]
        assert [standing.allowed for standing in standings] == [True, True, True, False, False]
        assert [standing.remaining for standing in standings] == [2, 1, 0, 0, 0]
        assert all(1 <= standing.reset_s <= 120 for standing in standings)

    async def test_of_many_at_once_exactly_as_many_pass_as_fit(self, stores: Stores):
        here, there = (Counting(lambda: stores.redis.commands) for _ in range(2))
        wanted = [Limited("limits:a", 50), Limited("limits:b", 1_000)]
        asked = [counting.count(wanted) for _ in range(150) for counting in (here, there)]
        answers = await asyncio.gather(*asked)
        assert sum(first.allowed for first, _ in answers) == 50
        assert all(second.allowed for _, second in answers)
        assert sorted(first.remaining for first, _ in answers if first.allowed) == [*range(50)]

    async def test_many_at_once_cost_few_round_trips(self, stores: Stores):
        calls = 0

        def redis() -> Any:
            nonlocal calls
            calls += 1
            return stores.redis.commands

        counting = Counting(redis)
        await asyncio.gather(*(counting.count([Limited(f"limits:{n}", 9)]) for n in range(200)))
        assert calls <= 3

    async def test_far_from_a_limit_nobody_waits_for_redis_and_it_is_told_all_the_same(self, stores: Stores):
        calls = 0

        def redis() -> Any:
            nonlocal calls
            calls += 1
            return stores.redis.commands

        counting = Counting(redis)
        for left in range(999, 939, -1):
            [standing] = await counting.count([Limited("limits:a", 1_000)])
            assert standing.remaining == left
        assert calls == 1

        async def told() -> bool:
            return await _counted(stores) == 60

        await eventually(told)

    async def test_exactly_means_that_redis_is_asked_each_time(self, stores: Stores):
        counting = Counting(lambda: stores.redis.commands)
        for count in range(1, 6):
            await counting.count([Limited("limits:a", 1_000)], exactly=True)
            assert await _counted(stores) == count

    async def test_several_processes_let_in_too_many_by_a_few_at_most(self, stores: Stores):
        here, there = (Counting(lambda: stores.redis.commands) for _ in range(2))
        passed = 0
        for _ in range(1_000):
            for counting in (here, there):
                [standing] = await counting.count([Limited("limits:a", 1_000)])
                passed += standing.allowed
        assert 1_000 <= passed <= 1_000 + 2 * FAR

    async def test_what_is_counted_is_forgotten(self, stores: Stores):
        await Counting(lambda: stores.redis.commands).count([Limited("limits:a", 3)])
        assert 0 < await stores.redis.commands.ttl("limits:a") <= 121

    async def test_the_minute_before_weighs_by_the_share_that_is_not_over(self, stores: Stores):
        seconds, micros = await stores.redis.commands.time()
        minute, over = divmod(seconds + micros / 1e6, 60)
        had = {"minute": int(minute) - 1, "count": 100, "before": 700}
        await stores.redis.commands.hset("limits:a", mapping=had)
        [standing] = await Counting(lambda: stores.redis.commands).count([Limited("limits:a", 1_000)])
        still_counts = 100 * (1 - over / 60)
        # The clock has gone on by a moment since.
        assert 1_000 - still_counts - 2 <= standing.remaining <= 1_000 - still_counts + 2

    async def test_two_minutes_later_nothing_of_it_is_left(self, stores: Stores):
        seconds, _ = await stores.redis.commands.time()
        had = {"minute": seconds // 60 - 2, "count": 100, "before": 100}
        await stores.redis.commands.hset("limits:a", mapping=had)
        [standing] = await Counting(lambda: stores.redis.commands).count([Limited("limits:a", 10)])
        assert standing.remaining == 9

    @pytest.mark.parametrize("limit", [1, 2, 10, 600])
    def test_who_waits_as_long_as_told_fits_and_a_second_earlier_does_not(self, limit: int):
        def fits(later_s: float, over: float, count: int, before: int) -> bool:
            at = over + later_s / 60
            if at >= 1:
                at, count, before = at - 1, 0, count
            return at >= 1 or count + before * (1 - at) + 1 <= limit + 1e-9

        for over in (0.0, 0.25, 0.5, 0.99):
            for count in {0, limit // 2, limit}:
                for before in {limit, limit * 2 // 3 + 1}:
                    if count + before * (1 - over) + 1 > limit:
                        wait = wait_s(limit, over, count, before)
                        assert fits(wait, over, count, before), (over, count, before, wait)
                        assert wait == 1 or not fits(wait - 1, over, count, before)


class TestWithoutRedis:
    @asynccontextmanager
    async def _silent(self) -> AsyncIterator[str]:
        """A Redis that takes every word and answers none."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"

    @pytest.fixture
    async def away(self, settings: Settings) -> AsyncIterator[Limits]:
        """Limits whose Redis has gone without a word."""
        async with self._silent() as url, open_redis(url) as redis:
            yield Limits(settings, Counting(lambda: redis.commands))

    async def test_reading_goes_on(self, away: Limits):
        assert await away.request("GET", "/api/v1/products", IP, {}) is None
        assert await away.request("POST", "/products/getProductsByFilter", IP, {}) is None
        await away.new_session(IP)

    @pytest.mark.parametrize("path", ["/orders/createOrder", "/api/v1/orders", "/account/sign-in"])
    async def test_orders_and_sign_ins_are_put_off(self, away: Limits, path: str):
        refused = await _refused(away.request("POST", path, IP, {}))
        assert refused
        assert refused.status == 503
        assert int(refused.headers["Retry-After"]) >= 1
        refused = await _refused(away.account_sign_in("ann@shop.test"))
        assert refused
        assert refused.status == 503

    async def test_nobody_waits_long_and_most_not_at_all(self, away: Limits):
        began = time.monotonic()
        await asyncio.gather(*(away.request("GET", "/", IP, {}) for _ in range(50)))
        for _ in range(50):
            await away.request("GET", "/", IP, {})
        assert time.monotonic() - began < 1.5

    async def test_it_is_asked_again_when_it_is_back(self, stores: Stores, settings: Settings):
        async with self._silent() as url, open_redis(url) as gone:
            redis = gone.commands
            counting = Counting(lambda: redis)
            with pytest.raises(CountingAwayError):
                await counting.count([Limited("limits:a", 3)])
            redis = stores.redis.commands
            async with asyncio.timeout(5):
                while True:
                    with contextlib.suppress(CountingAwayError):
                        [standing] = await counting.count([Limited("limits:a", 3)])
                        break
                    await asyncio.sleep(0.05)
        assert standing.allowed


class TestClasses:
    async def _until_refused(self, asking: Callable[[], Any], most: int = 20) -> int:
        for passed in range(most):
            if await _refused(asking()):
                return passed
        return most

    async def test_an_address_and_a_session_have_a_limit_each(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_ip=5, rate_limit_session=3)
        one, other = ({b"authorization": f"Bearer {new_token()}".encode()} for _ in range(2))
        assert await self._until_refused(lambda: limits.request("GET", "/", IP, one)) == 3
        assert await self._until_refused(lambda: limits.request("GET", "/", "198.51.100.1", other)) == 3
        # What the session was refused counts for the address all the same.
        assert await self._until_refused(lambda: limits.request("GET", "/", IP, {})) == 1

    async def test_bearer_and_cookie_are_the_same_session(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_session=4)
        token = new_token().encode()
        ways = [{b"authorization": b"Bearer " + token}, {b"cookie": b"a=1; shop_sid=" + token + b"; b=2"}]
        for way in (*ways, *ways):
            assert await _refused(limits.request("GET", "/", IP, way)) is None
        for way in ways:
            assert await _refused(limits.request("GET", "/", IP, way))

    async def test_a_network_of_ipv6_is_one_address(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_ip=2)
        for host in ("1", "2"):
            assert await _refused(limits.request("GET", "/", f"2001:db8::{host}", {})) is None
        assert await _refused(limits.request("GET", "/", "2001:db8::3", {}))
        assert await _refused(limits.request("GET", "/", "2001:db8:0:1::3", {})) is None

    @pytest.mark.parametrize("path", ["/orders/createOrder", "/api/v1/orders"])
    async def test_orders_have_their_own(self, make_limits: MakeLimits, path: str):
        limits = make_limits(rate_limit_ip_orders=3)
        assert await self._until_refused(lambda: limits.request("POST", path, IP, {})) == 3
        assert await _refused(limits.request("GET", path, IP, {})) is None

    async def test_all_ways_to_order_share_it(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_session_orders=3)
        who = {b"authorization": f"Bearer {new_token()}".encode()}
        assert await _refused(limits.request("POST", "/orders/createOrder", IP, who)) is None
        assert await _refused(limits.request("POST", "/api/v1/orders", "198.51.100.1", who)) is None
        assert await _refused(limits.request("POST", "/api/v1/cart/checkout", IP, who)) is None
        for path in ("/orders/createOrder", "/api/v1/orders", "/api/v1/cart/checkout"):
            assert await _refused(limits.request("POST", path, "198.51.100.2", who))

    async def test_passwords_are_tried_rarely_wherever_they_are_sent(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_ip_sign_ins=6)
        password = b'{"email": "a@b.c", "password": "x"}'
        for path in ("/account/sign-in", "/account/sign-up", "/account/confirm", "/api/v1/sessions"):
            assert await _refused(limits.request("POST", path, IP, {}, password)) is None
        assert await _refused(limits.request("POST", "/api/v1/orders/01J/confirm", IP, {}, password)) is None
        # A guest's session has no password, and anything that can't be read may have one.
        for guest in (None, b"", b"{}", b"null"):
            assert await _refused(limits.request("POST", "/api/v1/sessions", IP, {}, guest)) is None
        assert await _refused(limits.request("POST", "/api/v1/sessions", IP, {}, b'{"a":')) is None
        assert await _refused(limits.request("POST", "/api/v1/sessions", IP, {}, password))

    def test_no_spelling_of_a_password_is_overlooked(self):
        for body in (
            b'{"p\\u0061ssword": "x"}',
            '{"password": "x"}'.encode("utf-16"),
            b'{"a":1,"a":2}',
            b"[1",
        ):
            assert is_sign_in("/api/v1/sessions", body)

    async def test_an_account_has_its_own_from_wherever_it_is_tried(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_account_sign_ins=2)
        for _ in range(2):
            assert await _refused(limits.account_sign_in("ann@shop.test")) is None
        assert await _refused(limits.account_sign_in("ann@shop.test"))
        assert await _refused(limits.account_sign_in("bob@shop.test")) is None

    async def test_new_sessions_have_their_own(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_ip_sessions=2)
        assert await self._until_refused(lambda: limits.new_session(IP)) == 2

    async def test_files_and_the_questions_of_a_load_balancer_have_none(self, make_limits: MakeLimits):
        limits = make_limits(rate_limit_ip=1)
        for path in ("/assets/a-1.js", "/pictures/1-a.svg", "/fonts/a.woff2", "/healthz", "/readyz"):
            assert await self._until_refused(lambda path=path: limits.request("GET", path, IP, {}), 5) == 5

    async def test_zero_is_no_limit_and_asks_nobody(self, make_limits: MakeLimits, stores: Stores):
        limits = make_limits()
        assert await limits.request("POST", "/api/v1/orders", IP, {}) is None
        await limits.new_session(IP)
        await limits.account_sign_in("ann@shop.test")
        assert all(limits.event_allowed("s") for _ in range(5_000))
        assert await stores.operator.dbsize() == 0

    async def test_no_address_mail_or_token_stands_in_redis(self, settings: Settings, stores: Stores):
        limits = Limits(settings, Counting(lambda: stores.redis.commands))
        token = new_token()
        await limits.request("POST", "/api/v1/orders", IP, {b"authorization": f"Bearer {token}".encode()})
        await limits.account_sign_in("ann@shop.test")
        await limits.new_session(IP)
        keys = [key async for key in stores.redis.commands.scan_iter()]
        assert len(keys) == 6
        for key in keys:
            held = f"{key} {await stores.redis.commands.hgetall(key)}"
            assert not [secret for secret in (IP, "203.0", "ann", token, token[4:12]) if secret in held]


class TestEvents:
    def test_a_session_has_so_many_a_minute(self):
        now = 120.0
        allowed = EventsAllowed(3, lambda: now)
        assert [allowed("a") for _ in range(4)] == [True, True, True, False]
        assert allowed("b")
        now = 181.0  # a second into the next minute nearly all of the one before still counts
        assert not allowed("a")
        now = 239.0
        assert [allowed("a") for _ in range(3)] == [True, True, False]
        now = 500.0
        assert [allowed("a") for _ in range(4)] == [True, True, True, False]

    def test_it_remembers_nobody_for_longer_than_two_minutes(self):
        now = 0.0
        allowed = EventsAllowed(3, lambda: now)
        for n in range(1_000):
            allowed(str(n))
        now = 130.0
        allowed("a")
        assert len(allowed._now) + len(allowed._before) == 1


class TestAnswers:
    @pytest.fixture
    def limited(self, make_limits: MakeLimits) -> Limits:
        return make_limits(rate_limit_ip=2)

    async def _third(self, limits: Limits, line: str, *headers: str) -> Answer:
        async with served(door(Inside(), limits=limits)) as port:
            for left in (1, 0):
                passed = await ask(port, line, *headers)
                assert passed.status == 200
                assert passed.headers["ratelimit-limit"] == "2"
                assert passed.headers["ratelimit-remaining"] == str(left)
                assert 1 <= int(passed.headers["ratelimit-reset"]) <= 60
            refused = await ask(port, line, *headers)
        assert refused.status == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 120
        assert refused.headers["ratelimit-remaining"] == "0"
        return refused

    async def test_version_one_has_problem_details(self, limited: Limits):
        refused = await self._third(limited, "GET /api/v1/products")
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json["status"] == 429

    async def test_the_tutorials_routes_have_their_envelope(self, limited: Limits):
        refused = await self._third(limited, "POST /products/getProductsByFilter")
        assert refused.json["data"] is None
        assert refused.json["error"]["name"] == "TooManyRequestsError"

    async def test_a_person_gets_a_page_with_a_way_on(self, limited: Limits):
        refused = await self._third(limited, "GET /orders", "Accept: text/html,*/*")
        assert refused.headers["content-type"].startswith("text/html")
        assert b'<a href="/">' in refused.body
        assert "script-src" not in refused.headers["content-security-policy"]

    async def test_a_form_is_answered_with_a_page_too(self, limited: Limits):
        refused = await self._third(limited, "POST /account/sign-out", "Accept: text/html,*/*")
        assert refused.headers["content-type"].startswith("text/html")

    async def test_a_socket_is_not_opened(self, limited: Limits):
        handshake = (
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        )
        async with served(door(Inside(), limits=limited)) as port:
            for _ in range(2):
                await ask(port, "GET /")
            refused = await ask(port, "GET /_event", *handshake)
        assert refused.status == 429
        assert int(refused.headers["retry-after"]) >= 1
