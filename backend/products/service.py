"""What one can do with the catalogue."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from backend.bus.watch import Watch, watching
from backend.products import photographs
from backend.products.building import IndexBuilder
from backend.products.contract import BASE, described, fragment, in_json
from backend.products.drawings import draw_svg, picture_name
from backend.products.filling import Filling
from backend.products.finding import Finder
from backend.products.index import STOCK, ProductIndex
from backend.products.models import ACTIVE, Drawing, Product
from backend.products.ports import FirstStock
from backend.products.query_cache import QueryCache
from backend.products.repository import ProductRepository
from backend.products.schemas import (
    PAGE_SIZE,
    Category,
    Filters,
    ImportReport,
    Picture,
    ProductPage,
    ProductSlice,
    ProductView,
    Progress,
    Sort,
)
from backend.products.stock import Document, Levels, ids_sold, versions_of
from backend.products.views import to_index, to_quote, to_view, to_view_of
from backend.stores.mongo import Database
from backend.stores.redis import RedisClients

log = structlog.get_logger(__name__)

REDIS_PATIENCE_S = 2.0
NO_FILTERS = Filters()


class ProductService:
    """The catalogue: MongoDB holds it, the index in Redis is built from it and searched."""

    def __init__(
        self,
        repository: ProductRepository,
        index: ProductIndex,
        builder: IndexBuilder,
        stock: FirstStock,
        queries: QueryCache,
        *,
        currency: str,
        home: Path,
        listening: Redis,
    ) -> None:
        self._listening = listening
        self._repository = repository
        self._index = index
        self._stock = stock
        self._currency = currency
        self._photographs = home / "pictures"
        self.queries = queries
        self._builder = builder
        self._filling = Filling(repository, index, stock, self._photographs)
        self._finder = Finder(
            index, queries, ensure=self.ensure_index, fragments=self._fragments, currency=currency
        )

    # -- what shoppers and other rooms ask ------------------------------------------------------------

    async def search(
        self,
        text: str = "",
        page: int = 1,
        category: str = "",
        sort: Sort = Sort.RELEVANCE,
        *,
        on_sale: bool = False,
    ) -> ProductPage:
        """A page of the products that match; by relevance and without text, all in a fixed order.

        Text or a category without any word (only signs, say) finds nothing. `category` and `on_sale` are as
        in `Filters`.
        """
        return await self._finder.page(text, page, Filters(category=category, on_sale=on_sale), sort)

    async def categories(self) -> tuple[Category, ...]:
        """The article types on sale, those with the most products first, as of the last minute."""
        return await self._finder.categories()

    async def category_named(self, asked: str) -> str:
        """How the catalogue writes the category that `Filters.category` takes this for; "" for none.

        As of the last minute, as `categories` are.
        """
        return await self._finder.category_named(asked)

    async def find(
        self,
        text: str = "",
        filters: Filters = NO_FILTERS,
        sort: Sort = Sort.RELEVANCE,
        cursor: str | None = None,
        size: int = PAGE_SIZE,
    ) -> ProductSlice:
        """Products on sale in this order, up to 100 at a time; `cursor` is the `next` of the slice before.

        Whatever changes meanwhile, a product that stays as it is comes once and only once; by relevance the
        list ends after the best thousand. Raises RefusedError that names the filter, `cursor` or `size`.
        """
        return await self._finder.slice(text, filters, sort, cursor, size)

    async def contract(self, text: str, base_url: str) -> tuple[bytes, bool]:
        """The JSON array of the tutorial's product objects that match, and whether it came from the cache.

        At most a thousand on sale, most relevant first; pictures are under `base_url`.
        """
        return await self._finder.contract(text, base_url)

    async def contract_data(self, product_ids: Sequence[int], base_url: str) -> dict[int, bytes]:
        """Of the tutorial's `data` objects of these products what an order's line doesn't keep itself.

        JSON text from `"ageGroup":` to the object's last brace; unknown products are left out, withdrawn and
        sold-out ones are not.
        """
        whose = {each: self._repository.known_product(each) for each in product_ids}
        found = await self._fragments(list(dict.fromkeys(whose.values())))
        base = in_json(base_url)
        return {
            each: described(found[whose[each]]).replace(BASE, base) for each in whose if whose[each] in found
        }

    async def get(self, product_id: int) -> ProductView | None:
        """The product with its description, sold out or not; None when there is none or it is withdrawn.

        By the id of one of its sizes it is shown as that size.
        """
        return (await self.get_many([product_id])).get(product_id)

    async def get_many(self, product_ids: Sequence[int]) -> dict[int, ProductView]:
        """Those of the products that exist and are not withdrawn, by id."""
        documents = await self._repository.find_sold(product_ids)
        return {
            product_id: to_view_of(product_id, document, self._currency)
            for product_id, document in documents.items()
            if document["statusCode"] == ACTIVE
        }

    async def colours_of(self, product: ProductView) -> Sequence[ProductView]:
        """The product and, sold out or not, the other colours of its style, by product id."""
        if not product.style:
            return [product]
        documents = await self._repository.of_style(product.style)
        return [
            product if product.product_id in ids_sold(each) else to_view(each, self._currency)
            for each in documents
            if each["statusCode"] == ACTIVE
        ]

    async def quote(self, product_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """For an order: `{id: {"price", "active", "productData"}}`, withdrawn products included."""
        documents = await self._repository.find_for_quote(product_ids)
        return {product_id: to_quote(product_id, document) for product_id, document in documents.items()}

    async def picture(self, name: str) -> Picture | None:
        """The picture of that name; under an outdated name the product's picture of today."""
        if not name.endswith(".svg"):
            return await asyncio.to_thread(photographs.load, self._photographs, name)
        number = name.partition("-")[0]
        documents = await self._repository.find([int(number)]) if number.isdecimal() else []
        if not documents:
            return None
        drawing = documents[0]["drawing"]
        svg = await asyncio.to_thread(draw_svg, Drawing(**drawing) if drawing else None)
        return Picture("image/svg+xml", svg.encode(), current=name == picture_name(documents[0]))

    def watch(self) -> AbstractAsyncContextManager[Watch]:
        """Hints that a product's stock changed; what is watched is its id as text. A process needs one."""
        return watching(self._listening, STOCK)

    async def count(self) -> int:
        """How many products the catalogue holds, withdrawn and sold out ones too."""
        return await self._repository.count()

    async def indexed(self) -> int | None:
        """How many products search knows of; None when it has no index, which `ensure_index` mends."""
        return await self._builder.size()

    # -- what fills the catalogue ---------------------------------------------------------------------

    async def seed(self, progress: Progress | None = None) -> int:
        """Give an empty catalogue its first products; 0 when there were some already."""
        made = await self._filling.generate_first()
        if made:
            await self.reindex(progress)
        return made

    async def generate(self, size: int, seed: int, progress: Progress | None = None) -> ImportReport:
        """Take in `size` invented products, those of another size or seed before them renewed."""
        report = await self._filling.generate(size, seed, progress)
        await self.ensure_index()
        return report

    async def import_directory(self, path: Path, progress: Progress | None = None) -> ImportReport:
        """Take in a folder of the public fashion format; see `importing`. Raises RefusedError."""
        report = await self._filling.import_directory(Path(path), progress)
        await self.ensure_index()
        return report

    async def apply_stock(self, levels: Sequence[tuple[int, int, int]]) -> None:
        """Take over (id that can be ordered, available, version) from orders; the newest version wins.

        Once it is stored, whoever watches one of the products is given a hint.
        """
        newest: dict[int, tuple[int, int]] = {}
        for product_id, available, version in levels:
            if version >= newest.get(product_id, (0, 0))[1]:
                newest[product_id] = available, version
        await self._index.put_stock(await self._repository.set_stock(newest))

    # -- the index ------------------------------------------------------------------------------------

    async def ensure_index(self) -> None:
        """Build the index if it is missing, of another schema, or does not hold the whole catalogue."""
        await self._repository.ensure_indexes()
        await self._builder.ensure(self._repository.count, self._index_batches, self._repository.known)

    async def reindex(self, progress: Progress | None = None) -> int:
        """Write the whole index anew from MongoDB and the stock; searches go on meanwhile."""
        total, done = await self._repository.count(), 0

        async def batches() -> AsyncIterator[list[Product]]:
            nonlocal done
            async for batch in self._index_batches():
                yield batch
                done += len(batch)
                if progress:
                    progress(done, max(total, done))

        await self._builder.rebuild(batches, self._repository.known)
        return done

    async def _fragments(self, product_ids: Sequence[int]) -> dict[int, bytes]:
        """The tutorial's objects of these products; what Redis doesn't have is made from MongoDB."""
        try:
            async with asyncio.timeout(REDIS_PATIENCE_S):
                known = await self._index.fragments_of(product_ids)
        except (RedisError, OSError) as error:
            log.warning("fragments_unavailable", error=str(error) or type(error).__name__)
            known = {}
        found = {each: text for each, text in known.items() if text is not None}
        missing = [each for each in product_ids if each not in found]
        if missing:
            stored = await self._repository.find_sold(missing)
            found |= {product_id: fragment(document) for product_id, document in stored.items()}
        return found

    async def _index_batches(self) -> AsyncIterator[list[Product]]:
        async for documents in self._repository.batches():
            await self._catch_up_with_stock(documents)
            yield [to_index(document) for document in documents]

    async def _catch_up_with_stock(self, documents: list[Document]) -> None:
        known = {each: version for document in documents for each, version in versions_of(document).items()}
        levels = await self._stock.levels(list(known))
        newer: Levels = {each: level for each, level in levels.items() if level[1] > known[each]}
        if newer:
            fresh = {document["_id"]: document for document in await self._repository.set_stock(newer)}
            documents[:] = [document | fresh.get(document["_id"], {}) for document in documents]


def build_products(
    database: Database, redis: RedisClients, stock: FirstStock, *, currency: str, home: Path
) -> ProductService:
    """The catalogue on these stores; photographs are kept under `home`."""
    index = ProductIndex(redis.commands)
    return ProductService(
        ProductRepository(database),
        index,
        IndexBuilder(redis.commands, index),
        stock,
        QueryCache(redis.commands),
        currency=currency,
        home=home,
        listening=redis.blocking,
    )
