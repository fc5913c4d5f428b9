"""The gateway on an open shop with three products of our own, under the numbers of the recordings."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from backend.gateway import draining
from backend.gateway.app import gateway_app, owns
from backend.gateway.front_door import FrontDoor
from backend.gateway.guards.connections import SERVED
from backend.wiring import Shop

FILES = Path(__file__).parent / "files" / "products"
LINES = {"products": [{"productId": 11000, "qty": 2, "productPrice": 3995}]}


@pytest.fixture
async def products(shop: Shop) -> Shop:
    """The shop with 11000, 11001 and 11002 in it."""
    await shop.products.import_directory(FILES)
    return shop


@pytest.fixture(scope="session")
def app() -> ASGIApp:
    """The gateway of all tests that may share one: it asks for the open shop at each request."""
    return gateway_app()


@pytest.fixture
async def client(products: Shop, app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A program that knows nothing of cookies, in front of the gateway alone."""
    transport = httpx.ASGITransport(app, client=("192.0.2.7", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as asking:
        yield asking


@pytest.fixture
async def bearer(client: httpx.AsyncClient) -> dict[str, str]:
    """The headers of a guest's session."""
    answer = await client.post("/api/v1/sessions")
    return {"Authorization": f"Bearer {answer.json()['token']}"}


@pytest.fixture
async def served(products: Shop) -> AsyncIterator[str]:
    """The address of the gateway behind its front door and a real server, for what never ends by itself."""
    door = FrontDoor(gateway_app(), Starlette(), products.settings, owns=owns)
    config = uvicorn.Config(door, port=0, lifespan="off", timeout_graceful_shutdown=1, **SERVED)
    server = uvicorn.Server(config)
    draining.reopen()
    with server.capture_signals():
        serving = asyncio.create_task(server._serve())
        async with asyncio.timeout(10):
            while not server.started:
                await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        draining.begin()
        server.should_exit = True
        await serving
    draining.reopen()
