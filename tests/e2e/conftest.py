"""Whole shops and a real browser: a few shops for all tests that can share one, a new shopper for each."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Protocol

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Playwright, async_playwright

from backend.launch.browser import found_browser
from tests.e2e.shops import BESIDE, PAYMENTS_BESIDE, open_shop_with
from tests.e2e.still import NOBODY_PAYS, prepare
from tests.running_shop import RunningShop

PATIENCE_MS = 15_000


class NewShopper(Protocol):
    """Gives a page of a shopper nobody has seen before; `options` are those of a browser context."""

    def __call__(self, **options: object) -> Awaitable[Page]: ...


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """What browsers are driven with."""
    async with async_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """The system's Chromium."""
    opened = await _launched(playwright)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
async def blind_browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """The same without pictures, which cost a page more than half of its work."""
    opened = await _launched(playwright, "--blink-settings=imagesEnabled=false")
    yield opened
    await opened.close()


async def _launched(playwright: Playwright, *wishes: str) -> Browser:
    path = found_browser()
    assert path, "no Chromium or Google Chrome here; `make test` installs one"
    return await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *wishes])


@pytest.fixture(scope="session")
async def running_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop for all tests that leave it as it is; its payments take a tenth of a second."""
    async with open_shop_with(tmp_path_factory, **BESIDE) as shop:
        yield shop


@pytest.fixture(scope="session")
async def still_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop in which nothing moves by itself: somebody else, a test say, takes its payments."""
    async with open_shop_with(tmp_path_factory, **NOBODY_PAYS) as shop:
        await asyncio.to_thread(prepare, shop)
        yield shop


@pytest.fixture(scope="session")
async def slow_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop whose payments take so long that it can be stopped or killed meanwhile; it is left open."""
    async with open_shop_with(tmp_path_factory, **PAYMENTS_BESIDE, RIVULET_PAYMENT_LATENCY_MS="3000") as shop:
        yield shop


@pytest.fixture(scope="session")
def base_url(running_shop: RunningShop) -> str:
    """Where the shared shop is."""
    return running_shop.url


@pytest.fixture
async def new_shopper(
    request: pytest.FixtureRequest, browser: Browser, blind_browser: Browser
) -> AsyncIterator[NewShopper]:
    """`await new_shopper(base_url=…)`: a fresh page with cookies of its own, on which nothing moves.

    It shows pictures to tests that are marked `sees_pictures`.
    """
    contexts: list[BrowserContext] = []
    used = browser if request.node.get_closest_marker("sees_pictures") else blind_browser

    async def enter(**options: object) -> Page:
        context = await used.new_context(**{"reduced_motion": "reduce", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        return await context.new_page()

    yield enter
    for context in contexts:
        await context.close()


@pytest.fixture
async def page(new_shopper: NewShopper, base_url: str) -> Page:
    """A page of a new shopper in the shared shop; nothing is opened yet."""
    return await new_shopper(base_url=base_url)
