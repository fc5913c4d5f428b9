"""Whole batches are judged in a few round trips, by what the stores really know at that moment."""

from decimal import Decimal
from typing import Any

import pytest
from pymongo import monitoring

from backend.events.logins import SessionBegun
from backend.events.orders import OrderPlaced
from backend.events.origin import NOWHERE, Origin
from backend.identity.schemas import Caller, Session, Verdict
from backend.identity.service import IdentityService
from backend.settings import Settings
from backend.wiring import Shop, open_shop
from tests.conftest import Stores

HOME = Caller("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "en")
ELSEWHERE = Caller("198.51.100.9", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36", "de")


def placed(order_id: str, user: str, origin: Origin = NOWHERE, **changed: Any) -> OrderPlaced:
    fields = {
        "order_id": order_id,
        "order_amount": Decimal("50.00"),
        "user_id": user,
        "session_id": origin.session_id,
        "fingerprint": origin.fingerprint,
        "ip_hash": origin.ip_hash,
    }
    return OrderPlaced.model_validate({**fields, **changed})


async def verdict(identity: IdentityService, message: OrderPlaced) -> Verdict:
    assessment = await identity.assess([message])
    await assessment.keep()
    return dict(assessment.verdicts)[message.order_id]


@pytest.fixture
async def identity(shop: Shop) -> IdentityService:
    await shop.identity.ensure_index()
    return shop.identity


@pytest.fixture
async def session(shop: Shop, identity: IdentityService, stores: Stores) -> Session:
    """A guest's session at home whose login is recorded."""
    _, begun = await shop.sessions.begin(HOME)
    await recorded(shop, stores)
    return begun


async def recorded(shop: Shop, stores: Stores) -> None:
    """Record every session that began, and mark it as the sweeper would."""
    sessions = await stores.database["sessions"].find({"dirty": True}).to_list(None)
    messages = [SessionBegun.model_validate(each["outbox"][0]["fields"]) for each in sessions]
    await shop.identity.record(messages)
    await stores.database["sessions"].update_many({}, {"$set": {"outbox": []}, "$unset": {"dirty": ""}})


async def test_an_order_from_where_its_shopper_is_known_goes_through(
    shop: Shop, identity: IdentityService, session: Session
) -> None:
    found = await verdict(identity, placed("A", session.user, shop.sessions.origin(session, HOME)))
    assert (found.on_hold, found.risk, found.reason) == (False, 0.0, "")


async def test_a_stolen_session_is_held_with_a_reason_in_words(
    shop: Shop, identity: IdentityService, session: Session
) -> None:
    found = await verdict(identity, placed("A", session.user, shop.sessions.origin(session, ELSEWHERE)))
    assert found.on_hold
    assert found.risk == 0.65
    assert found.reason == (
        "We look at this order before we charge it. The browser is new to us. The address is new to us. "
        "Nothing was charged yet."
    )


async def test_an_order_with_the_tutorials_four_fields_only_goes_through(
    identity: IdentityService, session: Session
) -> None:
    message = OrderPlaced.read({b"orderId": b"A", b"orderAmount": b"10", b"userId": session.user.encode()})
    assert not (await verdict(identity, message)).on_hold


async def test_a_new_device_is_known_before_its_login_is_recorded(
    shop: Shop, identity: IdentityService, session: Session, stores: Stores
) -> None:
    token, _ = await shop.sessions.begin(HOME)
    token, account = await shop.accounts.sign_up(token, HOME, "a@example.org", "correct horse")
    await recorded(shop, stores)
    _, away = await shop.accounts.sign_in(None, ELSEWHERE, "a@example.org", "correct horse")
    assert away.user == account.user
    found = await verdict(identity, placed("A", away.user, shop.sessions.origin(away, ELSEWHERE)))
    assert not found.on_hold


async def test_a_login_that_redis_lost_holds_nobody(
    shop: Shop, identity: IdentityService, session: Session, stores: Stores
) -> None:
    _, other = await shop.sessions.begin(ELSEWHERE)
    await stores.database["sessions"].update_many({}, {"$unset": {"dirty": ""}})
    lost = SessionBegun(
        user_id=session.user,
        session_id=other.session_id,
        action="sign-in",
        fingerprint=shop.sessions.origin(other, ELSEWHERE).fingerprint,
        ip_hash=shop.sessions.origin(other, ELSEWHERE).ip_hash,
    )
    await identity.record([lost])
    await identity.index.remove([f"login:{other.session_id}"])
    message = placed("A", session.user, shop.sessions.origin(session, ELSEWHERE))
    assert not (await verdict(identity, message)).on_hold


async def test_without_the_index_mongodb_is_asked(
    shop: Shop, identity: IdentityService, session: Session, stores: Stores
) -> None:
    await stores.operator.flushall()
    stolen = placed("A", session.user, shop.sessions.origin(session, ELSEWHERE))
    usual = placed("B", session.user, shop.sessions.origin(session, HOME))
    verdicts = (await identity.assess([stolen, usual])).verdicts
    assert [verdicts[order_id].on_hold for order_id in "AB"] == [True, False]


async def test_orders_of_one_batch_count_for_each_other(identity: IdentityService) -> None:
    assessment = await identity.assess([placed(f"O{number}", "USR_1") for number in range(30)])
    await assessment.keep()
    assert not any(each.on_hold for each in assessment.verdicts.values())
    assert assessment.verdicts["O0"].risk == 0
    assert assessment.verdicts["O29"].risk == 0.1


async def test_an_order_asked_about_again_is_judged_the_same(identity: IdentityService) -> None:
    messages = [placed(f"O{number}", "USR_1") for number in range(6)]
    first = await identity.assess(messages)
    await first.keep()
    again = await identity.assess(messages[-1:])
    assert again.verdicts["O5"] == first.verdicts["O5"]


async def test_every_order_can_be_held_by_the_setting(settings: Settings) -> None:
    async with open_shop(settings.model_copy(update={"risk_hold_at": 0.0})) as strict:
        await strict.identity.ensure_index()
        found = await verdict(strict.identity, placed("A", "USR_1"))
    assert found.on_hold
    assert found.reason


class Commands(monitoring.CommandListener):
    """Which questions and writes are sent to MongoDB."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if event.command_name in ("find", "getMore", "insert", "update", "aggregate"):
            self.names.append(event.command_name)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Not counted."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Not counted."""


@pytest.mark.parametrize("stolen", [False, True])
async def test_128_orders_cost_a_handful_of_round_trips(settings: Settings, stolen: bool) -> None:
    commands = Commands()
    monitoring.register(commands)
    async with open_shop(settings) as shop:
        await shop.identity.ensure_index()
        home = Origin("S", "browser A", "address A")
        logins = [
            SessionBegun(
                user_id=f"USR_{number}",
                session_id=f"S{number}",
                action="first-session",
                fingerprint=home.fingerprint,
                ip_hash=home.ip_hash,
            )
            for number in range(128)
        ]
        await shop.identity.record(logins)
        origin = Origin("S", "browser B", "address B") if stolen else home
        messages = [placed(f"O{number}", f"USR_{number}", origin) for number in range(128)]
        commands.names.clear()
        assessment = await shop.identity.assess(messages)
        await assessment.keep()
        assert all(each.on_hold == stolen for each in assessment.verdicts.values())
        # Before anything is held MongoDB is asked about fifty shoppers at a time, twice.
        assert len(commands.names) <= (1 + 2 * 3 if stolen else 1), commands.names
