"""Event streams: what an order goes through, heard by its shopper as it happens, and ended with the shop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import orjson
import pytest

from backend.events.payments import PaymentReported
from backend.gateway import draining, event_streams
from backend.gateway.v1 import order_events
from backend.kit.ids import new_id
from backend.wiring import Shop
from tests.waiting import eventually

WITHIN_S = 5.0


class Stream:
    """One open event stream, read as a browser reads it."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.aiter_lines()
        self.comments = 0

    async def event(self) -> dict[str, Any] | None:
        """The next event, None at the end of the stream."""
        fields: dict[str, Any] = {}
        async with asyncio.timeout(WITHIN_S):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if line.startswith(":"):
                    self.comments += 1
                elif line:
                    fields[name] = orjson.loads(value) if name == "data" else value
                elif "data" in fields:
                    return fields
        return None


@asynccontextmanager
async def listening(address: str, **headers: str) -> AsyncIterator[Stream]:
    async with (
        httpx.AsyncClient(timeout=WITHIN_S) as client,
        client.stream("GET", address, headers=headers) as answer,
    ):
        yield Stream(answer)


@pytest.fixture
async def order(served: str) -> tuple[str, dict[str, str]]:
    """The address of an order's events and the headers of its shopper."""
    async with httpx.AsyncClient(base_url=served) as client:
        token = (await client.post("/api/v1/sessions")).json()["token"]
        who = {"Authorization": f"Bearer {token}"}
        lines = {"lines": [{"productId": 11000, "qty": 1}]}
        answer = await client.post("/api/v1/orders", headers={**who, "Idempotency-Key": new_id()}, json=lines)
        return f"{served}{answer.headers['location']}/events", who


async def paid(shop: Shop, address: str, code: int) -> None:
    order_id = address.split("/")[-2]
    user = await shop.orders.owner_of(order_id)
    report = PaymentReported(
        event_id=new_id(), order_id=order_id, payment_id="PAY1", order_status_code=code, user_id=user or ""
    )
    assert not await shop.orders.record([report])


async def test_each_step_is_one_event_as_it_happens(shop: Shop, order: tuple[str, dict[str, str]]) -> None:
    address, who = order
    async with listening(address, **who) as stream:
        assert stream.answer.headers["content-type"].startswith("text/event-stream")
        assert stream.answer.headers["cache-control"] == "no-store"
        created = await stream.event()
        assert created
        assert (created["id"], created["event"]) == ("1", "status")
        assert (created["data"]["code"], created["data"]["name"]) == (1, "CREATED")
        assert "retry" in created
        await paid(shop, address, 2)
        await paid(shop, address, 3)
        steps = [await stream.event(), await stream.event()]
        assert [step and (step["id"], step["data"]["name"]) for step in steps] == [
            ("2", "PAYMENT_INITIATED"),
            ("3", "PAYMENT_SUCCESS"),
        ]


async def test_who_comes_back_hears_only_what_was_missed(
    shop: Shop, order: tuple[str, dict[str, str]]
) -> None:
    address, who = order
    await paid(shop, address, 2)
    async with listening(address, **who, **{"Last-Event-ID": "1"}) as stream:
        missed = await stream.event()
        assert missed
        assert (missed["id"], missed["data"]["code"]) == ("2", 2)


@pytest.mark.parametrize("last", ["", "x", "-1", "1" * 40, "1.5", "99"])
async def test_unreadable_last_event_id_starts_at_the_beginning(
    order: tuple[str, dict[str, str]], last: str
) -> None:
    address, who = order
    async with listening(address, **who, **{"Last-Event-ID": last}) as stream:
        first = await stream.event()
        assert first
        assert first["id"] == "1"


async def test_stream_ends_when_the_shop_drains_and_no_new_one_begins(
    order: tuple[str, dict[str, str]],
) -> None:
    address, who = order
    async with listening(address, **who) as stream:
        await stream.event()
        draining.begin()
        assert await stream.event() is None
    async with httpx.AsyncClient() as client:
        refused = await client.get(address, headers=who)
    assert refused.status_code == 503
    assert refused.headers["retry-after"]


async def test_stream_ends_with_its_session(served: str, order: tuple[str, dict[str, str]]) -> None:
    address, who = order
    async with listening(address, **who) as stream, httpx.AsyncClient(base_url=served) as client:
        await stream.event()
        await client.delete("/api/v1/sessions/current", headers=who)
        assert await stream.event() is None
        assert (await client.get(address, headers=who)).status_code == 401


async def test_end_of_a_session_that_nobody_heard_of_shows_soon(
    shop: Shop, order: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_streams, "LOOKED_AT_EVERY_S", 0.05)
    address, who = order
    async with listening(address, **who) as stream:
        await stream.event()
        sessions = shop.sessions.repository.collection
        await sessions.delete_many({})
        assert await stream.event() is None


async def test_silence_is_broken_by_comments_and_a_lost_hint_shows_with_them(
    shop: Shop, order: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order_events, "HEARTBEAT_S", 0.05)
    address, who = order
    async with listening(address, **who) as stream:
        await stream.event()
        monkeypatch.setattr(event_streams.Listener, "wake", lambda _: None)
        await paid(shop, address, 3)
        step = await stream.event()
        assert step
        assert step["data"]["code"] == 3
        assert stream.comments


async def test_shopper_has_at_most_sixteen_open_and_a_closed_one_makes_room(
    order: tuple[str, dict[str, str]],
) -> None:
    address, who = order
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None)) as client:
        opened = [
            await client.send(client.build_request("GET", address, headers=who), stream=True)
            for _ in range(event_streams.MOST_A_SHOPPER)
        ]
        assert {answer.status_code for answer in opened} == {200}
        refused = await client.get(address, headers=who)
        assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
        assert refused.headers["retry-after"]
        await opened[0].aclose()

        async def let_in() -> bool:
            answer = await client.send(client.build_request("GET", address, headers=who), stream=True)
            await answer.aclose()
            return answer.status_code == 200

        await eventually(let_in, WITHIN_S)
        for answer in opened:
            await answer.aclose()


async def test_streams_that_come_and_go_leave_no_place_taken(order: tuple[str, dict[str, str]]) -> None:
    address, who = order
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=None)) as client:

        async def come_and_go() -> None:
            for moment in range(20):
                # Gone while the order is read, when a cancellation is missed most easily.
                with contextlib.suppress(httpx.TimeoutException):
                    async with client.stream(
                        "GET", address, headers=who, timeout=0.02 + moment / 200
                    ) as stream:
                        await stream.aread()

        await asyncio.gather(*(come_and_go() for _ in range(8)))

        async def all_places_are_free() -> bool:
            opened = [
                await client.send(client.build_request("GET", address, headers=who), stream=True)
                for _ in range(event_streams.MOST_A_SHOPPER)
            ]
            for answer in opened:
                await answer.aclose()
            return {answer.status_code for answer in opened} == {200}

        await eventually(all_places_are_free, WITHIN_S)
