"""The only place that sends server-side news to open pages.

One `history.watch()` a process hears hints of the shoppers with a page open here. A hint is never the
news: each of the shopper's pages gets an ordinary event and reads the orders again. The page that the shopper
used last comes before all others, and only a few are told at a time: many open pages hold up nobody. What
comes for a page while it is told, or rests after much news at once, is told together.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import reflex as rx
import structlog
from reflex.event import Event

from backend.kit.tasks import end

if TYPE_CHECKING:
    from backend.bus.watch import Watch
    from backend.order_history.service import OrderHistoryService

SWEEP_EVERY_S = 15.0
# Well within the time that the state of a page without events is kept (rxconfig.py).
TOLD_AT_LEAST_EVERY_S = 30 * 60.0
RETRY_AFTER_S = 0.5
TOLD_AT_ONCE = 8
WAITED_FOR_S = 0.25
# A browser that is told more often than this would draw one state after the other, ever later.
EASY_A_SECOND = 10.0
RESTS_FOR_S = 0.15

log = structlog.get_logger(__name__)


News: TypeAlias = dict[str | None, None]  # orders in the order of their news; None is all of them


class Pages(Protocol):
    """The open pages of this process, by the token that each browser tab chose."""

    def is_open(self, token: str) -> bool:
        """Whether the tab still has its connection here."""

    async def tell(self, token: str, order_ids: list[str] | None) -> None:
        """Let the tab read these orders again, or all of them; returns when it has, or takes long."""


class ReflexPages:
    """Tells Reflex's pages by queueing an event as if the shopper had caused it."""

    def __init__(self, app: rx.App, news: Callable[[list[str] | None], Any]) -> None:
        self._app = app
        self._news = news

    def is_open(self, token: str) -> bool:
        """Ask Reflex's own table of sockets; the public copy of it is made anew on each look."""
        namespace = self._app.event_namespace
        return namespace is not None and token in namespace._token_manager.token_to_socket

    async def tell(self, token: str, order_ids: list[str] | None) -> None:
        """Queue the event; each tab's own run in order."""
        for event in Event.from_event_type(self._news(order_ids)):
            told = await self._app.event_processor.enqueue(token, event)
            await asyncio.wait([told], timeout=WAITED_FOR_S)


class Push:
    """Who is looking, and what they are told."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._watch: Watch | None = None
        self._tokens: dict[str, dict[str, None]] = {}  # the one used last is last
        self._users: dict[str, str] = {}
        self._told_at: dict[str, float] = {}
        self._first: dict[str, News] = {}  # what tabs have yet to be told
        self._then: dict[str, News] = {}
        self._held: dict[str, News] = {}  # likewise, of tabs that are being told or rest
        self._lately: dict[str, tuple[float, float]] = {}  # how much a tab was told, and when that was so
        self._news = asyncio.Event()

    async def follow(self, user: str, token: str) -> bool:
        """From now on this tab hears of this shopper's orders; true when it did not before.

        The tab must read them after this, not before.
        """
        if self._users.get(token) == user:
            self._tokens[user][token] = self._tokens[user].pop(token)
            return False
        await self._forget(token)
        self._users[token], self._told_at[token] = user, monotonic()
        self._tokens.setdefault(user, {})[token] = None
        if self._watch is not None:
            await self._watch.add(user)
        return True

    async def run(self, history: "OrderHistoryService") -> None:
        """Deliver hints until cancelled; what goes wrong is logged and begun again."""
        while True:
            try:
                async with history.watch() as watch:
                    self._watch = watch
                    for user in list(self._users.values()):
                        await watch.add(user)
                    for user in list(self._tokens):
                        self._pass_on(user, None)
                    async for hint in watch:
                        self._pass_on(hint.watched, hint.changed)
            except Exception:
                log.exception("push_began_again")
            finally:
                self._watch = None
            await asyncio.sleep(RETRY_AFTER_S)

    async def sweep(self) -> None:
        """Stop following for tabs that are gone; let those read again that have heard nothing for long."""
        while True:
            await asyncio.sleep(SWEEP_EVERY_S)
            for token in list(self._users):
                quiet = monotonic() - self._told_at.get(token, 0.0) > TOLD_AT_LEAST_EVERY_S
                if quiet or not self._pages.is_open(token):
                    await self._tell(token, None)

    async def tell(self) -> None:
        """Tell one tab after the other until cancelled; what waits for a tab is told at once and once."""
        while True:
            while not (waiting := self._first or self._then):
                self._news.clear()
                await self._news.wait()
            token = next(iter(waiting))
            news = waiting.pop(token)
            self._held[token] = {}
            await self._tell(token, None if None in news else [each for each in news if each])
            if rest := self._rest_of(token):
                asyncio.get_running_loop().call_later(rest, self._release, token)
            else:
                self._release(token)

    def _pass_on(self, user: str, order_id: str | None) -> None:
        tokens = self._tokens.get(user)
        if not tokens:
            return
        for token in tokens:
            self._add(token, {order_id: None})

    def _add(self, token: str, news: News) -> None:
        """Put news where they wait: with the tab that is held, before all others, or behind them."""
        waiting = self._held if token in self._held else self._then
        if waiting is self._then and token == next(reversed(self._tokens[self._users[token]])):
            waiting = self._first
            waiting.setdefault(token, {}).update(self._then.pop(token, {}))
        waiting.setdefault(token, {}).update(news)
        self._news.set()

    def _release(self, token: str) -> None:
        """The tab may be told again."""
        news = self._held.pop(token, None)
        if news and token in self._users:
            self._add(token, news)

    def _rest_of(self, token: str) -> float:
        """How long this tab, which was just told, is left in peace: not at all unless told much lately."""
        if token not in self._users:
            return 0.0
        now = monotonic()
        told, then = self._lately.get(token, (0.0, now))
        told = max(0.0, told - EASY_A_SECOND * (now - then)) + 1
        self._lately[token] = told, now
        return RESTS_FOR_S if told > EASY_A_SECOND else 0.0

    async def _tell(self, token: str, order_ids: list[str] | None) -> None:
        try:
            if self._pages.is_open(token):
                self._told_at[token] = monotonic()
                await self._pages.tell(token, order_ids)
            else:
                await self._forget(token)
        except Exception:
            log.exception("page_not_told", order_ids=order_ids)

    async def _forget(self, token: str) -> None:
        user = self._users.pop(token, None)
        for known in (self._told_at, self._lately, self._first, self._then, self._held):
            known.pop(token, None)
        if user is None:
            return
        tokens = self._tokens.get(user, {})
        tokens.pop(token, None)
        if not tokens:
            self._tokens.pop(user, None)
        if self._watch is not None:
            await self._watch.drop(user)


_push: Push | None = None


async def follow(user: str, token: str) -> bool:
    """Have this tab told of this shopper's orders, where this process pushes at all; true when it is new."""
    return _push is None or await _push.follow(user, token)


@asynccontextmanager
async def pushing(pages: Pages, history: "OrderHistoryService") -> AsyncIterator[Push]:
    """Push while the shop is open."""
    global _push
    _push = push = Push(pages)
    tasks = [asyncio.create_task(push.run(history)), asyncio.create_task(push.sweep())]
    tasks += [asyncio.create_task(push.tell()) for _ in range(TOLD_AT_ONCE)]
    try:
        yield push
    finally:
        _push = None
        await end(*tasks)
