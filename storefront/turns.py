"""Whose turn it is to be told: tabs in use before all others, each at once and once of what waits for it.

What comes for a tab while it is told, or rests after much news at once, is told together.
"""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import TypeAlias

# A browser that is told more often than this would draw one state after the other, ever later.
EASY_A_SECOND = 10.0
RESTS_FOR_S = 0.15

# Each with its topic, in the order in which they came; None is all of a topic.
News: TypeAlias = dict[tuple[str, str | None], None]


class Turns:
    """News that tabs have yet to be told; `in_use` says whether a tab comes before all others."""

    def __init__(self, in_use: Callable[[str], bool]) -> None:
        self._in_use = in_use
        self._first: dict[str, News] = {}
        self._then: dict[str, News] = {}
        self._held: dict[str, News] = {}  # of tabs that are being told or rest
        self._lately: dict[str, tuple[float, float]] = {}  # how much a tab was told, and when that was so
        self._news = asyncio.Event()

    def add(self, token: str, news: News) -> None:
        """Put news where they wait: with the tab that is held, before all others, or behind them."""
        waiting = self._held if token in self._held else self._then
        if waiting is self._then and self._in_use(token):
            waiting = self._first
            waiting.setdefault(token, {}).update(self._then.pop(token, {}))
        waiting.setdefault(token, {}).update(news)
        self._news.set()

    async def next(self) -> tuple[str, News]:
        """The tab that is told next, and of what; nobody else gets it until its turn is over."""
        while not (waiting := self._first or self._then):
            self._news.clear()
            await self._news.wait()
        token = next(iter(waiting))
        news = waiting.pop(token)
        self._held[token] = {}
        return token, news

    def over(self, token: str) -> None:
        """The tab was told; it may be told again at once, or when it has rested."""
        if rest := self._rest_of(token):
            asyncio.get_running_loop().call_later(rest, self._release, token)
        else:
            self._release(token)

    def forget(self, token: str) -> None:
        """The tab is gone, and what waits for it with it."""
        for known in (self._first, self._then, self._held, self._lately):
            known.pop(token, None)

    def _release(self, token: str) -> None:
        if news := self._held.pop(token, None):
            self.add(token, news)

    def _rest_of(self, token: str) -> float:
        """How long this tab is left in peace: not at all unless told much lately."""
        if token not in self._held:
            return 0.0
        now = monotonic()
        told, then = self._lately.get(token, (0.0, now))
        told = max(0.0, told - EASY_A_SECOND * (now - then)) + 1
        self._lately[token] = told, now
        return RESTS_FOR_S if told > EASY_A_SECOND else 0.0
