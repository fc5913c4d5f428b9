"""`rivulet gateway`: both contracts from a process of its own, which stops in good order."""

import asyncio
import time

import httpx

from backend.kit.ids import new_id
from backend.wiring import Shop
from tests.backend.gateway.running import running_gateway

ORDER = {"lines": [{"productId": 11000, "qty": 1}]}


async def test_gateway_alone_sells_and_ends_at_once_with_a_stream_open(products: Shop) -> None:
    async with (
        running_gateway(products.settings) as gateway,
        httpx.AsyncClient(base_url=gateway.url) as client,
    ):
        found = await client.post("/products/getProductsByFilter")
        assert len(found.json()["data"]) == 3
        token = (await client.post("/api/v1/sessions")).json()["token"]
        who = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}
        placed = await client.post("/api/v1/orders", headers=who, json=ORDER)
        assert (await client.get("/")).status_code == 404
        async with client.stream("GET", f"{placed.headers['location']}/events", headers=who) as stream:
            lines = stream.aiter_lines()
            assert await anext(lines) == "retry: 2000"
            began = time.monotonic()
            stopped = asyncio.create_task(gateway.stop())
            rest = [line async for line in lines]
            assert await stopped == 0
        assert time.monotonic() - began < 5
        assert "event: status" in rest
    session = await products.sessions.find(token)
    assert session
    assert await products.history.get(session.user, placed.json()["orderId"])
