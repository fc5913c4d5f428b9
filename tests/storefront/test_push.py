"""Hints reach the pages of their shopper, and nothing ends the telling."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from backend.bus.hints import Hint
from storefront import push
from storefront.push import Push, pushing
from tests.waiting import eventually


class FakeWatch:
    """A history's watch whose hints a test sends itself."""

    def __init__(self) -> None:
        self.watched: list[str] = []
        self.hints: asyncio.Queue[Hint | Exception] = asyncio.Queue()

    async def add(self, user: str) -> None:
        self.watched.append(user)

    async def drop(self, user: str) -> None:
        self.watched.remove(user)

    def __aiter__(self) -> AsyncIterator[Hint]:
        return self

    async def __anext__(self) -> Hint:
        hint = await self.hints.get()
        if isinstance(hint, Exception):
            raise hint
        return hint

    def send(self, user: str, order_id: str | None = "ORDER") -> None:
        self.hints.put_nowait(Hint(user, order_id))


class FakeHistory:
    """Opens a new watch each time."""

    def __init__(self) -> None:
        self.watches: list[FakeWatch] = []

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[FakeWatch]:
        self.watches.append(FakeWatch())
        yield self.watches[-1]


class FakePages:
    """Open tabs, and what each was told."""

    def __init__(self, *tokens: str) -> None:
        self.open = set(tokens)
        self.told: list[tuple[str, list[str] | None]] = []
        self.broken: set[str] = set()
        self.may_end = asyncio.Event()
        self.may_end.set()

    def is_open(self, token: str) -> bool:
        return token in self.open

    async def tell(self, token: str, order_ids: list[str] | None) -> None:
        if token in self.broken:
            raise RuntimeError("this page can't be told")
        self.told.append((token, order_ids))
        await self.may_end.wait()


@asynccontextmanager
async def telling(pages: FakePages) -> AsyncIterator[tuple[Push, FakeHistory]]:
    history = FakeHistory()
    async with pushing(pages, history) as pushed:  # type: ignore[arg-type]
        await until(lambda: len(history.watches) == 1)
        yield pushed, history


async def until(condition: object) -> None:
    async def holds() -> bool:
        return bool(condition())  # type: ignore[operator]

    await eventually(holds)


async def test_a_hint_reaches_every_tab_of_its_shopper_and_nobody_else() -> None:
    pages = FakePages("a1", "a2", "b1")
    async with telling(pages) as (pushed, history):
        for user, token in (("A", "a1"), ("A", "a2"), ("B", "b1")):
            await pushed.follow(user, token)
        history.watches[0].send("A")
        await until(lambda: len(pages.told) == 2)
        history.watches[0].send("B", None)
        await until(lambda: len(pages.told) == 3)
        assert sorted(pages.told[:2]) == [("a1", ["ORDER"]), ("a2", ["ORDER"])]
        assert pages.told[2] == ("b1", None)


async def test_following_twice_is_following_once() -> None:
    async with telling(FakePages("a1")) as (pushed, history):
        await pushed.follow("A", "a1")
        await pushed.follow("A", "a1")
        assert history.watches[0].watched == ["A"]


async def test_a_tab_that_changes_hands_hears_only_of_its_new_shopper() -> None:
    pages = FakePages("t")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "t")
        await pushed.follow("B", "t")
        assert history.watches[0].watched == ["B"]
        history.watches[0].send("A", "NOT FOR B")
        history.watches[0].send("B")
        await until(lambda: pages.told)
        assert pages.told == [("t", ["ORDER"])]


async def test_a_closed_tab_is_dropped_and_its_shopper_no_longer_watched() -> None:
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        pages.open.clear()
        history.watches[0].send("A")
        await until(lambda: not history.watches[0].watched)
        assert pages.told == []


async def test_closed_tabs_are_swept_without_any_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "SWEEP_EVERY_S", 0.01)
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        pages.open.clear()
        await until(lambda: not history.watches[0].watched)


