"""A program that is used beside the pages of one shopper."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from playwright.async_api import Page

from tests.e2e.behind import cookie_of


@asynccontextmanager
async def program_of(page: Page, url: str) -> AsyncIterator[httpx.AsyncClient]:
    """One that has the page's session."""
    headers = {"Cookie": f"shop_sid={await cookie_of(page.context)}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=10) as client:
        yield client
