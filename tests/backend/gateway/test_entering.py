"""Strangers and passwords come in no more often than the limits allow, by whichever door."""

import httpx
import pytest

from backend.settings import Settings
from backend.wiring import Shop

ACCOUNT = {"email": "ann@shop.example", "password": "correct horse battery"}
WRONG = {**ACCOUNT, "password": "not her password"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Little is allowed to one account and to one address."""
    return settings.model_copy(update={"rate_limit_account_sign_ins": 4, "rate_limit_ip_sessions": 3})


async def _form(client: httpx.AsyncClient, name: str, **fields: str) -> httpx.Response:
    return await client.post(f"/account/{name}", data=fields, headers={"Accept": "text/html"})


async def test_an_account_is_tried_only_so_often_by_form_and_program_together(client: httpx.AsyncClient):
    assert (await _form(client, "sign-up", **ACCOUNT)).status_code == 303
    assert (await client.post("/api/v1/sessions", json=WRONG)).status_code == 401
    assert (await client.post("/api/v1/sessions", json=WRONG)).status_code == 401
    assert (await client.post("/api/v1/sessions", json=ACCOUNT)).status_code == 201
    # Now not even the right password is looked at, however the address is spelled.
    refused = await client.post("/api/v1/sessions", json=ACCOUNT)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert int(refused.headers["retry-after"]) >= 1
    for email in ("ANN@shop.example", " ann@SHOP.example ", "ann@\uff33hop.example"):
        page = await _form(client, "sign-in", **{**ACCOUNT, "email": email})
        assert page.status_code == 429
        assert page.headers["content-type"].startswith("text/html")
        assert "set-cookie" not in page.headers


async def test_other_accounts_are_not_held_up(client: httpx.AsyncClient):
    for _ in range(5):
        await client.post("/api/v1/sessions", json=WRONG)
    other = {**ACCOUNT, "email": "bob@shop.example"}
    assert (await client.post("/api/v1/sessions", json=other)).status_code == 401


async def test_what_can_be_no_address_costs_nothing(client: httpx.AsyncClient, shop: Shop):
    answer = await client.post("/api/v1/sessions", json={**ACCOUNT, "email": "nobody"})
    assert answer.status_code == 422
    assert not [key async for key in shop.redis.commands.scan_iter(match="limits:sign-ins:account:*")]


@pytest.mark.parametrize("path", ["/api/v1/sessions", "/orderHistory/viewOrderHistory"])
async def test_one_address_brings_only_so_many_strangers(client: httpx.AsyncClient, path: str):
    method = "POST" if path.startswith("/api") else "GET"
    answers = [await client.request(method, path) for _ in range(4)]
    assert [answer.is_success for answer in answers] == [True, True, True, False]
    assert answers[-1].status_code == 429


async def test_a_known_session_is_no_stranger(client: httpx.AsyncClient):
    auth = (await client.get("/orderHistory/viewOrderHistory")).json()["auth"]
    for _ in range(5):
        again = await client.get(
            "/orderHistory/viewOrderHistory", headers={"Authorization": f"Bearer {auth}"}
        )
        assert again.json()["auth"] == auth
