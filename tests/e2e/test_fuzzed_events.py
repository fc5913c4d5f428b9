"""Every event handler of every page, with whatever a stranger may send it: the stores stay as they are."""

import inspect
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis
from reflex_base.registry import RegistrationContext

import storefront.app  # noqa: F401  registers the handlers
from backend.gateway.callers import COOKIE
from storefront import asked
from storefront.hearing import complaint
from tests.e2e.behind import Documents, database_of
from tests.e2e.socket_page import SocketPage
from tests.running_shop import RunningShop

UNKNOWN = '"unknown_rx_state_": true'
QUIET_WITHIN_S = 20.0
# What is kept for a minute to save time, and counts of requests: gone by themselves, and nobody's.
CACHES = (b"rivulet:session:", b"limits:", b"rivulet:{queries}:")
NOT_WHETHER_TOLD = {"outbox": 0, "dirty": 0, "open": 0}  # the sweeper tidies up when it likes
INSIGHT = ("Traceback", 'File \\"', ".py", "Exception", "pymongo", "redis://")

HANDLERS = {
    name: [*inspect.signature(found.handler.fn).parameters][1:]
    for name, found in RegistrationContext.get().event_handlers.items()
}
CHANGING = [
    name
    for name, arguments in HANDLERS.items()
    if ".storefront___" in name and {"product_id", "qty", "order_id", "order_ids"} & set(arguments)
]


def sold(value: object) -> bool:
    """Whether this may be the id of a product or of a size, with which a cart changes rightly."""
    number = asked.number(value)
    return number is not None and number >= 100_000


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers().filter(lambda number: not sold(number))
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not sold(number))
    | st.text(max_size=20).filter(lambda text: not sold(text))
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


