"""A store that is away is 503 in the route's own shape, with a time to come again; nothing of it is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from backend.gateway.app import gateway_app
from backend.identity.schemas import Caller
from backend.settings import Settings
from backend.wiring import open_shop
from tests.backend.gateway.conftest import FILES, LINES
from tests.backend.identity.redis_gate import Gate, gate_before

SECRETS = ("127.0.0.1", "mongodb", "redis", "Error", "Traceback")


@dataclass
class Behind:
    """A client of a shop one of whose stores can be cut off, and a session in it."""

    client: httpx.AsyncClient
    gate: Gate
    who: dict[str, str]


@asynccontextmanager
async def behind(settings: Settings, store: str) -> AsyncIterator[Behind]:
    async with gate_before(getattr(settings, store)) as (gate, url):
        # MongoDB's driver would go to the address that the server itself says, past the gate.
        direct = f"{url}&directConnection=true" if store == "mongodb_url" else url
        async with (
            open_shop(settings.model_copy(update={store: direct})) as shop,
            httpx.AsyncClient(
                transport=httpx.ASGITransport(gateway_app()), base_url="http://shop.test", timeout=20
            ) as client,
        ):
            await shop.products.import_directory(FILES)
            token, _ = await shop.sessions.begin(Caller())
            who = {"Authorization": f"Bearer {token}"}
            assert (await client.get("/api/v1/sessions/current", headers=who)).status_code == 200
            yield Behind(client, gate, who)


def assert_away(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert int(answer.headers["retry-after"]) > 0
    for secret in SECRETS:
        assert secret not in answer.text.replace("UnavailableError", "")


async def test_without_mongodb_nothing_is_ordered_and_everybody_is_told_to_come_again(
    settings: Settings,
) -> None:
    async with behind(settings, "mongodb_url") as shop:
        shop.gate.cut()
        answer = await shop.client.post("/orders/createOrder", headers=shop.who, json=LINES)
        assert_away(answer)
        assert answer.json()["error"]["name"] == "UnavailableError"
        answer = await shop.client.get("/api/v1/products/11000")
        assert_away(answer)
        assert answer.headers["content-type"] == "application/problem+json"
        ready = await shop.client.get("/readyz")
        assert ready.status_code == 503
        assert not ready.json()["checks"]["mongodb"]["ok"]


async def test_without_redis_orders_are_taken_and_searches_are_put_off(settings: Settings) -> None:
    search = {"productDisplayName": "road"}
    async with behind(settings, "redis_url") as shop:
        shop.gate.cut()
        answer = await shop.client.post("/orders/createOrder", headers=shop.who, json=LINES)
        assert answer.status_code == 200
        history = await shop.client.get("/orderHistory/viewOrderHistory", headers=shop.who)
        assert [each["orderId"] for each in history.json()["data"]] == [answer.json()["data"]]
        found = await shop.client.post("/products/getProductsByFilter", json=search)
        assert_away(found)
        assert found.json()["isFromCache"] is False
        shop.gate.mend()
        found = await shop.client.post("/products/getProductsByFilter", json=search)
        assert found.status_code == 200
