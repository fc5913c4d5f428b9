"""A page without a browser: the shop's own event socket, with any cookie, page token and payload."""

import asyncio
import json
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import uuid4

import reflex as rx
import socketio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.order_news import OrderNewsState
from storefront.orders import OrdersState
from storefront.search import SearchState

NAMESPACE = "/_event"
BUYING, CART, NEWS, ORDERS, SEARCH = (
    state.get_full_name() for state in (BuyingState, CartState, OrderNewsState, OrdersState, SearchState)
)
HYDRATE = f"{rx.State.get_full_name()}.hydrate"


class SocketPage:
    """`async with SocketPage(url, cookie) as page:`; `heard` is all that the server said, as text."""

    def __init__(self, url: str, cookie: str | None, token: str | None = None) -> None:
        self.token = token or str(uuid4())
        self._url = url
        self._headers = {"Origin": url} | ({"Cookie": f"shop_sid={cookie}"} if cookie else {})
        self._client = socketio.AsyncClient(reconnection=False)
        self._client.on("event", self._hear, namespace=NAMESPACE)
        self._client.on("disconnect", lambda *_: self._closed.set(), namespace=NAMESPACE)
        self._closed = asyncio.Event()
        self._said: list[str] = []
        self._more = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self._client.connect(
            f"{self._url}/_event/?token={self.token}",
            headers=self._headers,
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path="_event",
            wait_timeout=20,
        )
        await self.send(HYDRATE)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._client.disconnect()

    @property
    def heard(self) -> str:
        return "\n".join(self._said)

    async def send(self, name: str, at: str = "/", **payload: Any) -> None:
        """An event as a page's button sends it."""
        await self.send_raw({"name": name, "payload": payload, "router_data": {"pathname": at, "asPath": at}})

    async def send_raw(self, event: Any) -> None:
        await self._client.emit("event", event, namespace=NAMESPACE)

    async def until(self, text: str, within_s: float = 15) -> None:
        """Until the server has said this."""
        await self.until_times(text, 1, within_s)

    async def until_times(self, text: str, times: int, within_s: float = 15) -> None:
        """Until the server has said this so many times."""
        async with asyncio.timeout(within_s):
            while self.heard.count(text) < times:
                self._more.clear()
                await self._more.wait()

    async def until_closed(self, within_s: float = 15) -> None:
        """Until the server has ended the connection."""
        async with asyncio.timeout(within_s):
            await self._closed.wait()

    async def settle(self) -> None:
        """Until the server has dealt with all that was sent: a page's events are handled in their order."""
        marker = uuid4().hex
        await self.send(f"{SEARCH}.search", typed=marker)
        await self.until(marker)

    def _hear(self, update: Any) -> None:
        self._said.append(json.dumps(update, ensure_ascii=False))
        self._more.set()


class HeldLine:
    """A page that never hangs up: it greets as one, hydrates, and then ignores whatever it is told."""

    def __init__(self, url: str, cookie: str) -> None:
        self._address = f"ws://{urlsplit(url).netloc}/_event/?EIO=4&transport=websocket&token={uuid4()}"
        self._headers = {"Cookie": f"shop_sid={cookie}"}
        self._line: ClientConnection

    async def __aenter__(self) -> Self:
        self._line = await connect(self._address, additional_headers=self._headers)
        await self._line.send(f"40{NAMESPACE},")
        event = {"name": HYDRATE, "payload": {}, "router_data": {"pathname": "/", "asPath": "/"}}
        await self._line.send(f"42{NAMESPACE},{json.dumps(['event', event])}")
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._line.close()

    async def until_heard(self, text: str, within_s: float = 15) -> None:
        """Until the server has said this."""
        async with asyncio.timeout(within_s):
            while text not in str(await self._line.recv()):
                pass

    async def until_cut(self, within_s: float = 5) -> None:
        """Until the server has closed the line itself."""
        async with asyncio.timeout(within_s):
            try:
                while True:
                    await self._line.recv()
            except ConnectionClosed:
                return
