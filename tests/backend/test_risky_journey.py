"""The journey of an order that looks stolen: held, decided on by a person, and continued by the streams."""

import asyncio
from typing import Any

import pytest

from backend.events import ORDERS_STREAM
from backend.identity.schemas import Caller, Session
from backend.orders.schemas import OrderLine
from backend.settings import SERVICES, Settings
from backend.wiring import Shop, open_shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

HOME = Caller("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "en")
ELSEWHERE = Caller("198.51.100.9", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36", "de")


class Shopper:
    """A guest whose login identity is recorded, and who buys from anywhere."""

    def __init__(self, shop: Shop, product: int, session: Session) -> None:
        self.shop = shop
        self.product = product
        self.session = session
        self.user = session.user
        self.bought = 0

    async def buy(self, caller: Caller = HOME) -> str:
        self.bought += 1
        return await self.shop.orders.create_order(
            self.user,
            [OrderLine(self.product, 1)],
            f"key {self.bought}",
            self.shop.sessions.origin(self.session, caller),
        )

    async def until_status(self, order_id: str, status: int) -> None:
        async def reached() -> bool:
            view = await self.shop.history.get(self.user, order_id)
            return view is not None and view.status == status

        await eventually(reached, within_s=20)


async def shopper_of(shop: Shop) -> Shopper:
    """Made while the identity service runs."""
    await shop.products.generate(12, seed=2026)
    await shop.identity.ensure_index()
    product = (await shop.products.search()).products[0]
    _, session = await shop.accounts.sign_up(None, HOME, "ada@example.com", "a sentence of Ada's")

    async def recorded() -> bool:
        return bool(await shop.identity.list(session.user))

    await eventually(recorded)
    return Shopper(shop, product.product_id, session)


async def timeline(stores: Stores, order_id: str) -> list[int]:
    order = await stores.database["orders"].find_one({"_id": order_id})
    assert order is not None
    return [step["code"] for step in order["timeline"]]


async def stock_of(stores: Stores, product: int) -> int:
    stock = await stores.database["stock"].find_one({"_id": product})
    assert stock is not None
    return int(stock["available"])


async def test_an_order_from_home_is_paid_and_one_from_a_stolen_session_is_held(
    shop: Shop, stores: Stores
) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        usual, stolen = await shopper.buy(), await shopper.buy(ELSEWHERE)
        await shopper.until_status(usual, 3)
        await shopper.until_status(stolen, 4)
    view = await shop.history.get(shopper.user, stolen)
    assert view is not None
    assert "The browser is new to us." in view.timeline[-1].reason
    (risky,) = [each for each in await shop.identity.list(shopper.user) if each.order_id == stolen]
    assert (risky.identity_score, risky.risk) == (0, 0.65)
    order = await stores.database["orders"].find_one({"_id": stolen})
    assert order is not None
    assert order["risk"] == 0.65


async def test_released_it_is_paid_once_however_often_its_messages_come(shop: Shop, stores: Stores) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        order_id = await shopper.buy(ELSEWHERE)
        await shopper.until_status(order_id, 4)
        assert await shop.orders.release(order_id, shopper.user, shopper.user)
        await shopper.until_status(order_id, 3)
        for _, fields in await stores.redis.commands.xrange(ORDERS_STREAM):
            await stores.redis.commands.xadd(ORDERS_STREAM, fields)
        paid = await shopper.buy()
        await shopper.until_status(paid, 3)
    assert await timeline(stores, order_id) == [1, 4, 3]
    assert await stores.database["payments"].count_documents({}) == 2
    assert await stores.database["dead_letters"].count_documents({}) == 0
    assert not await shop.payments.cancel_held(order_id, "Too late.")


async def test_rejected_it_ends_and_gives_its_stock_back(shop: Shop, stores: Stores) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        before = await stock_of(stores, shopper.product)
        order_id = await shopper.buy(ELSEWHERE)
        await shopper.until_status(order_id, 4)
        assert await stock_of(stores, shopper.product) == before - 1
        assert await shop.payments.cancel_held(order_id, "We could not accept this order.")
        await shopper.until_status(order_id, 5)
    assert await stock_of(stores, shopper.product) == before
    view = await shop.history.get(shopper.user, order_id)
    assert view is not None
    assert view.timeline[-1].reason == "We could not accept this order."
    assert not await shop.orders.release(order_id, "admin")


@pytest.mark.parametrize("number", range(3))
async def test_released_and_cancelled_at_once_it_has_one_end(shop: Shop, stores: Stores, number: int) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        before = await stock_of(stores, shopper.product)
        order_ids = [await shopper.buy(ELSEWHERE) for _ in range(8)]
        for order_id in order_ids:
            await shopper.until_status(order_id, 4)
        await asyncio.gather(
            *(shop.orders.release(order_id, "admin") for order_id in order_ids),
            *(shop.payments.cancel_held(order_id, "No.") for order_id in order_ids[number:]),
        )

        async def settled() -> bool:
            return not await shop.orders.unsettled_of(shopper.user)

        await eventually(settled, within_s=20)
    ends = {order_id: (await timeline(stores, order_id))[-1] for order_id in order_ids}
    assert set(ends.values()) <= {3, 5}
    payments = await stores.database["payments"].find({}).to_list(None)
    assert {payment["_id"]: payment["orderStatusCode"] for payment in payments} == ends
    paid = sum(end == 3 for end in ends.values())
    assert await stock_of(stores, shopper.product) == before - paid


async def test_a_release_whose_message_was_lost_is_asked_for_again(
    shop: Shop, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        order_id = await shopper.buy(ELSEWHERE)
        await shopper.until_status(order_id, 4)

    async def lost(*_: object) -> None:
        """Redis takes nothing just now."""

    with monkeypatch.context() as patch:
        patch.setattr(shop.publisher, "publish", lost)
        assert await shop.orders.release(order_id, shopper.user, shopper.user)
    async with run_services(shop, SERVICES):
        await shopper.until_status(order_id, 3)
    assert await timeline(stores, order_id) == [1, 4, 3]


async def test_without_the_identity_service_orders_are_judged_by_the_sessions_themselves(
    shop: Shop, stores: Stores
) -> None:
    await shop.products.generate(12, seed=2026)
    product = (await shop.products.search()).products[0].product_id
    _, session = await shop.sessions.begin(HOME)
    async with run_services(shop, ("products", "orders", "payments")):
        shopper = Shopper(shop, product, session)
        order_id = await shopper.buy()
        await shopper.until_status(order_id, 3)


async def test_an_account_on_a_new_device_takes_its_guests_order_on_and_buys_at_once(
    shop: Shop, stores: Stores
) -> None:
    async with run_services(shop, SERVICES):
        shopper = await shopper_of(shop)
        await shop.accounts.sign_up(None, HOME, "a@example.org", "correct horse battery")
        token, guest = await shop.sessions.begin(ELSEWHERE)
        shopper.session, shopper.user = guest, guest.user
        first = await shopper.buy(ELSEWHERE)
        _, account = await shop.accounts.sign_in(token, ELSEWHERE, "a@example.org", "correct horse battery")
        shopper.session, shopper.user = account, account.user
        second = await shopper.buy(ELSEWHERE)
        await shopper.until_status(first, 3)
        await shopper.until_status(second, 3)
        assert (await shop.history.page(guest.user)).total == 0
    assert await stores.database["dead_letters"].count_documents({}) == 0


@pytest.mark.parametrize(("fail", "status"), [("open", 3), ("closed", 4)])
async def test_an_assessment_that_takes_too_long_is_decided_by_the_setting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, fail: str, status: int
) -> None:
    async def never(*_: Any) -> None:
        await asyncio.Event().wait()

    async with open_shop(settings.model_copy(update={"risk_fail": fail, "risk_timeout_ms": 50})) as shop:
        monkeypatch.setattr(type(shop.identity), "assess", never)
        async with run_services(shop, SERVICES):
            shopper = await shopper_of(shop)
            order_id = await shopper.buy()
            await shopper.until_status(order_id, status)
            if status == 4:
                assert await shop.orders.release(order_id, "admin")
                await shopper.until_status(order_id, 3)
