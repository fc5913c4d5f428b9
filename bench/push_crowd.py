"""Order pages of many shoppers, held open as a browser holds them: cookie, socket, hydration, on_load."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
import socketio

NAMESPACE = "/_event"
ORDERS = "/orders"
AT_ONCE = 20


@dataclass
class OpenPage:
    """One page's socket; `updates` counts what the server sent it about its orders."""

    client: socketio.AsyncClient
    updates: int = 0
    shown: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, update: dict[str, Any]) -> None:
        """An update arrived."""
        for name, change in (update.get("delta") or {}).items():
            if name.endswith("orders_state"):
                self.updates += 1
                if change.get("loaded_rx_state_"):
                    self.shown.set()


class Crowd:
    """`boot` is what a browser sent to this shop as it connected: the pages send the same for `/orders`."""

    def __init__(self, url: str, boot: dict[str, Any]) -> None:
        event = {**boot["event"], "router_data": {"pathname": ORDERS, "asPath": ORDERS}}
        self._url, self._boot = url, {**boot, "event": event}
        self.pages: list[OpenPage] = []

    async def open(self, how_many: int, cookie: str | None = None) -> None:
        """Open that many, each of a shopper of its own, or all of the one with this cookie."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            for start in range(0, how_many, AT_ONCE):
                some = range(start, min(start + AT_ONCE, how_many))
                self.pages += await asyncio.gather(*(self._open(http, cookie) for _ in some))

    async def _open(self, http: aiohttp.ClientSession, cookie: str | None) -> OpenPage:
        if cookie is None:
            async with http.get(f"{self._url}{ORDERS}") as answer:
                cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in answer.cookies.items())
        page = OpenPage(
            # As in a browser, what is sent is compressed for each page.
            socketio.AsyncClient(reconnection=False, websocket_extra_options={"compress": 15})
        )
        page.client.on("event", page.take, namespace=NAMESPACE)
        await page.client.connect(
            f"{self._url}/_event/?token={uuid4()}",
            headers={"Cookie": cookie, "Origin": self._url},
            auth=self._boot,
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="_event",
            wait_timeout=20,
        )
        await asyncio.wait_for(page.shown.wait(), 20)
        return page

    @property
    def connected(self) -> int:
        """How many are still open."""
        return sum(page.client.connected for page in self.pages)

    async def told(self, orders: int) -> None:
        """Return once each page was told of every order, at least once."""
        deadline = time.monotonic() + 30
        for page in self.pages:
            while page.updates < orders:
                if time.monotonic() > deadline:
                    raise SystemExit(f"a page was told {page.updates} times of {orders} orders")
                await asyncio.sleep(0.05)

    async def close(self) -> None:
        """Close them all."""
        await asyncio.gather(*(page.client.disconnect() for page in self.pages))
        self.pages = []


def boot_of(sent: str) -> dict[str, Any] | None:
    """What a browser's first packet carries, None for any other packet."""
    head = f"40{NAMESPACE},"
    boot: dict[str, Any] | None = (
        json.loads(sent.removeprefix(head)) if sent.startswith(f"{head}{{") else None
    )
    return boot
