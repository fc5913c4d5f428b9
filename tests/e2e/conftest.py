"""Whole shops and a real browser: a few shops for all tests that can share one, a new shopper for each.

They end with the last test here: an open shop costs a little even when nobody comes.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Protocol

import pytest
from playwright.async_api import Browser, Page, Playwright, async_playwright

from backend.launch.browser import found_browser
from tests.e2e.shoppers import Shoppers
from tests.e2e.shops import BESIDE, open_shop_with
from tests.e2e.still import NOBODY_PAYS, prepare
from tests.running_shop import RunningShop


class NewShopper(Protocol):
    """Gives a page of a shopper nobody has seen before; `options` are those of a browser context."""

    def __call__(self, **options: object) -> Awaitable[Page]: ...


@pytest.fixture(scope="package")
async def playwright() -> AsyncIterator[Playwright]:
    """What browsers are driven with."""
    async with async_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """The system's Chromium."""
    opened = await _launched(playwright)
    yield opened
    await opened.close()


@pytest.fixture(scope="package")
async def blind_browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """The same without pictures, which cost a page more than half of its work."""
    opened = await _launched(playwright, "--blink-settings=imagesEnabled=false")
    yield opened
    await opened.close()


async def _launched(playwright: Playwright, *wishes: str) -> Browser:
    path = found_browser()
    assert path, "no Chromium or Google Chrome here; `make test` installs one"
    return await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *wishes])


@pytest.fixture(scope="package")
async def running_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop for all tests that leave it as it is; its payments take a tenth of a second."""
    async with open_shop_with(tmp_path_factory, **BESIDE) as shop:
        yield shop


@pytest.fixture(scope="package")
async def still_shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningShop]:
    """A shop in which nothing moves by itself: somebody else, a test say, takes its payments."""
    async with open_shop_with(tmp_path_factory, **NOBODY_PAYS) as shop:
        await asyncio.to_thread(prepare, shop)
        yield shop


@pytest.fixture(scope="package")
def base_url(running_shop: RunningShop) -> str:
    """Where the shared shop is."""
    return running_shop.url


@pytest.fixture(scope="package")
def shoppers(browser: Browser) -> Shoppers:
    """Who comes by the browser that shows pictures."""
    return Shoppers(browser)


@pytest.fixture(scope="package")
def blind_shoppers(blind_browser: Browser) -> Shoppers:
    """Who comes by the one that shows none."""
    return Shoppers(blind_browser)


@pytest.fixture
async def new_shopper(
    request: pytest.FixtureRequest, shoppers: Shoppers, blind_shoppers: Shoppers
) -> AsyncIterator[NewShopper]:
    """`await new_shopper(base_url=…)`: a page of somebody new, on which nothing moves.

    It shows pictures to tests that are marked `sees_pictures`.
    """
    pages: list[Page] = []
    used = shoppers if request.node.get_closest_marker("sees_pictures") else blind_shoppers

    async def enter(**options: object) -> Page:
        pages.append(await used.enter(**options))
        return pages[-1]

    yield enter
    for page in pages:
        await used.leave(page)


@pytest.fixture
async def page(new_shopper: NewShopper, base_url: str) -> Page:
    """A page of a new shopper in the shared shop; nothing is opened yet."""
    return await new_shopper(base_url=base_url)
