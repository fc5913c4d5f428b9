"""Playwright's `expect`, asked of what is there."""

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator
from playwright.async_api import TimeoutError as TooLateError
from playwright.async_api import expect as ask

from tests.e2e.shoppers import PATIENCE_MS

ask.set_options(timeout=PATIENCE_MS)

SOON_MS = 500


class Patient:
    """Waits for an element before it asks about it.

    At each look that fails Playwright puts the whole page into words, for its error, where the element is
    missing: that is most of what a page does in a test that waits for one.
    """

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._asking = ask(locator)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        asked: Callable[..., Awaitable[None]] = getattr(self._asking, name)
        if name.startswith("not_") or name in ("to_be_hidden", "to_have_count"):
            return asked
        state = "visible" if name == "to_be_visible" else "attached"

        async def once_there(*values: Any, **options: Any) -> None:
            try:
                await self._locator.first.wait_for(state=state, timeout=options.get("timeout", PATIENCE_MS))  # type: ignore[arg-type]
            except TooLateError:
                options["timeout"] = SOON_MS  # it says best what is wrong
            await asked(*values, **options)

        return once_there


def expect(what: Any) -> Any:
    """As Playwright's, of an element, a page or an answer."""
    return Patient(what) if isinstance(what, Locator) else ask(what)
