"""Answers what shoppers look for: from the query cache, else from the index."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

import orjson

from backend.kit.errors import Problem, RefusedError
from backend.products.contract import BASE, in_json
from backend.products.cursors import CursorError, pack, pack_ids, unpack, unpack_ids
from backend.products.index import SCHEMA_HASH, NoIndexError, ProductIndex, Row
from backend.products.query_cache import QueryCache
from backend.products.schemas import PAGE_SIZE, Category, Filters, ProductPage, ProductSlice, Sort
from backend.products.selection import Selection, selection
from backend.products.tokens import folded
from backend.products.views import from_row

MAX_PAGE = 40_000  # RediSearch looks no further than a million results
MOST_RANKED = 1_000
MOST_IN_CONTRACT = 1_000
LARGEST_SLICE = 100
CATEGORIES_STAND_S = 60.0  # every order renews the catalogue, and what kinds it has hardly ever changes

Ask = Callable[[], Awaitable[bytes]]
Fragments = Callable[[Sequence[int]], Awaitable[dict[int, bytes]]]


class Finder:
    """Searches on the index; `ensure` builds it where it is missing, `fragments` knows what it has lost."""

    def __init__(
        self,
        index: ProductIndex,
        queries: QueryCache,
        *,
        ensure: Callable[[], Awaitable[None]],
        fragments: Fragments,
        currency: str,
    ) -> None:
        self._index = index
        self._queries = queries
        self._ensure = ensure
        self._fragments = fragments
        self._currency = currency
        self._checking = asyncio.Lock()
        self._checked = False
        self._categories: tuple[Category, ...] = ()
        self._names: dict[str, str] = {}
        self._categories_end = 0.0

    async def page(self, text: str, page: int, filters: Filters, sort: Sort) -> ProductPage:
        """As `ProductService.search`."""
        page = min(max(page, 1), MAX_PAGE)
        chosen = selection(text, filters)
        if chosen is None:
            return ProductPage(products=(), total=0, page=page, pages=0)

        async def ask() -> bytes:
            return _packed(*await self._index.search(chosen, (page - 1) * PAGE_SIZE, PAGE_SIZE, sort))

        answer, _ = await self._answer(f"page {page} {sort} {_asked(chosen)}", ask)
        found = orjson.loads(answer)
        return ProductPage.model_construct(
            products=tuple(from_row(row, self._currency) for row in found["rows"]),
            total=found["total"],
            page=page,
            pages=-(-found["total"] // PAGE_SIZE),
        )

    async def categories(self) -> tuple[Category, ...]:
        """As `ProductService.categories`."""
        if self._categories and monotonic() < self._categories_end:
            return self._categories

        async def ask() -> bytes:
            kinds, names = [], {}
            for name, total, row in await self._index.categories():
                card = orjson.loads(row.card)
                written = (card["article_type"], card["category"], row.group)
                names[name] = next((each for each in written if folded(each) == name), "")
                if folded(card["article_type"]) == name:  # else a group of article types
                    kind = {"name": card["article_type"], "picture": card["picture"], "total": total}
                    kinds.append(kind | {"group": row.group})
            return orjson.dumps({"kinds": kinds, "names": names})

        answer, _ = await self._answer("categories and names", ask)
        found = orjson.loads(answer)
        kinds = [Category(**each) for each in found["kinds"]]
        self._categories = tuple(sorted(kinds, key=lambda each: (-each.total, each.name)))
        self._names = found["names"]
        self._categories_end = monotonic() + CATEGORIES_STAND_S
        return self._categories

    async def category_named(self, asked: str) -> str:
        """As `ProductService.category_named`."""
        await self.categories()
        return self._names.get(folded(asked), "")

    async def slice(
        self, text: str, filters: Filters, sort: Sort, cursor: str | None, size: int
    ) -> ProductSlice:
        """As `ProductService.find`."""
        if type(size) is not int or not 1 <= size <= LARGEST_SLICE:
            raise RefusedError(Problem("size", f"A page holds 1 to {LARGEST_SLICE} products."))
        chosen = selection(text, filters)
        if chosen is None:
            return ProductSlice(products=(), total=0)
        question = f"{sort} {_asked(chosen)}"
        ask = self._asking(chosen, sort, question, cursor, size)
        answer, _ = await self._answer(f"slice {size} {cursor} {question}", ask)
        found = orjson.loads(answer)
        return ProductSlice.model_construct(
            products=tuple(from_row(row, self._currency) for row in found["rows"]),
            total=found["total"],
            next=found["next"],
        )

    async def contract(self, text: str, base_url: str) -> tuple[bytes, bool]:
        """As `ProductService.contract`."""
        chosen = selection(text, Filters())
        if chosen is None:
            return b"[]", False

        async def ask() -> bytes:
            found = await self._index.fragments(chosen, MOST_IN_CONTRACT)
            if lost := [each for each, text in found.items() if text is None]:
                found.update(await self._fragments(lost))
            return b"[%b]" % b",".join(filter(None, found.values()))

        answer, cached = await self._answer(f"contract {_asked(chosen)}", ask)
        return answer.replace(BASE, in_json(base_url)), cached

    def _asking(self, chosen: Selection, sort: Sort, question: str, cursor: str | None, size: int) -> Ask:
        """How a slice is found. Raises CursorError."""
        if sort is Sort.RELEVANCE and chosen.has_words:
            shown = unpack_ids(question, cursor) if cursor is not None else set()
            if len(shown) >= MOST_RANKED:
                raise CursorError
            return lambda: self._ranked(chosen, question, shown, size)
        after = unpack(question, cursor) if cursor is not None else None
        if after is None:
            return lambda: self._sorted(chosen, sort, question, None, size)
        if len(after) != 2:
            raise CursorError
        value, product_id = after
        return lambda: self._sorted(chosen, sort, question, (value, product_id), size)

    async def _ranked(self, chosen: Selection, question: str, shown: set[int], size: int) -> bytes:
        # How well a product matches may change between two slices, so the cursor says which were shown.
        total, ranking = await self._index.ranking(chosen, len(shown) + size + 1)
        fresh = [each for each in ranking if each not in shown]
        rows = await self._index.some(chosen, [ranking[each] for each in fresh[:size]])
        following = None
        if len(fresh) > size and len(shown) + size < MOST_RANKED:
            following = pack_ids(question, shown.union(fresh[:size]))
        return _packed(total, rows, following)

    async def _sorted(
        self, chosen: Selection, sort: Sort, question: str, after: tuple[int, int] | None, size: int
    ) -> bytes:
        total, rows = await self._index.sorted(chosen, sort, after, size + 1)
        shown = rows[:size]
        following = pack(question, (shown[-1].value, shown[-1].product_id)) if len(rows) > size else None
        return _packed(total, shown, following)

    async def _answer(self, question: str, ask: Ask) -> tuple[bytes, bool]:
        if not self._checked:
            async with self._checking:
                if not self._checked:
                    await self._ensure()
                    self._checked = True

        async def asked() -> bytes:
            try:
                return await ask()
            except NoIndexError:
                await self._ensure()
                return await ask()

        return await self._queries.answer(f"{SCHEMA_HASH} {question}", asked)


def _asked(chosen: Selection) -> str:
    return f"{chosen.expression} {orjson.dumps(chosen.params).decode()}"


def _packed(total: int, rows: list[Row], following: str | None = None) -> bytes:
    cards = (
        b'%b,"stock_left":%b,"sizes":%b}' % (row.card[:-1], row.left or b"null", row.sizes) for row in rows
    )
    return b'{"total":%d,"next":%b,"rows":[%b]}' % (total, orjson.dumps(following), b",".join(cards))
