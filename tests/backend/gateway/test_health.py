"""What watches over a shop: it answers, it can sell or says why not, and it counts for admins only."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp

from backend.gateway import health
from backend.gateway.app import gateway_app
from backend.identity.schemas import Caller
from backend.settings import SERVICES
from backend.stores.redis import open_redis
from backend.wiring import Shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

PASSWORD = "a long sentence of mine"
AWAY = "redis://:hidden-word@127.0.0.1:1/0"


@pytest.fixture
def app() -> ASGIApp:
    """One of its own, which has counted nothing yet."""
    return gateway_app()


@pytest.fixture
async def working(products: Shop, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a shop whose services all run; each look is a new one."""
    monkeypatch.setattr(health, "KEPT_FOR_S", 0.0)
    async with (
        run_services(products, SERVICES),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(gateway_app()), base_url="http://shop.test"
        ) as asking,
    ):

        async def ready() -> bool:
            return (await asking.get("/readyz")).status_code == 200

        await eventually(ready)
        yield asking


async def test_process_answers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_shop_whose_parts_all_run_is_ready(working: httpx.AsyncClient) -> None:
    found = (await working.get("/readyz")).json()
    assert found["ready"]
    assert set(found["checks"]) == {
        "redis",
        "mongodb",
        "search",
        "ORDERS_CON_GROUP",
        "PAYMENTS_CON_GROUP",
        "STOCK_CON_GROUP",
        "LOGINS_CON_GROUP",
    }
    assert all(check == {"ok": True, "reason": ""} for check in found["checks"].values())


async def test_stream_that_nobody_reads_is_named(client: httpx.AsyncClient) -> None:
    await client.post(
        "/orders/createOrder", json={"products": [{"productId": 11000, "qty": 1, "productPrice": 3995}]}
    )
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    check = answer.json()["checks"]["ORDERS_CON_GROUP"]
    assert (check["ok"], check["reason"][:32]) == (False, "Nothing reads ORDERS_STREAM; 0 m")


async def test_backlog_that_grows_is_named(
    working: httpx.AsyncClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "MOST_WAITING", -1)
    answer = await working.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["STOCK_CON_GROUP"]["reason"] == "0 messages of STOCK_STREAM wait."


async def test_search_index_that_is_missing_is_named_and_built(
    working: httpx.AsyncClient, stores: Stores
) -> None:
    await stores.operator.flushall()
    assert (await working.get("/readyz")).json()["checks"]["search"]["reason"]

    async def built() -> bool:
        return bool((await working.get("/readyz")).json()["checks"]["search"]["ok"])

    await eventually(built)


async def test_stores_that_are_away_are_named_in_good_time_without_their_address(
    products: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_redis(AWAY) as nowhere:
        monkeypatch.setattr(health, "shop", lambda: _With(products, nowhere))
        transport = httpx.ASGITransport(gateway_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
            answer = await client.get("/readyz", timeout=5)
    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert checks["redis"] == {"ok": False, "reason": "It can't be reached."}
    assert checks["mongodb"]["ok"]
    for secret in ("127.0.0.1", "hidden-word"):
        assert secret not in answer.text


async def test_many_who_ask_share_one_look(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    bounded = health._bounded

    async def counted(name: str, finding: health.Finding) -> str:
        nonlocal looks
        looks += 1
        return await bounded(name, finding)

    monkeypatch.setattr(health, "_bounded", counted)
    for _ in range(20):
        await client.get("/readyz")
    assert looks == 7


async def test_metrics_are_for_admins(client: httpx.AsyncClient, shop: Shop, bearer: dict[str, str]) -> None:
    assert (await client.get("/metrics")).status_code == 401
    assert (await client.get("/metrics", headers=bearer)).status_code == 403
    await shop.accounts.create_admin("boss@example.com", PASSWORD)
    token, _ = await shop.accounts.sign_in(None, Caller(), "boss@example.com", PASSWORD)
    boss = {"Authorization": f"Bearer {token}"}
    for _ in range(2):
        await client.post("/products/getProductsByFilter")
    await client.get("/api/v1/products/11000")
    await client.get("/api/v1/products/12345")
    await client.get("/nowhere/12345")
    counted = (await client.get("/metrics", headers=boss)).text
    assert 'rivulet_query_cache_total{result="hit"} 1.0' in counted
    assert 'rivulet_query_cache_total{result="miss"} 1.0' in counted
    assert "rivulet_event_streams 0.0" in counted
    for line in (
        'route="/products/getProductsByFilter",status="200"} 2.0',
        'route="/api/v1/products/{productId}",status="200"} 1.0',
        'route="/api/v1/products/{productId}",status="404"} 1.0',
        'route="(none)",status="404"} 1.0',
    ):
        assert f"rivulet_requests_total{{{line}" in counted
    assert "12345" not in counted


class _With:
    """The shop with another Redis."""

    def __init__(self, shop: Shop, redis: object) -> None:
        self._shop = shop
        self.redis = redis

    def __getattr__(self, name: str) -> object:
        return getattr(self._shop, name)
