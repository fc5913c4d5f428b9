"""Logins are remembered once, hashed, for 90 days, and found again through the index that Redis holds."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from backend.events.logins import LoginAction, SessionBegun
from backend.events.orders import OrderPlaced
from backend.identity.digital import LOGIN, ORDER
from backend.identity.index import KEY_PREFIX, MOST_KEPT, SEEN
from backend.identity.schemas import Caller
from backend.identity.service import IdentityService
from backend.kit.clock import now
from backend.kit.errors import RefusedError
from backend.wiring import Shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

USER = "USR_1"


def begun(session: str = "S1", user: str = USER, **changed: Any) -> SessionBegun:
    fields = {
        "user_id": user,
        "session_id": session,
        "action": LoginAction.FIRST_SESSION,
        "fingerprint": "browser A",
        "ip_hash": "address A",
        "device": "Chrome on Linux",
    }
    return SessionBegun.model_validate({**fields, **changed})


def placed(order_id: str, user: str = USER, **changed: Any) -> OrderPlaced:
    fields = {"order_id": order_id, "order_amount": Decimal("50.00"), "user_id": user}
    return OrderPlaced.model_validate({**fields, **changed})


@pytest.fixture
async def identity(shop: Shop) -> IdentityService:
    await shop.identity.ensure_index()
    return shop.identity


async def keep(identity: IdentityService, *orders: OrderPlaced) -> None:
    await (await identity.assess(orders)).keep()


async def test_a_guests_first_session_becomes_an_identity_by_the_stream(shop: Shop, stores: Stores) -> None:
    caller = Caller("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "en")
    async with run_services(shop, ["identity"]):
        _, session = await shop.sessions.begin(caller)

        async def listed() -> bool:
            return bool(await shop.identity.list(session.user))

        await eventually(listed)
    (shown,) = await shop.identity.list(session.user)
    assert (shown.action, shown.device, shown.session_id) == (
        "first-session",
        "Firefox on Linux",
        session.session_id,
    )
    stored = await stores.database["digital_identities"].find_one({})
    assert stored is not None
    assert stored["fingerprint"] == shop.sessions.origin(session, caller).fingerprint
    assert "203.0.113" not in str(stored)
    assert "Firefox/130" not in str(stored)


async def test_a_login_that_is_told_of_twice_is_stored_once(
    identity: IdentityService, stores: Stores
) -> None:
    await identity.record([begun(), begun(), begun("S2", action="sign-in")])
    await identity.record([begun()])
    assert await stores.database["digital_identities"].count_documents({}) == 2
    assert {each.action for each in await identity.list(USER)} == {"first-session", "sign-in"}


async def test_both_stores_forget_an_identity_after_90_days(
    identity: IdentityService, stores: Stores
) -> None:
    month_ago = now() - timedelta(days=30)
    await identity.record([begun(occurred_at=month_ago)])
    indexes = await stores.database["digital_identities"].index_information()
    assert indexes["expired"]["expireAfterSeconds"] == timedelta(days=90).total_seconds()
    (key,) = [key async for key in stores.redis.commands.scan_iter(match=KEY_PREFIX + "*")]
    assert 59 < await stores.redis.commands.ttl(key) / 86_400 <= 60


@pytest.mark.parametrize("told", [datetime(9999, 1, 1, tzinfo=UTC), datetime(9999, 1, 1), now()])
async def test_no_message_makes_an_identity_live_longer(identity: IdentityService, told: datetime) -> None:
    await identity.record([begun(occurred_at=told)])
    (shown,) = await identity.list(USER)
    assert shown.at <= now()


async def test_an_order_is_remembered_with_its_scores_and_reasons(
    identity: IdentityService, stores: Stores
) -> None:
    await identity.record([begun()])
    message = placed("A", fingerprint="browser B", ip_hash="address A", categories="Shirts,Jeans")
    await keep(identity, message)
    await keep(identity, message)
    shown, _ = await identity.list(USER)
    assert (shown.action, shown.order_id, shown.identity_score) == ("order", "A", 0.5)
    assert shown.risk == 0.35
    assert shown.reasons == ("The browser is new to us.",)
    stored = await stores.database["digital_identities"].find_one({"kind": ORDER})
    assert stored is not None
    assert (stored["amount"], stored["categories"]) == (5000, ["Shirts", "Jeans"])
    assert stored["suspicions"] == {"browser": 1.0}


async def test_of_a_heavy_shopper_the_index_holds_the_newest_only(
    identity: IdentityService, stores: Stores
) -> None:
    for batch in range(4):
        await keep(identity, *(placed(f"{batch}-{number}") for number in range(MOST_KEPT)))
    keys = [key async for key in stores.redis.commands.scan_iter(match=KEY_PREFIX + "*")]
    assert SEEN <= len(keys) <= MOST_KEPT + SEEN
    assert await stores.database["digital_identities"].count_documents({}) == 4 * MOST_KEPT
    found = (await identity.index.known([USER]))[USER]
    assert len(found.past) == SEEN


async def test_whatever_a_message_names_a_shopper_only_their_own_are_found(identity: IdentityService) -> None:
    names = ["*", "USR_1|USR_2", "USR_2", "{USR_2}", "@user_id:{*}", "USR_2*", "usr_2"]
    await identity.record([begun(f"S{number}", name) for number, name in enumerate(names)])
    found = await identity.index.known(names)
    assert [len(found[name].logins) for name in names] == [1] * len(names)


async def test_reindex_writes_the_newest_of_each_shopper_and_forgets_strangers(
    identity: IdentityService, stores: Stores
) -> None:
    await identity.record([begun(f"S{number}") for number in range(SEEN + 5)])
    await identity.record([begun("other", "USR_2")])
    await stores.operator.flushall()
    await stores.redis.commands.set(f"{KEY_PREFIX}{LOGIN}:nobody", "x")
    assert await identity.reindex() == SEEN + 1
    found = await identity.index.known([USER, "USR_2"])
    assert (len(found[USER].logins), len(found["USR_2"].logins)) == (SEEN, 1)
    assert not await stores.redis.commands.exists(f"{KEY_PREFIX}{LOGIN}:nobody")


async def test_an_emptied_redis_is_filled_again_while_the_service_runs(
    shop: Shop, identity: IdentityService, stores: Stores
) -> None:
    await identity.record([begun()])
    await stores.operator.flushall()
    async with run_services(shop, ["identity"]):

        async def filled() -> bool:
            names = await stores.redis.commands.execute_command("FT._LIST")
            ours = any(b"digital_identity" in name for name in names)
            return ours and bool((await identity.index.known([USER]))[USER].logins)

        await eventually(filled)


async def test_an_account_takes_over_its_guests_identities(identity: IdentityService) -> None:
    await identity.record([begun()])
    await keep(identity, placed("A"))
    for _ in range(2):
        await identity.take_over(USER, "USR_account")
    assert await identity.list(USER) == []
    assert {each.action for each in await identity.list("USR_account")} == {"first-session", "order"}
    found = (await identity.index.known(["USR_account"]))["USR_account"]
    assert (len(found.logins), len(found.past)) == (1, 1)


async def test_a_session_is_owed_until_its_login_is_stored(shop: Shop, stores: Stores) -> None:
    await shop.sessions.begin(Caller("203.0.113.7", "x", "en"))
    sessions = await stores.database["sessions"].find({}).to_list(None)
    assert await shop.identity.unrecorded(sessions) == sessions
    await shop.identity.record([begun(sessions[0]["sessionId"])])
    assert await shop.identity.unrecorded(sessions) == []


@pytest.mark.parametrize("size", [0, 101, True, None, "20"])
async def test_a_page_that_cannot_be_one_is_refused_by_name(identity: IdentityService, size: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        await identity.list(USER, size)
    assert refused.value.problems[0].field == "size"