def event_of(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """The handler's own arguments with any values; now and then one is missing or too many."""
    own = dict.fromkeys(HANDLERS[name], ANYTHING)
    payload = st.fixed_dictionaries(own) | st.fixed_dictionaries(
        {}, optional={**own, "user": ANYTHING, "self": ANYTHING}
    )
    return st.fixed_dictionaries(
        {
            "name": st.just(name),
            "payload": payload,
            "router_data": st.just({"pathname": "/orders", "asPath": "/orders"}),
        }
    )


def some(names: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.sampled_from(names).flatmap(event_of), min_size=8, max_size=16)


READ: dict[str, Callable[[Redis, bytes], Any]] = {
    "string": lambda redis, key: redis.get(key),
    "hash": lambda redis, key: redis.hgetall(key),
    "set": lambda redis, key: redis.smembers(key),
    "zset": lambda redis, key: redis.zrange(key, 0, -1, withscores=True),
    "list": lambda redis, key: redis.lrange(key, 0, -1),
    "ReJSON-RL": lambda redis, key: redis.execute_command("JSON.GET", key),
}

fuzzed = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def tokens(running_shop: RunningShop) -> dict[str, str]:
    """Of two shoppers, and of one who has signed out; and an order of the second."""
    found = {}
    for who in ("shopper", "other", "ended"):
        with httpx.Client(base_url=running_shop.url) as browser:
            browser.get("/")
            found[who] = browser.cookies[COOKIE]
            if who == "ended":
                browser.post("/account/sign-out", data={"next": "/"})
            if who == "other":
                product_id = browser.get("/api/v1/products").json()["products"][0]["productId"]
                lines = {"lines": [{"productId": product_id, "qty": 1}]}
                placed = browser.post("/api/v1/orders", json=lines, headers={"Idempotency-Key": "fuzz"})
                found["order"] = placed.json()["orderId"]
    return found


@pytest.fixture(scope="module")
def before(running_shop: RunningShop, tokens: dict[str, str]) -> dict[str, Any]:
    """All that the stores hold, once everything under way is done."""
    end, dumps = time.monotonic() + QUIET_WITHIN_S, [{}, stored(running_shop)]
    while dumps[-2] != dumps[-1]:
        assert time.monotonic() < end, "the shop does not come to rest"
        time.sleep(1)
        dumps.append(stored(running_shop))
    return dumps[-1]


@pytest.fixture(scope="module", autouse=True)
def logged(running_shop: RunningShop) -> int:
    """How much the log has before these tests."""
    return len(log_of(running_shop))


@pytest.fixture(autouse=True)
def unchanged(running_shop: RunningShop, before: dict[str, Any]) -> Iterator[None]:
    """After all of a test's examples the stores hold what they held: reading them takes a second or two."""
    yield
    assert changed(running_shop, before) == []


@fuzzed
@given(events=some([*HANDLERS]))
@pytest.mark.parametrize("who", ["nobody", "ended"])
async def test_without_a_session_nothing_at_all_is_changed(
    running_shop: RunningShop, tokens: dict[str, str], who: str, events: Any
):
    async with SocketPage(running_shop.url, tokens.get(who)) as page:
        answers = 1
        await page.until_times(UNKNOWN, answers)
        for event in events:
            await page.send_raw(event)
            if not complaint(event):
                answers += 1
                await page.until_times(UNKNOWN, answers)
        expect_no_insight(page)


@fuzzed
@given(events=some(CHANGING))
async def test_what_makes_no_sense_changes_nothing(
    running_shop: RunningShop, tokens: dict[str, str], events: Any
):
    async with SocketPage(running_shop.url, tokens["shopper"]) as page:
        for event in events:
            await page.send_raw(event)
        await page.settle()
        expect_no_insight(page)


async def test_what_is_another_shoppers_is_not_touched_and_nothing_of_all_this_was_a_fault(
    running_shop: RunningShop, tokens: dict[str, str], before: dict[str, Any], logged: int
):
    order_id = tokens["order"]
    assert order_id in before["orders"]
    async with SocketPage(running_shop.url, tokens["shopper"]) as page:
        for name in CHANGING:
            for argument in {"order_id", "order_ids"} & set(HANDLERS[name]):
                for value in (order_id, [order_id], {"$eq": order_id}):
                    await page.send(name, at="/orders", **{argument: value})
        await page.settle()
        assert order_id not in page.heard
        expect_no_insight(page)
    assert "Traceback" not in log_of(running_shop)[logged:]


def log_of(shop: RunningShop) -> str:
    return (shop.home / "logs" / "storefront.log").read_text()


def expect_no_insight(page: SocketPage) -> None:
    assert [telling for telling in INSIGHT if telling in page.heard] == []


def stored(shop: RunningShop) -> dict[str, Any]:
    """Every document of MongoDB by its collection, and every key of Redis."""
    with database_of(shop) as database, Redis.from_url(shop.status()["redis"]["url"]) as redis:
        kept = {
            name: {one["_id"]: one for one in database[name].find({}, NOT_WHETHER_TOLD)}
            for name in collections(database)
        }
        return kept | {"redis": {key: held(redis, key) for key in keys(redis)}}


def changed(shop: RunningShop, before: dict[str, Any]) -> list[tuple[str, Any]]:
    """The names of all that is not as it was."""
    after = stored(shop)
    assert after.keys() == before.keys()
    return [
        (place, name)
        for place in before
        for name in before[place].keys() | after[place].keys()
        if before[place].get(name) != after[place].get(name)
    ]


def collections(database: Documents) -> list[str]:
    return sorted(database.list_collection_names())


def keys(redis: Redis) -> list[bytes]:
    return [key for key in redis.scan_iter(count=1000) if not key.startswith(CACHES)]


def held(redis: Redis, key: bytes) -> Any:
    """What a key holds; of a stream how much was ever added, for what everybody has read is cut off."""
    kind = redis.type(key).decode()
    return redis.xinfo_stream(key)["entries-added"] if kind == "stream" else READ[kind](redis, key)
