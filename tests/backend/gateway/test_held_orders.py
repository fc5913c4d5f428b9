"""Orders on hold: their shopper confirms with a password or cancels, an admin decides, nobody else does."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp

from backend.gateway.callers import COOKIE
from backend.identity.schemas import Caller
from backend.kit.ids import new_id
from backend.settings import Settings
from backend.wiring import Shop, open_shop
from backend.worker import run_services
from tests.backend.gateway.conftest import FILES
from tests.waiting import eventually

PASSWORD = "a long sentence of mine"
ON_HOLD, CANCELLED, PAID = 4, 5, 3
SERVICES = ("orders", "payments")

Headers = dict[str, str]


@pytest.fixture
async def strict_shop(settings: Settings) -> AsyncIterator[Shop]:
    """A shop that runs, and holds every order."""
    async with open_shop(settings.model_copy(update={"risk_hold_at": 0.0})) as shop:
        await shop.products.import_directory(FILES)
        async with run_services(shop, SERVICES):
            yield shop


@pytest.fixture
async def client(strict_shop: Shop, app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as asking:
        yield asking


@pytest.fixture
async def ada(strict_shop: Shop) -> Headers:
    token, _ = await strict_shop.accounts.sign_up(None, Caller(), "ada@example.com", PASSWORD)
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
async def boss(strict_shop: Shop) -> Headers:
    await strict_shop.accounts.create_admin("boss@example.com", PASSWORD)
    token, _ = await strict_shop.accounts.sign_in(None, Caller(), "boss@example.com", PASSWORD)
    return {"Authorization": f"Bearer {token}"}


async def held(client: httpx.AsyncClient, who: Headers) -> str:
    """The address of a new order of theirs, once it is on hold."""
    answer = await client.post(
        "/api/v1/orders",
        headers={**who, "Idempotency-Key": new_id()},
        json={"lines": [{"productId": 11000, "qty": 1}]},
    )
    address = answer.headers["location"]
    await becomes(client, who, address, ON_HOLD)
    return str(address)


async def becomes(client: httpx.AsyncClient, who: Headers, address: str, status: int) -> None:
    async def is_so() -> bool:
        return bool((await client.get(address, headers=who)).json()["status"] == status)

    await eventually(is_so)


async def test_shopper_confirms_with_their_password(client: httpx.AsyncClient, ada: Headers) -> None:
    address = await held(client, ada)
    wrong = await client.post(f"{address}/confirm", headers=ada, json={"password": "another sentence"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (403, "password")
    right = await client.post(f"{address}/confirm", headers=ada, json={"password": PASSWORD})
    assert right.status_code == 202
    await becomes(client, ada, address, PAID)
    again = await client.post(f"{address}/confirm", headers=ada, json={"password": PASSWORD})
    assert again.status_code == 409


async def test_no_account_confirms_what_a_guest_ordered(client: httpx.AsyncClient, ada: Headers) -> None:
    token = (await client.post("/api/v1/sessions")).json()["token"]
    guest = {"Authorization": f"Bearer {token}"}
    address = await held(client, guest)
    answer = await client.post(f"{address}/confirm", headers=guest, json={"password": PASSWORD})
    assert answer.status_code == 403
    credentials = {"email": "ada@example.com", "password": PASSWORD}
    now = (await client.post("/api/v1/sessions", headers=guest, json=credentials)).json()["token"]
    signed_in = {"Authorization": f"Bearer {now}"}
    answer = await client.post(f"{address}/confirm", headers=signed_in, json={"password": PASSWORD})
    assert answer.status_code == 409
    assert (await client.get(address, headers=signed_in)).json()["status"] == ON_HOLD


async def test_who_signs_in_again_on_the_page_lets_their_order_go_on(
    client: httpx.AsyncClient, strict_shop: Shop, ada: Headers
) -> None:
    address = await held(client, ada)
    token, _ = await strict_shop.sessions.begin(Caller())
    guest = {"Cookie": f"{COOKIE}={token}"}
    typed = {
        "email": "ada@example.com",
        "password": PASSWORD,
        "confirm": address.rsplit("/", 1)[1],
        "next": "/orders",
    }
    answer = await client.post("/account/sign-in", headers=guest, data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/orders")
    await becomes(client, ada, address, PAID)


async def test_confirming_on_the_page_takes_the_password_and_only_ones_own_order(
    client: httpx.AsyncClient, strict_shop: Shop, ada: Headers
) -> None:
    address = await held(client, ada)
    order_id = address.rsplit("/", 1)[1]
    cookie = {"Cookie": f"{COOKIE}={ada['Authorization'].removeprefix('Bearer ')}"}
    typed = {"confirm": order_id, "next": "/orders", "password": "another sentence"}
    await client.post("/account/confirm", headers=cookie, data=typed)
    stranger, session = await strict_shop.accounts.sign_up(None, Caller(), "eve@example.com", PASSWORD)
    theirs = {"Cookie": f"{COOKIE}={stranger}"}
    await client.post("/account/confirm", headers=theirs, data={**typed, "password": PASSWORD})
    assert (await client.get(address, headers=ada)).json()["status"] == ON_HOLD
    told = await strict_shop.flash.take(session.session_id, "/orders")
    assert told is not None
    assert told.problem.startswith("That order is not yours to confirm")
    await client.post("/account/confirm", headers=cookie, data={**typed, "password": PASSWORD})
    await becomes(client, ada, address, PAID)


async def test_shopper_cancels(client: httpx.AsyncClient, ada: Headers) -> None:
    address = await held(client, ada)
    assert (await client.post(f"{address}/cancel", headers=ada)).status_code == 202
    await becomes(client, ada, address, CANCELLED)
    reasons = [step["reason"] for step in (await client.get(address, headers=ada)).json()["timeline"]]
    assert reasons[-1] == "You cancelled it."
    confirmed = await client.post(f"{address}/confirm", headers=ada, json={"password": PASSWORD})
    assert confirmed.status_code == 409


async def test_admin_sees_what_waits_releases_and_rejects(
    client: httpx.AsyncClient, ada: Headers, boss: Headers
) -> None:
    first, second = await held(client, ada), await held(client, ada)
    page = (await client.get("/api/v1/admin/orders", headers=boss, params={"status": 4, "size": 1})).json()
    rest = (
        await client.get("/api/v1/admin/orders", headers=boss, params={"size": 1, "cursor": page["next"]})
    ).json()
    waiting = [order["orderId"] for order in page["orders"] + rest["orders"]]
    assert waiting == [second.rsplit("/", 1)[1], first.rsplit("/", 1)[1]]
    assert page["orders"][0]["reason"]
    for order_id, decision, status in ((waiting[1], "release", PAID), (waiting[0], "reject", CANCELLED)):
        answer = await client.post(f"/api/v1/admin/orders/{order_id}/{decision}", headers=boss)
        assert answer.status_code == 202
        await becomes(client, ada, f"/api/v1/orders/{order_id}", status)
    late = await client.post(f"/api/v1/admin/orders/{waiting[1]}/reject", headers=boss)
    assert late.status_code == 409


async def test_only_an_admin_may_decide(client: httpx.AsyncClient, ada: Headers) -> None:
    address = await held(client, ada)
    decisions = f"/api/v1/admin/orders/{address.rsplit('/', 1)[1]}"
    for method, path in (
        ("GET", "/api/v1/admin/orders"),
        ("POST", f"{decisions}/release"),
        ("POST", f"{decisions}/reject"),
    ):
        assert (await client.request(method, path)).status_code == 401
        assert (await client.request(method, path, headers=ada)).status_code == 403
    assert (await client.get(address, headers=ada)).json()["status"] == ON_HOLD
