"""The catalogue in MongoDB; its only queries."""

from collections.abc import AsyncIterator, Iterable, Sequence

from pymongo import IndexModel, UpdateOne

from backend.kit.clock import now
from backend.products.models import ACTIVE, ProductRecord
from backend.products.stock import FIELDS, Document, Levels, ids_sold, restocked, stocked
from backend.products.views import QUOTE_FIELDS
from backend.stores.mongo import Database, Session, find_by_ids, in_transaction, update_by_ids

BATCH = 500
MOST_REMEMBERED = 100_000
SIZE_ID = "sizes.productId"
STOCK = dict.fromkeys(("productId", "sizes", *FIELDS), 1)


def new_document(record: ProductRecord, levels: Levels, by: str) -> Document:
    """The whole document of a product that is new."""
    document = record.to_document()
    moment = now()
    return {
        **document,
        **stocked(document, levels),
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
        self._whose: dict[int, int] = {}  # the product of a size's id, so that most are found by one query

    async def ensure_indexes(self) -> None:
        """Idempotent."""
        await self._products.create_indexes(
            [
                IndexModel("styleCode", name="colours_of_a_style"),
                IndexModel(SIZE_ID, name="product_of_a_size"),
            ]
        )

    async def count(self) -> int:
        return await self._products.count_documents({})

    async def find(self, product_ids: Sequence[int]) -> list[Document]:
        """The stored documents, inactive ones too; unknown ids are left out."""
        return await find_by_ids(self._products, product_ids)

    async def find_sold(
        self, ids: Sequence[int], fields: dict[str, int] | None = None, session: Session | None = None
    ) -> dict[int, Document]:
        """The product of each id that can be ordered: its own or one of its sizes'."""
        whose = {each: self._whose.get(each, each) for each in ids}
        documents = await find_by_ids(self._products, set(whose.values()), fields, session)
        found = {sold: document for document in documents for sold in ids_sold(document)}
        missing = [each for each in whose if each not in found]
        if missing:
            documents = await find_by_ids(self._products, missing, fields, session, by=SIZE_ID)
            found |= {sold: document for document in documents for sold in ids_sold(document)}
            self._remember(documents)
        return {each: found[each] for each in whose if each in found}

    def known_product(self, product_id: int) -> int:
        """The product of a size's id where that is known already, else the id itself."""
        return self._whose.get(product_id, product_id)

    def _remember(self, documents: Iterable[Document]) -> None:
        if len(self._whose) > MOST_REMEMBERED:
            self._whose.clear()
        self._whose.update((sold, document["_id"]) for document in documents for sold in ids_sold(document))

    async def of_style(self, style_code: str) -> list[Document]:
        """All products of a style, by product id; at most a hundred."""
        return await self._products.find({"styleCode": style_code}).sort("_id", 1).limit(100).to_list(100)

    async def find_for_quote(self, ids: Sequence[int]) -> dict[int, Document]:
        """What an order needs of the product of each id."""
        return await self.find_sold(ids, dict.fromkeys(QUOTE_FIELDS, 1))

    async def known(self, product_ids: Sequence[int]) -> set[int]:
        """Those of the ids that are in the catalogue."""
        return {document["_id"] for document in await find_by_ids(self._products, product_ids, {"_id": 1})}

    async def clashes(self, records: Sequence[ProductRecord]) -> dict[int, int]:
        """Of each record that can't be stored since another product has one of its ids: that id."""
        whose = {
            each: record.product_id for record in records for each in (record.product_id, *record.first_stock)
        }
        of_sizes = [each for each, product_id in whose.items() if each != product_id]
        stored = [
            *await find_by_ids(self._products, whose, {"productId": 1, SIZE_ID: 1}, by=SIZE_ID),
            *await find_by_ids(self._products, of_sizes, {"productId": 1}),
        ]
        return {
            whose[each]: each
            for document in stored
            for each in (document["productId"], *ids_sold(document))
            if whose.get(each, document["productId"]) != document["productId"]
        }

    async def batches(self) -> AsyncIterator[list[Document]]:
        """The whole catalogue by product id."""
        cursor = self._products.find().sort("_id", 1).batch_size(BATCH)
        while batch := await cursor.to_list(BATCH):
            yield batch

    async def insert_first(self, records: Sequence[ProductRecord], levels: Levels, by: str) -> bool:
        """Insert the whole first catalogue or, where there is any product already, nothing (False)."""
        documents = [new_document(record, levels, by) for record in records]

        async def insert(session: Session) -> bool:
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

        async def write(session: Session) -> None:
            stored = {
                document["_id"]: document
                for document in await find_by_ids(
                    self._products, [record.product_id for record in changed], STOCK, session
                )
            }
            writes: list[UpdateOne] = []
            for record in new:
                document = new_document(record, levels, by)
                writes.append(
                    UpdateOne({"_id": document.pop("_id")}, {"$setOnInsert": document}, upsert=True)
                )
            for record in changed:
                source = record.to_document()
                stock = restocked(source, stored.get(record.product_id, source), levels)
                fields = {**source, **stock, "lastUpdatedOn": now(), "lastUpdatedBy": by}
                writes.append(UpdateOne({"_id": fields.pop("_id")}, {"$set": fields}))
            await self._products.bulk_write(writes, ordered=False, session=session)

        if new or changed:
            await in_transaction(self._database, write)

    async def set_stock(self, levels: Levels) -> list[Document]:
        """Write the levels where they are newer; returns what the stored products of them say of stock.

        A product's own flags follow from all its sizes, so it is read in the transaction that writes it:
        who changes it in between makes that start over.
        """

        async def write(session: Session) -> list[Document]:
            found = await self.find_sold(list(levels), STOCK, session)
            documents = list({document["_id"]: document for document in found.values()}.values())
            fresh = [(document, stocked(document, levels)) for document in documents]
            await update_by_ids(
                self._products,
                [
                    (document["_id"], {"$set": stock})
                    for document, stock in fresh
                    if stock["stockVersion"] != document["stockVersion"]
                ],
                session,
            )
            return [document | stock for document, stock in fresh]

        return await in_transaction(self._database, write) if levels else []
