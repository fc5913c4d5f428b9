"""A shopper's open page without a browser: events as its socket brings them, and what it would show."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from reflex.event import Event
from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import OnLoadInternalState, State, StateUpdate
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.utils.format import format_event_handler

from backend.gateway.callers import COOKIE
from backend.identity.schemas import Caller
from backend.kit.ids import new_id
from backend.stores.embedded import embedded_stores
from backend.wiring import Shop, open_shop
from storefront.buying import BuyingState
from tests.conftest import opened, settings_on

ENOUGH = 100_000  # pieces of each product, for all tests to buy from
HOME_DESK = Caller("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "en")


@pytest.fixture(scope="session")
async def shared_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A wired shop with some pages of most kinds of products, on stores that no other test empties."""
    folder = tmp_path_factory.mktemp("shared")
    async with (
        embedded_stores(folder / "stores") as urls,
        opened(urls) as stores,
        open_shop(settings_on(urls, folder / "home")) as shop,
    ):
        await shop.products.generate(240, seed=2026)
        await stores.database["stock"].update_many({}, {"$set": {"available": ENOUGH}})
        yield shop


@pytest.fixture
async def own_shop(shop: Shop) -> Shop:
    """The same for one test alone, with fewer products; those are of each large group."""
    await shop.products.generate(60, seed=2026)
    return shop


@pytest.fixture
def stocked(request: pytest.FixtureRequest) -> Shop:
    """A shop with products: one of its own for a test that is marked `changes_products`.

    All others share one, in which each has shoppers of its own.
    """
    is_changed = request.node.get_closest_marker("changes_products")
    found: Shop = request.getfixturevalue("own_shop" if is_changed else "shared_shop")
    return found


class OpenPage:
    """One tab: a token that it chose itself, and the cookie its connection came with.

    Without one, a guest's session begins when it is first needed.
    """

    def __init__(
        self, shop: Shop, processor: BaseStateEventProcessor, shown: "Shown", token: str, cookie: str | None
    ) -> None:
        self._shop = shop
        self._processor = processor
        self._shown = shown
        self._arriving = asyncio.Lock()
        self._cookie = cookie
        self.token = token
        self.connection = new_id()

    async def cookie(self) -> str:
        """What its handshake carried."""
        async with self._arriving:
            if self._cookie is None:
                self._cookie, _ = await self._shop.sessions.begin(HOME_DESK)
        return self._cookie

    async def user(self) -> str:
        """Who its shopper is."""
        session = await self._shop.sessions.find(await self.cookie())
        assert session
        return session.user

    async def send(self, handler: Any, /, at: str = "/", **payload: Any) -> None:
        """Send an event by its handler's name with any payload at all, as a hostile page could."""
        event = Event(
            name=format_event_handler(handler),
            payload=payload,
            router_data={
                "pathname": at.partition("?")[0],
                "asPath": at,
                "headers": {
                    "cookie": f"{COOKIE}={await self.cookie()}",
                    "host": "shop.test",
                    "origin": "http://shop.test",
                    "user-agent": HOME_DESK.user_agent,
                    "accept-language": HOME_DESK.language,
                },
                "ip": HOME_DESK.ip,
                "token": self.token,
                "sid": self.connection,
            },
        )
        await self._handled(event)

    async def buy_now(self, product_id: int, **more: Any) -> None:
        """Press the button of a card that shows today's price."""
        product = await self._shop.products.get(product_id)
        told = product.price if product else 1
        await self.send(BuyingState.buy_now, product_id=product_id, price=told, **more)

    async def news(self, handler: Any, /, **payload: Any) -> None:
        """An event of the server's own, which comes by no connection."""
        await self._handled(Event(name=format_event_handler(handler), payload=payload))

    async def _handled(self, event: Event) -> None:
        handled = await self._processor.enqueue(self.token, event)
        # A handler that fails says so on the page, where a test can see it.
        await asyncio.wait([asyncio.ensure_future(handled.wait_all())])

    async def connect(self, at: str = "/", new_document: bool = True, **stored: str) -> None:
        """Say what a browser says first on a connection, with what its session storage holds."""
        self.connection = new_id()
        payload: dict[str, Any] = {"vars": stored} if stored else {}
        if new_document:
            payload["hashes"] = ["of the first document"]
        await self.send(State.event_handlers["hydrate_and_load"], at=at, **payload)

    async def arrive(self, at: str = "/") -> None:
        """Say what a browser says when it has gone to another page of the same document."""
        await self.send(OnLoadInternalState.event_handlers["on_load_internal"], at=at)

    def vars(self, state: type) -> dict[str, Any]:
        """What the page was last told of one State's vars."""
        told = self._shown.vars.get(self.token, {}).get(state.get_full_name(), {})
        return {name.removesuffix("_rx_state_"): value for name, value in told.items()}

    @property
    def redirects(self) -> list[str]:
        """Where the page was sent, in order."""
        return [
            event.payload["path"]
            for event in self._shown.events.get(self.token, [])
            if event.name == "_redirect"
        ]

    @property
    def replaced(self) -> list[bool]:
        """For each redirect, whether it took the place of the address before."""
        events = self._shown.events.get(self.token, [])
        return [event.payload["replace"] for event in events if event.name == "_redirect"]

    @property
    def told(self) -> list[StateUpdate]:
        """All that the page ever got, in order."""
        return self._shown.told.get(self.token, [])

    @property
    def everything_told(self) -> str:
        """All that the page ever got, as text."""
        return str(self.told)


class Shown:
    """Stands where Reflex's sockets are, and keeps what they would have sent."""

    def __init__(self) -> None:
        self.vars: dict[str, dict[str, dict[str, Any]]] = {}
        self.events: dict[str, list[Event]] = {}
        self.told: dict[str, list[StateUpdate]] = {}

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.told.setdefault(token, []).append(update)
        for state, changed in (update.delta or {}).items():
            self.vars.setdefault(token, {}).setdefault(state, {}).update(changed)
        self.events.setdefault(token, []).extend(update.events or [])


OpenAPage = Callable[..., OpenPage]


@pytest.fixture
async def open_page(stocked: Shop) -> AsyncIterator[OpenAPage]:
    """`open_page()`: a new shopper's tab; `open_page(cookie=…)` or `(token=…)`: another of somebody's."""
    from storefront.app import app

    shown = Shown()
    async with AsyncExitStack() as closing:
        processor = BaseStateEventProcessor(
            middleware=app, backend_exception_handler=app.backend_exception_handler
        )
        processor.configure(state_manager=StateManagerMemory(), event_namespace=shown)  # type: ignore[arg-type]
        await closing.enter_async_context(processor)

        def opened(cookie: str | None = None, token: str | None = None) -> OpenPage:
            return OpenPage(stocked, processor, shown, token or new_id(), cookie)

        yield opened
