"""Filters are exact, orders are whole, and a cursor neither skips nor repeats whatever changes meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backend.kit.errors import RefusedError
from backend.products.cursors import pack, pack_ids
from backend.products.finding import _asked
from backend.products.models import ProductRecord
from backend.products.schemas import Filters, ProductSlice, Sort
from backend.products.selection import selection
from backend.products.service import ProductService
from backend.products.views import to_index
from tests.backend.products.test_search import HOSTILE
from tests.conftest import Stores

NO_CURSORS: list[Any] = [
    *("", "x", "*", "AAAA", "A" * 20_000, "====", "é", "\0", "\ud800", "$id", "[0 +inf]", " ", "-_-_"),
    *(7, True, {}, ["a"], b"AAAA", 1.5),
]

Put = Callable[..., Awaitable[None]]


@pytest.fixture
async def put(catalogue: ProductService, stores: Stores) -> Put:
    """Store products and index them at once: `await put(1, name="Jeans", price=500, brand="Acme")`."""

    async def write(
        product_id: int, *, name: str = "Jeans", price: int = 1_000, was: int | None = None, **fields: Any
    ) -> None:
        record = ProductRecord(
            product_id=product_id,
            product_display_name=name,
            price=was or price,
            discounted_price=price,
            stock_qty=9,
            **fields,
        )
        stored = await catalogue._repository.find([product_id])
        await catalogue._repository.save(
            [] if stored else [record], [record] if stored else [], {product_id: (9, 1)}, by="test"
        )
        [document] = await catalogue._repository.find([product_id])
        await catalogue._index.put([to_index(document)])

    await catalogue.ensure_index()
    return write


def ids(found: ProductSlice) -> list[int]:
    return [product.product_id for product in found.products]


async def all_ids(
    catalogue: ProductService, text: str, sort: Sort, size: int, between: Callable[[int], Awaitable[None]]
) -> list[int]:
    """Every id in order, with `between(turn)` after each slice."""
    seen: list[int] = []
    cursor, turn = None, 0
    while True:
        found = await catalogue.find(text, sort=sort, cursor=cursor, size=size)
        seen += ids(found)
        if found.next is None:
            return seen
        cursor, turn = found.next, turn + 1
        await between(turn)


async def refused(asking: Awaitable[ProductSlice]) -> list[str]:
    """The fields that the refusal names; none when it was answered."""
    try:
        await asking
    except RefusedError as refusal:
        return [problem.field for problem in refusal.problems]
    return []


async def nothing(turn: int) -> None:
    pass


class TestFilters:
    @pytest.fixture
    async def filled(self, catalogue: ProductService, put: Put) -> ProductService:
        await put(1, name="Jeans", price=1_000, gender="Men", brand_name="Côte d'Or", base_colour="Navy Blue")
        await put(2, price=2_000, was=2_500, gender="Women", brand_name="Or", base_colour="Blue")
        await put(
            3,
            name="Coat",
            price=3_000,
            gender="Women",
            article_type="Coats",
            sub_category="Topwear",
            master_category="Apparel",
        )
        return catalogue

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(gender="men"), [1]),
            (Filters(gender="WOMEN"), [2, 3]),
            (Filters(brand="or"), [2]),
            (Filters(brand="COTE DOR"), [1]),
            (Filters(colour="blue"), [2]),
            (Filters(colour=" navy   blue "), [1]),
            (Filters(category="coats"), [3]),
            (Filters(category="topwear"), [3]),
            (Filters(category="Apparel"), [3]),
            (Filters(category="coat"), []),
            (Filters(category="!!!"), []),
            (Filters(gender="women", colour="blue"), [2]),
            (Filters(price_from=1_000, price_to=2_000), [1, 2]),
            (Filters(price_from=1_001), [2, 3]),
            (Filters(price_to=2_999), [1, 2]),
            (Filters(price_to=999), []),
            (Filters(on_sale=True), [2]),
            (Filters(on_sale=True, gender="men"), []),
            (Filters(), [1, 2, 3]),
        ],
    )
    async def test_a_filter_is_the_whole_name_in_any_case(
        self, filled: ProductService, filters: Filters, expected: list[int]
    ) -> None:
        found = await filled.find("", filters)
        assert (ids(found), found.total) == (expected, len(expected))

    async def test_filters_and_words_go_together(self, filled: ProductService) -> None:
        assert ids(await filled.find("jeans", Filters(gender="women"))) == [2]

    @pytest.mark.parametrize("name", ["category", "brand", "colour", "gender"])
    async def test_a_hostile_filter_finds_nothing(
        self, filled: ProductService, stores: Stores, name: str
    ) -> None:
        before = (await stores.redis.text.info("server"))["run_id"]
        for text in HOSTILE:
            asking = filled.find("", Filters(**{name: text}))
            if len(text) > 200:
                assert await refused(asking) == [name], text[:24]
            else:
                assert ids(await asking) == ([] if text.strip() else [1, 2, 3]), text
        assert (await stores.redis.text.info("server"))["run_id"] == before

    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({"brand": "x" * 201}, "brand"),
            ({"colour": 7}, "colour"),
            ({"price_from": -1}, "price_from"),
            ({"price_to": 1.5}, "price_to"),
            ({"price_to": True}, "price_to"),
            ({"price_to": 2**53}, "price_to"),
            ({"price_from": 2, "price_to": 1}, "price_from"),
        ],
    )
    async def test_a_filter_that_can_be_none_is_refused_by_name(
        self, catalogue: ProductService, fields: dict[str, Any], named: str
    ) -> None:
        assert await refused(catalogue.find("", Filters(**fields))) == [named]

    @pytest.mark.parametrize("size", [0, -1, 101, True, "10", None, 2**70])
    async def test_a_size_that_is_none_is_refused(self, catalogue: ProductService, size: Any) -> None:
        assert await refused(catalogue.find("", size=size)) == ["size"]


class TestOrder:
    async def test_each_order_is_whole_and_ends(self, catalogue: ProductService, put: Put) -> None:
        prices = {1: 500, 2: 300, 3: 500, 4: 300, 5: 500, 6: 100, 7: 500}
        for product_id, price in prices.items():
            await put(product_id, price=price)
        cheapest = sorted(prices, key=lambda each: (prices[each], each))
        for size in (1, 2, 3, 7, 50):
            for text in ("", "jeans"):
                assert await all_ids(catalogue, text, Sort.PRICE_ASC, size, nothing) == cheapest
                assert await all_ids(catalogue, text, Sort.PRICE_DESC, size, nothing) == cheapest[::-1]
                assert await all_ids(catalogue, text, Sort.NEWEST, size, nothing) == [7, 6, 5, 4, 3, 2, 1]
                assert sorted(await all_ids(catalogue, text, Sort.RELEVANCE, size, nothing)) == [*range(1, 8)]
            assert await all_ids(catalogue, "", Sort.RELEVANCE, size, nothing) == [*range(1, 8)]

    async def test_relevance_is_that_of_the_search(self, read_only: ProductService) -> None:
        page = await read_only.search("black")
        found = await read_only.find("black")
        assert found.products == page.products
        assert found.total == page.total

    async def test_the_total_is_that_of_the_whole_list_on_every_slice(
        self, catalogue: ProductService, put: Put
    ) -> None:
        for product_id in range(1, 6):
            await put(product_id)
        for sort in Sort:
            first = await catalogue.find("jeans", sort=sort, size=2)
            second = await catalogue.find("jeans", sort=sort, size=2, cursor=first.next)
            assert (first.total, second.total) == (5, 5), sort

    async def test_products_with_enormous_numbers_are_in_order_too(
        self, catalogue: ProductService, put: Put
    ) -> None:
        numbers = [2**53 - 1, 2**53 - 2, 2**40, 1]
        for product_id in numbers:
            await put(product_id, price=10**9)
        for text, sort in (("", Sort.RELEVANCE), ("jeans", Sort.PRICE_ASC)):
            assert await all_ids(catalogue, text, sort, 1, nothing) == numbers[::-1]
        assert sorted(await all_ids(catalogue, "jeans", Sort.RELEVANCE, 1, nothing)) == numbers[::-1]

    async def test_by_relevance_the_list_ends_after_the_best(
        self, catalogue: ProductService, put: Put, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("backend.products.finding.MOST_RANKED", 4)
        for product_id in range(1, 9):
            await put(product_id)
        assert len(await all_ids(catalogue, "jeans", Sort.RELEVANCE, 2, nothing)) == 4
        assert len(await all_ids(catalogue, "jeans", Sort.NEWEST, 2, nothing)) == 8


class TestWhileProductsChange:
    @pytest.mark.parametrize("text", ["", "jeans"])
    @pytest.mark.parametrize("sort", [*Sort])
    async def test_what_stays_comes_once_and_only_once(
        self, catalogue: ProductService, put: Put, sort: Sort, text: str
    ) -> None:
        """Others sell out, come back, come new, are named anew and change their price between slices."""
        staying = range(100, 130)
        for product_id in staying:
            await put(product_id, price=1_000 + product_id % 3)
        for product_id in range(200, 212):
            await put(product_id, price=1_000)

        async def change(turn: int) -> None:
            await catalogue.apply_stock([(200 + turn % 6, 0, 10 * turn)])
            await catalogue.apply_stock([(200 + (turn - 1) % 6, 5, 10 * turn + 1)])
            await put(300 + turn, name="Jeans jeans jeans jeans" if turn % 2 else "Jeans of wool", price=turn)
            await put(
                206 + turn % 6, name="Jeans and jeans" if turn % 2 else "Blue jeans", price=5_000 - turn
            )
            # Written again without any change: RediSearch takes it for a new document.
            await put(100 + turn, price=1_000 + (100 + turn) % 3)

        seen = await all_ids(catalogue, text, sort, 4, change)
        assert [each for each in staying if seen.count(each) != 1] == []
        if sort is Sort.RELEVANCE:
            assert len(seen) == len(set(seen))


class TestCursor:
    @pytest.fixture
    async def filled(self, catalogue: ProductService, put: Put) -> ProductService:
        for product_id in range(1, 8):
            await put(product_id)
        return catalogue

    @pytest.mark.parametrize("sort", [*Sort])
    async def test_what_is_no_cursor_is_refused_by_name(self, filled: ProductService, sort: Sort) -> None:
        for cursor in NO_CURSORS:
            assert await refused(filled.find("jeans", sort=sort, cursor=cursor)) == ["cursor"], cursor

    async def test_a_cursor_fits_its_own_question_only(self, filled: ProductService) -> None:
        for sort in Sort:
            cursor = (await filled.find("jeans", sort=sort, size=2)).next
            assert cursor
            others = [
                filled.find("blue jeans", sort=sort, cursor=cursor),
                filled.find("jeans", Filters(price_to=5_000), sort, cursor),
                *(filled.find("jeans", sort=other, cursor=cursor) for other in Sort if other is not sort),
            ]
            for other in others:
                assert await refused(other) == ["cursor"]

    async def test_a_changed_cursor_is_refused(self, filled: ProductService) -> None:
        for sort in Sort:
            cursor = (await filled.find("jeans", sort=sort, size=2)).next
            assert cursor
            for place in range(len(cursor) - 1):  # of the last character not every bit means something
                changed = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
                assert await refused(filled.find("jeans", sort=sort, cursor=changed)) == ["cursor"]

    async def test_a_cursor_made_by_hand_harms_nobody(self, filled: ProductService) -> None:
        """Its check says what it belongs to, not who made it; all it can do is to show less, or again."""
        asked = _asked(chosen) if (chosen := selection("jeans", Filters())) else ""
        for numbers in ([], [1], [1, 2, 3]):
            by_hand = pack(f"price_asc {asked}", numbers)
            assert await refused(filled.find("jeans", sort=Sort.PRICE_ASC, cursor=by_hand)) == ["cursor"]
        beyond = pack(f"price_asc {asked}", [2**64 - 1, 2**64 - 1])
        assert ids(await filled.find("jeans", sort=Sort.PRICE_ASC, cursor=beyond)) == []
        shown = await filled.find("jeans", cursor=pack_ids(f"relevance {asked}", [1, 2, 3]))
        assert sorted(ids(shown)) == [4, 5, 6, 7]
        too_many = pack_ids(f"relevance {asked}", range(1, 1_001))
        assert await refused(filled.find("jeans", cursor=too_many)) == ["cursor"]

    async def test_a_thousand_shown_products_fit_into_a_cursor(self) -> None:
        enormous = range(2**53 - 1, 2**53 - 1 - 1_000 * 2**43, -(2**43))
        assert len(pack_ids("question", enormous)) < 11_000


async def test_hostile_text_finds_what_the_search_finds(read_only: ProductService) -> None:
    for text in HOSTILE:
        expected = await read_only.search(text)
        for sort in (Sort.RELEVANCE, Sort.PRICE_DESC):
            assert (await read_only.find(text, sort=sort)).total == expected.total, text
