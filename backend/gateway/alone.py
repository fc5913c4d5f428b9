"""The gateway without pages, as a process of its own: `rivulet gateway`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from backend.gateway.app import gateway_app, owns
from backend.gateway.front_door import FrontDoor
from backend.settings import Settings
from backend.wiring import open_shop


def alone(settings: Settings) -> FrontDoor:
    """The app of such a process; its lifespan opens the shop. Pages are not found."""

    @asynccontextmanager
    async def opened(_: Starlette) -> AsyncIterator[None]:
        async with open_shop(settings):
            yield

    return FrontDoor(gateway_app(), Starlette(lifespan=opened), settings, owns=owns)
