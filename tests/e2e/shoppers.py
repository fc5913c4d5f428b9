"""Pages of people who were never here before, in tabs that somebody else has used.

A tab that stays at one shop keeps its process, and in it the shop's scripts, compiled: a page then takes less
than half of the work that it takes in a new one. What a person leaves behind goes before the next one comes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as BrowserError

PATIENCE_MS = 15_000
# A document of the shop in which no script runs.
NOWHERE = "/favicon.svg"
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); window.name = ''; }"

SCREEN = {"width": 1280, "height": 720}
# Of a browser context's options those that a tab can be given at any time, as they are where nobody minds.
MEDIA = {"color_scheme": "light", "reduced_motion": "reduce", "forced_colors": "none"}
# Whoever does any of this to a tab leaves it to nobody else.
LASTING = (
    *("route", "route_web_socket", "add_init_script", "expose_binding", "expose_function", "set_offline"),
    *("set_extra_http_headers", "grant_permissions", "set_geolocation", "new_cdp_session"),
)

Key = tuple[tuple[str, Any], ...]


class Shoppers:
    """Tabs of one browser, each for one person at a time."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[Key, list[Page]] = {}
        self._keys: dict[Page, Key] = {}
        self._spoilt: set[Page] = set()

    async def enter(self, **options: Any) -> Page:
        """A page of somebody new; `options` are those of a browser context."""
        viewport = options.pop("viewport", SCREEN)
        media = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        key = tuple(sorted(options.items()))
        free = self._free.get(key)
        page = free.pop() if free else await self._opened(key)
        await page.set_viewport_size(viewport)
        await page.emulate_media(media="null", **media)
        return page

    async def leave(self, page: Page) -> None:
        """The person has gone; the tab is kept for the next one unless something lasting was done to it."""
        key = self._keys[page]
        if page not in self._spoilt and not page.is_closed() and "base_url" in dict(key):
            try:
                await _forget(page)
            except BrowserError:
                pass  # a page that hangs, say, is no more use to anybody
            else:
                self._free.setdefault(key, []).append(page)
                return
        del self._keys[page]
        self._spoilt.discard(page)
        await page.context.close()

    async def _opened(self, key: Key) -> Page:
        context = await self._browser.new_context(**dict(key))
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        self._keys[page] = key
        for owner in (context, page):
            for name in LASTING:
                if hasattr(owner, name):
                    setattr(owner, name, self._spoiling(page, getattr(owner, name)))
        return page

    def _spoiling(self, page: Page, act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def acted(*values: Any, **options: Any) -> Any:
            self._spoilt.add(page)
            return act(*values, **options)

        return acted


async def _forget(page: Page) -> None:
    context: BrowserContext = page.context
    for other in context.pages:
        if other is not page:
            await other.close()
    await page.goto(NOWHERE)
    await page.mouse.move(0, 0)
    await page.evaluate(FORGET)
    await context.clear_cookies()
