"""Answers what shoppers look for: from the query cache, else from the index."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import orjson

from backend.kit.errors import Problem, RefusedError
from backend.products.contract import with_base
from backend.products.cursors import pack, pack_ids, unpack, unpack_ids
from backend.products.index import SCHEMA_HASH, NoIndexError, ProductIndex, Row
from backend.products.query_cache import QueryCache
from backend.products.schemas import PAGE_SIZE, Filters, ProductPage, ProductSlice, Sort
from backend.products.selection import Selection, selection
from backend.products.views import from_row

MAX_PAGE = 40_000  # RediSearch looks no further than a million results
MOST_RANKED = 1_000
MOST_IN_CONTRACT = 1_000
LARGEST_SLICE = 100

Answer = TypeVar("Answer")


class Finder:
    """Searches on the index; `ensure` builds it when it is found missing."""

    def __init__(
        self,
        index: ProductIndex,
        queries: QueryCache,
        ensure: Callable[[], Awaitable[None]],
        *,
        currency: str,
    ) -> None:
        self._index = index
        self._queries = queries
        self._ensure = ensure
        self._currency = currency
        self._checked = False

    async def page(self, text: str, page: int) -> ProductPage:
        """As `ProductService.search`."""
        page = min(max(page, 1), MAX_PAGE)
        chosen = selection(text, Filters())
        if chosen is None:
            return ProductPage(products=(), total=0, page=page, pages=0)

        async def ask() -> bytes:
            return _packed(*await self._index.search(chosen, (page - 1) * PAGE_SIZE, PAGE_SIZE))

        answer, _ = await self._answer(f"page {page} {_asked(chosen)}", ask)
        found = orjson.loads(answer)
        return ProductPage.model_construct(
            products=tuple(from_row(row, self._currency) for row in found["rows"]),
            total=found["total"],
            page=page,
            pages=-(-found["total"] // PAGE_SIZE),
        )

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
        ranked = sort is Sort.RELEVANCE and chosen.has_words
        shown: set[int] = set()
        after: tuple[int, int] | None = None
        if cursor is not None and ranked:
            shown = unpack_ids(question, cursor)
        elif cursor is not None:
            after = _position(unpack(question, cursor))

        async def ask() -> bytes:
            if ranked:
                return await self._ranked(chosen, question, shown, size)
            return await self._sorted(chosen, sort, question, after, size)

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
            return b"[%b]" % b",".join(await self._index.fragments(chosen, MOST_IN_CONTRACT))

        answer, cached = await self._answer(f"contract {_asked(chosen)}", ask)
        return with_base(answer, base_url), cached

    async def _ranked(self, chosen: Selection, question: str, shown: set[int], size: int) -> bytes:
        if len(shown) > MOST_RANKED:
            shown = set()
        total, ids = await self._index.ranking(chosen, len(shown) + size + 1)
        fresh = [each for each in ids if each not in shown]
        rows = await self._index.some(chosen, fresh[:size])
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

    async def _answer(self, question: str, ask: Callable[[], Awaitable[bytes]]) -> tuple[bytes, bool]:
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


def _position(numbers: list[int]) -> tuple[int, int]:
    value, product_id = numbers
    return value, product_id


def _packed(total: int, rows: list[Row], following: str | None = None) -> bytes:
    cards = (b'%b,"stock_left":%b}' % (row.card[:-1], row.left or b"null") for row in rows)
    return b'{"total":%d,"next":%b,"rows":[%b]}' % (total, orjson.dumps(following), b",".join(cards))
