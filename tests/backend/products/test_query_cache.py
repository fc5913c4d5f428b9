"""Everyone who asks the same is answered by one search, and by none from before a change."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from backend.orders.stock import Stock
from backend.products import query_cache
from backend.products.query_cache import GENERATION, KEYS_BY_END, PREFIX, SIZES, QueryCache
from backend.products.service import ProductService, build_products
from backend.stores.outage import is_outage
from backend.stores.redis import open_redis
from tests.conftest import Stores
from tests.waiting import eventually

Stocked = Callable[..., Awaitable[ProductService]]
ADDRESS = "http://shop"


@pytest.fixture
def cache(stores: Stores) -> QueryCache:
    return QueryCache(stores.redis.commands)


class Asked:
    """Answers with its number; when told to wait, only after `may_end`."""

    def __init__(self, *, size: int = 0) -> None:
        self.times = 0
        self.began = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()
        self._size = size

    async def __call__(self) -> bytes:
        self.times += 1
        answer = str(self.times).encode().rjust(self._size)
        self.began.set()
        await self.may_end.wait()
        return answer


async def searches(stores: Stores) -> int:
    return int((await stores.operator.info("commandstats")).get("cmdstat_FT.SEARCH", {}).get("calls", 0))


async def stored(cache: QueryCache) -> None:
    """Wait until all answers are in Redis: they are put there beside whoever waits for them."""

    async def are_there() -> bool:
        return cache._storer is None

    await eventually(are_there)


class TestStampede:
    async def test_two_hundred_identical_queries_cost_one_search(
        self, stocked: Stocked, stores: Stores
    ) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        await catalogue.ensure_index()
        await stores.operator.config_resetstat()
        answers = await asyncio.gather(*(catalogue.contract("jeans", ADDRESS) for _ in range(200)))
        assert await searches(stores) == 1
        assert len({text for text, _ in answers}) == 1

    async def test_the_first_stampede_of_a_shop_builds_one_index(
        self, stocked: Stocked, stores: Stores
    ) -> None:
        catalogue = await stocked("Black jeans")
        await stores.operator.config_resetstat()
        pages = await asyncio.gather(*(catalogue.search("jeans") for _ in range(100)))
        assert {page.total for page in pages} == {1}
        assert await searches(stores) == 1

    async def test_whoever_gives_up_takes_the_answer_from_nobody(self, cache: QueryCache) -> None:
        asked = Asked()
        asked.may_end.clear()
        first, second = (asyncio.create_task(cache.answer("jeans", asked)) for _ in range(2))
        await asked.began.wait()
        first.cancel()
        asked.may_end.set()
        assert await second == (b"1", False)

    async def test_a_failure_is_told_to_everyone_and_not_kept(self, cache: QueryCache) -> None:
        async def fails() -> bytes:
            raise LookupError

        answers = await asyncio.gather(
            *(cache.answer("jeans", fails) for _ in range(20)), return_exceptions=True
        )
        assert {type(answer) for answer in answers} == {LookupError}
        assert await cache.answer("jeans", Asked()) == (b"1", False)


class TestFreshness:
    async def test_an_answer_says_whether_it_came_from_the_cache(self, cache: QueryCache) -> None:
        asked = Asked()
        assert await cache.answer("jeans", asked) == (b"1", False)
        assert await cache.answer("jeans", asked) == (b"1", True)
        assert await cache.answer("coats", asked) == (b"2", False)
        assert (cache.hits, cache.misses) == (1, 2)

    async def test_another_process_finds_it_in_redis(self, cache: QueryCache, stores: Stores) -> None:
        other, asked = QueryCache(stores.redis.commands), Asked()
        await cache.answer("jeans", asked)
        await stored(cache)
        assert await other.answer("jeans", asked) == (b"1", True)
        await other.forget()
        assert await cache.answer("jeans", asked) == (b"2", False)

    async def test_an_answer_on_its_way_while_a_product_changes_is_not_kept(
        self, cache: QueryCache, stores: Stores
    ) -> None:
        other, asked = QueryCache(stores.redis.commands), Asked()
        asked.may_end.clear()
        early = asyncio.create_task(cache.answer("jeans", asked))
        await asked.began.wait()
        await other.forget()
        await cache.answer("coats", Asked())  # so that this process has heard of the change
        asked.may_end.set()
        assert await early == (b"1", False)
        assert await cache.answer("jeans", asked) == (b"2", False)
        assert await other.answer("jeans", asked) != (b"1", True)

    async def test_nobody_joins_a_search_from_before_a_change(self, cache: QueryCache) -> None:
        asked = Asked()
        asked.may_end.clear()
        early = asyncio.create_task(cache.answer("jeans", asked))
        await asked.began.wait()
        await cache.forget()
        asked.began.clear()
        late = asyncio.create_task(cache.answer("jeans", asked))
        async with asyncio.timeout(5):
            await asked.began.wait()
        asked.may_end.set()
        assert await asyncio.gather(early, late) == [(b"1", False), (b"2", False)]
        assert await cache.answer("jeans", asked) == (b"2", True)

    async def test_answers_never_go_back_in_time(self, cache: QueryCache, stores: Stores) -> None:
        caches = (cache, QueryCache(stores.redis.commands))
        level = done = 0

        async def ask() -> bytes:
            seen = level
            await asyncio.sleep(0)
            return str(seen).encode()

        async def write() -> None:
            nonlocal level, done
            for number in range(1, 60):
                level = number
                await caches[number % 2].forget()
                done = number

        async def read(number: int) -> None:
            for turn in range(60):
                before = done
                answer, _ = await caches[(number + turn) % 2].answer("jeans", ask)
                assert int(answer) >= before

        await asyncio.gather(write(), *(read(number) for number in range(8)))

    async def test_an_answer_ends(self, cache: QueryCache, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(query_cache, "LIFE_S", -1.0)
        asked = Asked()
        await cache.answer("jeans", asked)
        assert await cache.answer("jeans", asked) == (b"2", False)

    async def test_a_redis_that_forgot_everything_is_asked_anew(
        self, cache: QueryCache, stores: Stores
    ) -> None:
        asked = Asked()
        await cache.answer("jeans", asked)
        await stores.operator.flushall()
        assert await cache.answer("jeans", asked) == (b"2", False)
        assert await cache.answer("jeans", asked) == (b"2", True)

    async def test_a_generation_that_redis_lost_again_brings_no_later_answer_back(
        self, cache: QueryCache, stores: Stores
    ) -> None:
        """A Redis that lost its newest writes has its earlier generation again, and the earlier products."""
        asked = Asked()
        await cache.answer("jeans", asked)
        earlier = await stores.redis.commands.get(GENERATION)
        await cache.forget()
        assert await cache.answer("jeans", asked) == (b"2", False)
        await stores.redis.commands.set(GENERATION, earlier)
        assert await cache.answer("jeans", asked) != (b"2", True)

    async def test_news_of_stock_takes_the_product_out_of_every_process(
        self, stocked: Stocked, stores: Stores, tmp_path: Path
    ) -> None:
        catalogue = await stocked("Black jeans", "Blue jeans")
        other = build_products(
            stores.database, stores.redis, Stock(stores.database), currency="USD", home=tmp_path
        )
        for each in (catalogue, other):
            assert (await each.search("jeans")).total == 2
            assert (await each.contract("jeans", ADDRESS))[0].count(b'"_id"') == 2
        await other.apply_stock([(1, 0, 5)])
        for each in (catalogue, other):
            assert (await each.search("jeans")).total == 1
            text, _ = await each.contract("jeans", ADDRESS)
            assert text.count(b'"_id"') == 1

    async def test_an_import_is_found_at_once(
        self, catalogue: ProductService, source: Callable[..., Path]
    ) -> None:
        folder = source(shirt={"id": 1, "productDisplayName": "Zebra shirt"})
        await catalogue.import_directory(folder)
        assert (await catalogue.search("zebra")).products[0].name == "Zebra shirt"
        source(shirt={"id": 1, "productDisplayName": "Zebra cardigan"})
        await catalogue.import_directory(folder)
        assert (await catalogue.search("zebra")).products[0].name == "Zebra cardigan"


class TestBounds:
    async def test_redis_holds_no_more_than_its_share(
        self, cache: QueryCache, stores: Stores, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(query_cache, "LARGEST_IN_REDIS", 50_000)
        redis, asked = stores.redis.commands, Asked(size=2_000)
        for number in range(100):
            await cache.answer(f"query {number % 60}", asked)
            if number % 7 == 0:
                await cache.forget()
        await stored(cache)
        keys = [key async for key in redis.scan_iter(match=PREFIX + "*")]
        answers = [key for key in keys if key.decode() not in (GENERATION, KEYS_BY_END, SIZES)]
        sizes = [await redis.strlen(key) for key in answers]
        assert 15 < len(answers) < 25
        assert sum(sizes) <= 50_000
        assert int(await redis.hget(SIZES, "")) == sum(size + query_cache.OVERHEAD for size in sizes)
        assert await redis.zcard(KEYS_BY_END) == len(answers)
        lives_ms = [await redis.pttl(key) for key in answers]
        assert all(40_000 < life_ms <= 72_000 for life_ms in lives_ms)

    async def test_the_process_holds_no_more_than_its_share(
        self, cache: QueryCache, stores: Stores, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(query_cache, "LARGEST_HERE", 10_000)
        asked = Asked(size=1_000)
        for turn in range(3):
            for number in range(30):
                await cache.answer(f"query {number}", asked)
            assert 8_000 < sum(kept.size for kept in cache._here.values()) == cache._here_size <= 10_000
            await stored(cache)
            # What finds no room here is found in Redis.
            asked_before = asked.times
            for number in range(30):
                assert (await cache.answer(f"query {number}", asked))[1] is True
            assert asked.times == asked_before == 30 * (turn + 1)
            await cache.forget()

    async def test_an_answer_beyond_all_measure_is_given_and_not_kept(
        self, cache: QueryCache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(query_cache, "LARGEST_ANSWER", 1_000)
        asked = Asked(size=1_001)
        await cache.answer("jeans", asked)
        assert (await cache.answer("jeans", asked))[1] is False

    async def test_answers_are_not_written_to_disk(self, cache: QueryCache, stores: Stores) -> None:
        before = (await stores.operator.info("persistence"))["aof_current_size"]
        await cache.answer("jeans", Asked(size=500_000))
        await stored(cache)
        assert (await stores.operator.info("persistence"))["aof_current_size"] - before < 10_000

    @pytest.mark.parametrize("question", ["", "\0", "\ud800", "x" * 100_000, "{rivulet", "*"])
    async def test_any_text_can_be_a_question(self, cache: QueryCache, question: str) -> None:
        asked = Asked()
        assert await cache.answer(question, asked) == (b"1", False)
        assert await cache.answer(question, asked) == (b"1", True)


class TestRedisAway:
    async def test_then_everyone_asks(self, unused_tcp_port: int) -> None:
        async with open_redis(f"redis://127.0.0.1:{unused_tcp_port}") as nowhere:
            cache, asked = QueryCache(nowhere.commands), Asked()
            assert await cache.answer("jeans", asked) == (b"1", False)
            assert await cache.answer("jeans", asked) == (b"2", False)

    async def test_a_search_without_its_index_is_an_outage(
        self, stores: Stores, unused_tcp_port: int, tmp_path: Path
    ) -> None:
        async with open_redis(f"redis://127.0.0.1:{unused_tcp_port}") as nowhere:
            stock = Stock(stores.database)
            catalogue = build_products(stores.database, nowhere, stock, currency="USD", home=tmp_path)
            with pytest.raises(RedisConnectionError) as outage:
                await catalogue.contract("jeans", ADDRESS)
            assert is_outage(outage.value)
