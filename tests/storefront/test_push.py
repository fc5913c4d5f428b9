"""Hints reach the pages that follow what they are about, and nothing ends the telling."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from backend.bus.hints import Hint
from storefront import push, turns
from storefront.push import MOST_LOOKED_AT, ORDERS, STOCK, Push, pushing
from tests.waiting import eventually


class FakeWatch:
    """A watch whose hints a test sends itself."""

    def __init__(self) -> None:
        self.watched: list[str] = []
        self.hints: asyncio.Queue[Hint | Exception] = asyncio.Queue()

    async def add(self, *watched: str) -> None:
        self.watched += watched
        await asyncio.sleep(0)

    async def drop(self, *watched: str) -> None:
        for each in watched:
            self.watched.remove(each)
        await asyncio.sleep(0)

    def __aiter__(self) -> AsyncIterator[Hint]:
        return self

    async def __anext__(self) -> Hint:
        hint = await self.hints.get()
        if isinstance(hint, Exception):
            raise hint
        return hint

    def send(self, watched: str, changed: str | None = "ORDER") -> None:
        self.hints.put_nowait(Hint(watched, changed))


class FakeRoom:
    """Opens a new watch each time."""

    def __init__(self) -> None:
        self.watches: list[FakeWatch] = []

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[FakeWatch]:
        self.watches.append(FakeWatch())
        yield self.watches[-1]


class FakePages:
    """Open tabs, and what each was told of its shopper's orders and of stock."""

    def __init__(self, *tokens: str) -> None:
        self.open = set(tokens)
        self.told: list[tuple[str, list[str] | None]] = []
        self.told_of_stock: list[tuple[str, list[str] | None]] = []
        self.broken: set[str] = set()
        self.may_end = asyncio.Event()
        self.may_end.set()

    def is_open(self, token: str) -> bool:
        return token in self.open

    async def tell(self, token: str, topic: str, changed: list[str] | None) -> None:
        if token in self.broken:
            raise RuntimeError("this page can't be told")
        (self.told if topic == ORDERS else self.told_of_stock).append((token, changed))
        await self.may_end.wait()


@asynccontextmanager
async def telling_of_both(pages: FakePages) -> AsyncIterator[tuple[Push, FakeRoom, FakeRoom]]:
    history, products = FakeRoom(), FakeRoom()
    watches = {ORDERS: history.watch, STOCK: products.watch}
    async with pushing(pages, watches) as pushed:  # type: ignore[arg-type]
        await until(lambda: history.watches and products.watches)
        yield pushed, history, products


@asynccontextmanager
async def telling(pages: FakePages) -> AsyncIterator[tuple[Push, FakeRoom]]:
    async with telling_of_both(pages) as (pushed, history, _):
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
        assert len(pages.told) <= 2 * turns.EASY_A_SECOND
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


async def test_a_tab_hears_of_the_stock_of_what_it_shows_and_of_nothing_that_it_showed_before() -> None:
    pages = FakePages("a1", "b1")
    async with telling_of_both(pages) as (pushed, _, products):
        for user, token, shown in (("A", "a1", [1, 2]), ("B", "b1", [2])):
            await pushed.follow(user, token)
            await pushed.look_at(shown, token)
        await pushed.look_at([2, 3], "a1")
        assert sorted(products.watches[0].watched) == ["2", "2", "3"]
        for product in ("1", "3", "2"):
            products.watches[0].send(product, product)
        await until(lambda: ("b1", ["2"]) in pages.told_of_stock)
        of_a = [each for token, told in pages.told_of_stock if token == "a1" for each in told or ()]
        assert of_a == ["3", "2"]
        assert pages.told == []


async def test_a_tab_that_looks_away_is_told_no_more_and_nothing_is_watched_for_it() -> None:
    async with telling_of_both(FakePages("a1")) as (pushed, history, products):
        await pushed.follow("A", "a1")
        await pushed.look_at([1, 1, 2], "a1")
        await pushed.look_at([], "a1")
        assert products.watches[0].watched == []
        assert history.watches[0].watched == ["A"]


async def test_a_tab_looks_at_so_many_products_at_most() -> None:
    async with telling_of_both(FakePages("a1")) as (pushed, _, products):
        await pushed.follow("A", "a1")
        await pushed.look_at(range(1000), "a1")
        assert len(products.watches[0].watched) == MOST_LOOKED_AT


async def test_a_tab_that_nobody_uses_looks_at_nothing() -> None:
    async with telling_of_both(FakePages("a1")) as (pushed, _, products):
        await pushed.look_at([1], "a1")
        assert products.watches[0].watched == []


async def test_a_closed_tab_and_one_that_changes_hands_look_at_nothing_more() -> None:
    pages = FakePages("a1", "t")
    async with telling_of_both(pages) as (pushed, history, products):
        for token in ("a1", "t"):
            await pushed.follow("A", token)
            await pushed.look_at([1], token)
        await pushed.follow("B", "t")
        assert products.watches[0].watched == ["1"]
        pages.open.remove("a1")
        products.watches[0].send("1", "1")
        await until(lambda: not products.watches[0].watched)
        assert history.watches[0].watched == ["B"]
        assert pages.told_of_stock == []


async def test_a_page_that_goes_on_while_it_begins_to_look_leaves_nothing_behind() -> None:
    async with telling_of_both(FakePages("a1")) as (pushed, _, products):
        await pushed.follow("A", "a1")
        await pushed.look_at([1], "a1")
        looking = asyncio.create_task(pushed.look_at([2, 3], "a1"))
        await asyncio.sleep(0)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        assert products.watches[0].watched == ["2", "3"]
        await pushed.look_at([], "a1")
        assert products.watches[0].watched == []


async def test_news_of_two_topics_are_told_in_one_turn() -> None:
    pages = FakePages("a1")
    async with telling_of_both(pages) as (pushed, history, products):
        await pushed.follow("A", "a1")
        await pushed.look_at([1], "a1")
        pages.may_end.clear()
        history.watches[0].send("A", "FIRST")
        await until(lambda: pages.told)
        products.watches[0].send("1", "1")
        history.watches[0].send("A", "NEXT")
        await until(lambda: history.watches[0].hints.empty() and products.watches[0].hints.empty())
        pages.may_end.set()
        await until(lambda: len(pages.told) == 2 and pages.told_of_stock)
        assert pages.told[1] == ("a1", ["NEXT"])
        assert pages.told_of_stock == [("a1", ["1"])]


async def test_a_watch_of_stock_that_breaks_leaves_orders_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "RETRY_AFTER_S", 0.0)
    pages = FakePages("a1")
    async with telling_of_both(pages) as (pushed, history, products):
        await pushed.follow("A", "a1")
        await pushed.look_at([1, 2], "a1")
        products.watches[0].hints.put_nowait(RuntimeError("gone"))
        await until(lambda: len(products.watches) == 2 and pages.told_of_stock)
        assert products.watches[1].watched == ["1", "2"]
        assert pages.told_of_stock == [("a1", None)]
        assert len(history.watches) == 1
        assert pages.told == []


async def test_nobody_is_followed_after_the_end() -> None:
    async with telling_of_both(FakePages("a1")) as (_, history, products):
        pass
    await push.follow("A", "a1")
    await push.look_at([1], "a1")
    assert history.watches[0].watched == products.watches[0].watched == []