async def test_a_tab_that_heard_nothing_for_long_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "SWEEP_EVERY_S", 0.01)
    monkeypatch.setattr(push, "TOLD_AT_LEAST_EVERY_S", 0.0)
    pages = FakePages("a1")
    async with telling(pages) as (pushed, _):
        await pushed.follow("A", "a1")
        await until(lambda: pages.told)
        assert pages.told[0] == ("a1", None)


async def test_one_page_that_fails_does_not_keep_the_news_from_the_next() -> None:
    pages = FakePages("a1", "a2")
    pages.broken = {"a1"}
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        await pushed.follow("A", "a2")
        history.watches[0].send("A")
        await until(lambda: pages.told)
        history.watches[0].send("A", "NEXT")
        await until(lambda: len(pages.told) == 2)
        assert pages.told == [("a2", ["ORDER"]), ("a2", ["NEXT"])]


async def test_of_many_tabs_the_one_used_last_is_told_first() -> None:
    tokens = [f"a{number}" for number in range(50)]
    pages = FakePages(*tokens)
    async with telling(pages) as (pushed, history):
        for token in tokens:
            await pushed.follow("A", token)
        await pushed.follow("A", "a7")
        history.watches[0].send("A")
        await until(lambda: len(pages.told) == 50)
        assert pages.told[0] == ("a7", ["ORDER"])


async def test_news_of_the_tab_in_use_overtake_old_ones_and_what_waits_twice_is_told_once() -> None:
    tokens = [f"a{number}" for number in range(50)]
    pages = FakePages(*tokens)
    async with telling(pages) as (pushed, history):
        for token in tokens:
            await pushed.follow("A", token)
        pages.may_end.clear()
        history.watches[0].send("A")
        await until(lambda: pages.told)
        history.watches[0].send("A")
        await until(lambda: history.watches[0].hints.empty())
        before = len(pages.told)
        assert before < 10
        pages.may_end.set()
        await until(lambda: {token for token, _ in pages.told} == set(tokens))
        assert pages.told[0] == pages.told[before] == ("a49", ["ORDER"])
        assert len(pages.told) == 50 + before


async def test_what_comes_while_a_tab_is_told_is_told_it_at_once() -> None:
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        pages.may_end.clear()
        history.watches[0].send("A", "FIRST")
        await until(lambda: pages.told)
        for order_id in ("ONE", "OTHER", "ONE"):
            history.watches[0].send("A", order_id)
        await until(lambda: history.watches[0].hints.empty())
        assert pages.told == [("a1", ["FIRST"])]
        pages.may_end.set()
        await until(lambda: len(pages.told) == 2)
        assert pages.told[1] == ("a1", ["ONE", "OTHER"])


async def test_all_orders_are_read_again_where_one_of_them_would_be_too() -> None:
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        pages.may_end.clear()
        history.watches[0].send("A", "FIRST")
        await until(lambda: pages.told)
        history.watches[0].send("A", "ONE")
        history.watches[0].send("A", None)
        await until(lambda: history.watches[0].hints.empty())
        pages.may_end.set()
        await until(lambda: len(pages.told) == 2)
        assert pages.told[1] == ("a1", None)


async def test_a_tab_with_much_news_rests_and_then_hears_the_last_of_it() -> None:
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        orders = [f"ORDER {number}" for number in range(200)]
        for order_id in orders:
            history.watches[0].send("A", order_id)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        await until(lambda: pages.told and orders[-1] in (pages.told[-1][1] or ()))
        assert len(pages.told) <= 2 * push.EASY_A_SECOND
        assert [order_id for _, told in pages.told for order_id in told or ()] == orders


async def test_a_watch_that_breaks_is_begun_again_and_every_page_reads_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(push, "RETRY_AFTER_S", 0.0)
    pages = FakePages("a1")
    async with telling(pages) as (pushed, history):
        await pushed.follow("A", "a1")
        history.watches[0].hints.put_nowait(RuntimeError("gone"))
        await until(lambda: len(history.watches) == 2 and pages.told)
        assert history.watches[1].watched == ["A"]
        assert pages.told == [("a1", None)]


async def test_nobody_is_followed_after_the_end() -> None:
    async with telling(FakePages("a1")) as (_, history):
        pass
    await push.follow("A", "a1")
    assert history.watches[0].watched == []
