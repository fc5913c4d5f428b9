"""The only place that sends server-side news to open pages.

For each topic one watch a process hears hints of what the pages open here follow: a tab follows the orders of
its shopper, and the stock of the products that it shows. A hint is never the news: each page gets an ordinary
event and reads again. The page that a shopper used last comes before all others, and only a few are told at a
time: many open pages hold up nobody.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

import structlog

from backend.kit.tasks import end
from storefront.open_pages import Pages
from storefront.turns import News, Turns

if TYPE_CHECKING:
    from backend.bus.watch import Watch

ORDERS, STOCK = "orders", "stock"

SWEEP_EVERY_S = 15.0
# Well within the time that the state of a page without events is kept (rxconfig.py).
TOLD_AT_LEAST_EVERY_S = 30 * 60.0
RETRY_AFTER_S = 0.5
TOLD_AT_ONCE = 8
MOST_LOOKED_AT = 32

log = structlog.get_logger(__name__)

Watches: TypeAlias = Mapping[str, Callable[[], AbstractAsyncContextManager["Watch"]]]
"""By topic, what gives hints of it."""


@dataclass
class Tab:
    """A page that is open here: whose it is, when it was told last, and what it follows of each topic."""

    user: str
    told_at: float = field(default_factory=monotonic)
    follows: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Push:
    """Who is looking at what, and what they are told."""

    def __init__(self, pages: Pages, watches: Watches) -> None:
        self._pages = pages
        self._to_watch = watches
        self._watches: dict[str, Watch] = {}
        self._tabs: dict[str, Tab] = {}
        self._tokens: dict[tuple[str, str], dict[str, None]] = {}  # the one used last is last
        self._turns = Turns(self._is_in_use)

    async def follow(self, user: str, token: str) -> bool:
        """This tab is in use, and hears of this shopper's orders from now on; true when it did not before.

        The tab must read them after this, not before.
        """
        tab = self._tabs.get(token)
        if tab is not None and tab.user == user:
            tokens = self._tokens[ORDERS, user]
            tokens[token] = tokens.pop(token)
            return False
        await self._forget(token)
        self._tabs[token] = Tab(user)
        await self._set(token, ORDERS, [user])
        return True

    def catch_up(self, token: str) -> None:
        """The tab may have missed news of its shopper's orders."""
        if token in self._tabs:
            self._turns.add(token, {(ORDERS, None): None})

    async def look_at(self, product_ids: Sequence[int], token: str) -> None:
        """From now on this tab, which follows its shopper, hears of the stock of these and no other products.

        The tab must read them after this, not before.
        """
        if token in self._tabs:
            await self._set(token, STOCK, list(map(str, product_ids[:MOST_LOOKED_AT])))

    async def run(self, topic: str) -> None:
        """Deliver hints of a topic until cancelled; what goes wrong is logged and begun again."""
        while True:
            try:
                async with self._to_watch[topic]() as watch:
                    self._watches[topic] = watch
                    followed = {of: tokens for (about, of), tokens in self._tokens.items() if about == topic}
                    await watch.add(*(of for of, tokens in followed.items() for _ in tokens))
                    for of in followed:
                        self._pass_on(topic, of, None)
                    async for hint in watch:
                        self._pass_on(topic, hint.watched, hint.changed)
            except Exception:
                log.exception("push_began_again", topic=topic)
            finally:
                self._watches.pop(topic, None)
            await asyncio.sleep(RETRY_AFTER_S)

    async def sweep(self) -> None:
        """Stop following for tabs that are gone; let those read again that have heard nothing for long."""
        while True:
            await asyncio.sleep(SWEEP_EVERY_S)
            for token, tab in list(self._tabs.items()):
                if not self._pages.is_open(token):
                    await self._forget(token)
                elif monotonic() - tab.told_at > TOLD_AT_LEAST_EVERY_S:
                    self._turns.add(token, {(topic, None): None for topic, of in tab.follows.items() if of})

    async def tell(self) -> None:
        """Tell one tab after the other until cancelled."""
        while True:
            token, news = await self._turns.next()
            try:
                await self._tell(token, news)
            except Exception:
                log.exception("page_not_told", news=[*news])
            self._turns.over(token)

    async def _tell(self, token: str, news: News) -> None:
        if not self._pages.is_open(token):
            await self._forget(token)
        elif token in self._tabs:
            self._tabs[token].told_at = monotonic()
            for topic, changed in _by_topic(news):
                await self._pages.tell(token, topic, changed)

    def _pass_on(self, topic: str, of: str, changed: str | None) -> None:
        for token in self._tokens.get((topic, of), ()):
            self._turns.add(token, {(topic, changed): None})

    def _is_in_use(self, token: str) -> bool:
        """Whether its shopper used this tab last."""
        tab = self._tabs.get(token)
        return tab is not None and token == next(reversed(self._tokens[ORDERS, tab.user]))

    async def _set(self, token: str, topic: str, wanted: Sequence[str]) -> None:
        """What the tab follows of a topic is now this, also when nobody waits for the rest any more."""
        before = self._tabs[token].follows.get(topic, ())
        self._tabs[token].follows[topic] = tuple(dict.fromkeys(wanted))
        gone = [each for each in before if each not in wanted]
        new = [each for each in self._tabs[token].follows[topic] if each not in before]
        for each in new:
            self._tokens.setdefault((topic, each), {})[token] = None
        self._let_go(token, topic, gone)
        if watch := self._watches.get(topic):
            try:
                await watch.add(*new)
            finally:
                await watch.drop(*gone)

    async def _forget(self, token: str) -> None:
        self._turns.forget(token)
        tab = self._tabs.pop(token, None)
        if tab is None:
            return
        for topic, followed in tab.follows.items():
            self._let_go(token, topic, followed)
        for topic, followed in tab.follows.items():
            if watch := self._watches.get(topic):
                await watch.drop(*followed)

    def _let_go(self, token: str, topic: str, followed: Sequence[str]) -> None:
        for each in followed:
            tokens = self._tokens[topic, each]
            del tokens[token]
            if not tokens:
                del self._tokens[topic, each]


def _by_topic(news: News) -> Iterator[tuple[str, list[str] | None]]:
    """Of each topic what changed, None for all of it."""
    for topic in dict.fromkeys(topic for topic, _ in news):
        changed = [each for about, each in news if about == topic]
        yield topic, None if None in changed else [each for each in changed if each is not None]


_push: Push | None = None


async def follow(user: str, token: str) -> bool:
    """Have this tab told of this shopper's orders, where this process pushes at all; true when it is new."""
    return _push is None or await _push.follow(user, token)


def catch_up(token: str) -> None:
    """Have this tab told that it may have missed news of orders, where this process pushes at all."""
    if _push is not None:
        _push.catch_up(token)


async def look_at(product_ids: Sequence[int], token: str) -> None:
    """Have this tab told of the stock of these and no other products, where this process pushes at all."""
    if _push is not None:
        await _push.look_at(product_ids, token)


@asynccontextmanager
async def pushing(pages: Pages, watches: Watches) -> AsyncIterator[Push]:
    """Push while the shop is open."""
    global _push
    _push = push = Push(pages, watches)
    tasks = [asyncio.create_task(push.run(topic)) for topic in watches]
    tasks += [asyncio.create_task(push.sweep())]
    tasks += [asyncio.create_task(push.tell()) for _ in range(TOLD_AT_ONCE)]
    try:
        yield push
    finally:
        _push = None
        await end(*tasks)
