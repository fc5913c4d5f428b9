"""`rivulet identity erase`: neither store names the person any more, and what must stay is nobody's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from backend.events import LOGINS_STREAM, ORDERS_STREAM, PAYMENTS_STREAM
from backend.identity.accounts import AccountService
from backend.identity.schemas import Caller, Session
from backend.kit.errors import RefusedError
from backend.orders.schemas import OrderLine
from backend.settings import SERVICES
from backend.wiring import Shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

HOME = Caller("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "en")
ELSEWHERE = Caller("198.51.100.9", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36", "de")
EMAIL = "a.person@example.org"


class Life:
    """A guest who buys, signs in to an account, buys again, and has a cart."""

    def __init__(self, shop: Shop, stores: Stores, product: int) -> None:
        self.shop = shop
        self.stores = stores
        self.product = product
        self.account: Session
        self.guest: Session
        self.orders: list[str] = []

    async def buy(self, session: Session, caller: Caller = HOME) -> str:
        number = len(self.orders)
        origin = self.shop.sessions.origin(session, caller)
        lines = [OrderLine(self.product, 1)]
        order_id = await self.shop.orders.create_order(
            session.user, lines, f"{session.user} {number}", origin
        )
        self.orders.append(order_id)
        return order_id

    async def live(self) -> None:
        _, self.account = await self.shop.accounts.sign_up(None, HOME, EMAIL, "correct horse battery")
        token, self.guest = await self.shop.sessions.begin(HOME)
        await self.buy(self.guest)
        await self.shop.carts.add(self.guest.user, self.product)
        _, self.account = await self.shop.accounts.sign_in(token, HOME, EMAIL, "correct horse battery")
        await self.buy(self.account)

    async def until_status(self, *statuses: int) -> None:
        async def reached() -> bool:
            found = self.stores.database["orders"].find({"_id": {"$in": self.orders}})
            return {order["orderStatusCode"] async for order in found} == set(statuses)

        await eventually(reached, within_s=20)

    @property
    def names(self) -> list[str]:
        """Everything that says who it was."""
        origins = [self.shop.sessions.origin(self.account, caller) for caller in (HOME, ELSEWHERE)]
        hashes = [text for origin in origins for text in (origin.fingerprint, origin.ip_hash)]
        sessions = [self.guest.session_id, self.account.session_id]
        return [self.account.user, self.guest.user, EMAIL, *sessions, *hashes]


@pytest.fixture
async def life(shop: Shop, stores: Stores) -> Life:
    await shop.products.generate(12, seed=2026)
    await shop.history.ensure_index()
    await shop.identity.ensure_index()
    return Life(shop, stores, (await shop.products.search()).products[0].product_id)


@pytest.fixture
async def running(shop: Shop) -> AsyncIterator[None]:
    async with run_services(shop, SERVICES):
        yield


async def everything(stores: Stores) -> str:
    """Both stores as text, but for Redis keys that hold no more than that an event was published."""
    parts = []
    for name in await stores.database.list_collection_names():
        parts += [f"{name}: {document}" async for document in stores.database[name].find({})]
    redis = stores.operator
    async for key in redis.scan_iter(count=1000):
        kind = (await redis.type(key)).decode()
        read: dict[str, Any] = {
            "string": lambda key: redis.get(key),
            "stream": lambda key: redis.xrange(key),
            "hash": lambda key: redis.hgetall(key),
            "ReJSON-RL": lambda key: redis.execute_command("JSON.GET", key),
            "list": lambda key: redis.lrange(key, 0, -1),
            "set": lambda key: redis.smembers(key),
            "zset": lambda key: redis.zrange(key, 0, -1),
        }
        if b":seen:" not in key:
            parts.append(f"{key!r}: {await read[kind](key)!r}")
    return "\n".join(parts)


async def test_nothing_names_the_person_any_more_and_their_orders_stay(
    life: Life, stores: Stores, running: None
) -> None:
    await life.live()
    await life.until_status(3)
    letter = {b"userId": life.guest.user.encode(), b"junk": b"x", b"fingerprint": life.names[-1].encode()}
    await life.shop.dead_letters.bury(
        PAYMENTS_STREAM, "G", "1-1", letter, f"no such user {life.account.user}"
    )
    await life.shop.dead_letters.bury(PAYMENTS_STREAM, "G", "2-1", {b"userId": b"USR_other"}, "reason")
    before = await everything(stores)
    assert all(name in before for name in life.names[:-2]), "the test must look where the names are"

    erased = await life.shop.erasure.erase(life.account.user)

    after = await everything(stores)
    left = [line for line in after.splitlines() for name in life.names if name in line]
    assert left == []
    assert erased.orders == 2
    orders = await stores.database["orders"].find({}).to_list(None)
    payments = await stores.database["payments"].find({}).to_list(None)
    assert {order["userId"] for order in orders} == {erased.stand_in}
    assert {payment["userId"] for payment in payments} == {erased.stand_in}
    assert sum(payment["paidAmount"] for payment in payments) == sum(order["orderAmount"] for order in orders)
    other = await stores.database["dead_letters"].find_one({"entryId": "2-1"})
    assert other is not None
    assert other["fields"] == [["userId", "USR_other"]]


async def test_a_second_run_finds_nobody_and_changes_nothing(
    life: Life, stores: Stores, running: None
) -> None:
    await life.live()
    await life.until_status(3)
    await life.shop.erasure.erase(EMAIL.upper())
    before = await everything(stores)
    again = await life.shop.erasure.erase(life.account.user)
    assert again.orders == 0
    assert await everything(stores) == before
    with pytest.raises(RefusedError, match="no account with this email"):
        await life.shop.erasure.erase(EMAIL)


async def test_a_run_that_was_cut_short_is_finished_by_the_next(
    life: Life, stores: Stores, running: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await life.live()
    await life.until_status(3)

    async def dies(*_: object) -> None:
        raise RuntimeError("killed")

    for room, method in (
        (life.shop.orders, "forget"),
        (life.shop.carts, "forget"),
        (life.shop.identity, "forget"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(type(room), method, dies)
            with pytest.raises(RuntimeError, match="killed"):
                await life.shop.erasure.erase(life.account.user)
    with monkeypatch.context() as patch:
        patch.setattr(AccountService, "forget", dies)
        with pytest.raises(RuntimeError, match="killed"):
            await life.shop.erasure.erase(life.account.user)
    await life.shop.erasure.erase(life.account.user)
    after = await everything(stores)
    assert [name for name in life.names if name in after] == []


async def test_held_orders_are_cancelled_first(life: Life, stores: Stores, running: None) -> None:
    await life.live()
    await life.until_status(3)

    async def recorded() -> bool:
        return len(await life.shop.identity.list(life.account.user)) >= 3

    await eventually(recorded)
    held = await life.buy(life.account, ELSEWHERE)

    async def on_hold() -> bool:
        return [each.order_id for each in await life.shop.orders.on_hold()] == [held]

    await eventually(on_hold)
    await life.shop.erasure.erase(life.account.user)
    order = await stores.database["orders"].find_one({"_id": held})
    assert order is not None
    assert order["orderStatusCode"] == 5
    assert order["stockReturned"]
    after = await everything(stores)
    assert [name for name in life.names if name in after] == []


async def test_an_order_under_way_is_waited_for(life: Life, stores: Stores) -> None:
    await life.live()
    erasing = asyncio.create_task(life.shop.erasure.erase(life.account.user))
    await asyncio.sleep(0)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(run_services(life.shop, SERVICES))
        assert (await erasing).orders == 2
    after = await everything(stores)
    assert [name for name in life.names if name in after] == []


async def test_an_order_that_does_not_settle_stops_the_erasure_before_it_begins(
    life: Life, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    await life.live()
    before = await everything(stores)
    impatient = replace(life.shop.erasure, patience_s=0.1)
    with pytest.raises(RefusedError, match="2 of their orders are under way"):
        await impatient.erase(life.account.user)
    assert await everything(stores) == before


async def test_only_that_persons_entries_leave_the_streams(life: Life, stores: Stores, running: None) -> None:
    await life.live()
    _, other = await life.shop.sessions.begin(ELSEWHERE)
    other_order = await life.buy(other, ELSEWHERE)
    await life.until_status(3)
    await life.shop.erasure.erase(life.account.user)
    for stream in (ORDERS_STREAM, PAYMENTS_STREAM, LOGINS_STREAM):
        users = {fields[b"userId"].decode() for _, fields in await stores.redis.commands.xrange(stream)}
        assert users <= {other.user}  # a sweeper may have trimmed theirs too
    assert await life.shop.history.get(other.user, other_order) is not None
    assert await life.shop.identity.list(other.user)
