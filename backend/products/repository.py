"""The catalogue in MongoDB; its only queries."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from pymongo import UpdateOne

from backend.kit.clock import now
from backend.products.models import ACTIVE, ProductRecord, stock_fields
from backend.products.views import QUOTE_FIELDS
from backend.stores.mongo import Database, find_by_ids, in_transaction, update_all

Document = dict[str, Any]
Levels = Mapping[int, tuple[int, int]]
BATCH = 500


def new_document(record: ProductRecord, levels: Levels, by: str) -> Document:
    """The whole document of a product that is new."""
    available, version = levels.get(record.product_id, (0, 0))
    moment = now()
    return {
        **record.to_document(),
        **stock_fields(available, version),
        "statusCode": ACTIVE,
        "createdOn": moment,
        "createdBy": by,
        "lastUpdatedOn": moment,
        "lastUpdatedBy": by,
    }


class ProductRepository:
    """Reads and writes the collection `products`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._products = database["products"]

    async def ensure_indexes(self) -> None:
        """Idempotent."""
        await self._products.create_index("styleCode", name="colours_of_a_style")

    async def count(self) -> int:
        return await self._products.count_documents({})

    async def find(self, product_ids: Sequence[int]) -> list[Document]:
        """The stored documents, inactive ones too; unknown ids are left out."""
        return await find_by_ids(self._products, product_ids)

    async def of_style(self, style_code: str) -> list[Document]:
        """All products of a style, by product id; at most a hundred."""
        return await self._products.find({"styleCode": style_code}).sort("_id", 1).limit(100).to_list(100)

    async def find_for_quote(self, product_ids: Sequence[int]) -> list[Document]:
        """What an order needs of each."""
        return await find_by_ids(self._products, product_ids, dict.fromkeys(QUOTE_FIELDS, 1))

    async def known(self, product_ids: Sequence[int]) -> set[int]:
        """Those of the ids that are in the catalogue."""
        return {document["_id"] for document in await find_by_ids(self._products, product_ids, {"_id": 1})}

    async def batches(self) -> AsyncIterator[list[Document]]:
        """The whole catalogue by product id."""
        cursor = self._products.find().sort("_id", 1).batch_size(BATCH)
        while batch := await cursor.to_list(BATCH):
            yield batch

    async def insert_first(self, records: Sequence[ProductRecord], levels: Levels, by: str) -> bool:
        """Insert the whole first catalogue or, where there is any product already, nothing (False)."""
        documents = [new_document(record, levels, by) for record in records]

        async def insert(session: Any) -> bool:
            if await self._products.find_one({}, {"_id": 1}, session=session):
                return False
            await self._products.insert_many(documents, session=session)
            return True

        return await in_transaction(self._database, insert)

    async def save(
        self,
        new: Sequence[ProductRecord],
        changed: Sequence[ProductRecord],
        levels: Levels,
        by: str,
    ) -> None:
        """Insert the new ones and overwrite what the source owns of the changed ones."""
        writes: list[UpdateOne] = []
        for record in new:
            document = new_document(record, levels, by)
            writes.append(UpdateOne({"_id": document.pop("_id")}, {"$setOnInsert": document}, upsert=True))
        for record in changed:
            fields = {**record.to_document(), "lastUpdatedOn": now(), "lastUpdatedBy": by}
            writes.append(UpdateOne({"_id": fields.pop("_id")}, {"$set": fields}))
        if writes:
            await update_all(self._products, writes)

    async def set_stock(self, levels: Iterable[tuple[int, int, int]]) -> None:
        """Write (product id, available, version) where it is newer."""
        writes = [
            UpdateOne(
                {"_id": product_id, "stockVersion": {"$lt": version}},
                {"$set": stock_fields(available, version)},
            )
            for product_id, available, version in levels
        ]
        if writes:
            await update_all(self._products, writes)
