"""Fills the catalogue from its sources: the generator's first products, and folders of files."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from backend.products.generator import generate
from backend.products.importing import read_directory
from backend.products.index import ProductIndex
from backend.products.models import ProductRecord
from backend.products.ports import FirstStock
from backend.products.repository import BATCH, Document, ProductRepository
from backend.products.schemas import ImportReport, Progress
from backend.products.views import to_index


class Filling:
    """Writes products to MongoDB with their first stock, and imported ones to the index at once."""

    def __init__(
        self, repository: ProductRepository, index: ProductIndex, stock: FirstStock, photographs: Path
    ) -> None:
        self._repository = repository
        self._index = index
        self._stock = stock
        self._photographs = photographs

    async def generate_first(self) -> int:
        """Give an empty catalogue its first products; 0 when there were some already."""
        if await self._repository.count():
            return 0
        records = generate()
        levels = await self._first_stock(records)
        if not await self._repository.insert_first(records, levels, by="generator"):
            return 0  # another process was faster
        return len(records)

    async def import_directory(self, path: Path, progress: Progress | None = None) -> ImportReport:
        """As `ProductService.import_directory`."""
        reading = read_directory(path, self._photographs, progress)
        imported = updated = unchanged = 0
        while batch := await asyncio.to_thread(reading.next_batch, BATCH):
            stored = {
                document["_id"]: document
                for document in await self._repository.find([record.product_id for record in batch])
            }
            new = [record for record in batch if record.product_id not in stored]
            known = [_keeping_photograph(record, stored) for record in batch if record.product_id in stored]
            changed = [record for record in known if _differs(record, stored[record.product_id])]
            levels = await self._first_stock(new)
            await self._repository.save(new, changed, levels, by="import")
            imported, updated = imported + len(new), updated + len(changed)
            unchanged += len(batch) - len(new) - len(changed)
            if new or changed:
                written = await self._repository.find([record.product_id for record in (*new, *changed)])
                await self._index.put([to_index(document) for document in written])
        return ImportReport(reading.read, imported, updated, unchanged, tuple(reading.rejected))

    async def _first_stock(self, records: Sequence[ProductRecord]) -> dict[int, tuple[int, int]]:
        # Before the product itself: a crash in between leaves stock of nothing, never a product without.
        await self._stock.give_first_stock({record.product_id: record.stock_qty for record in records})
        return await self._stock.levels([record.product_id for record in records])


def _keeping_photograph(record: ProductRecord, stored: dict[int, Document]) -> ProductRecord:
    # The folder of pictures may not have come along this time; ours is still good.
    photograph = record.photograph or stored[record.product_id].get("photograph")
    return record.model_copy(update={"photograph": photograph})


def _differs(record: ProductRecord, stored: Document) -> bool:
    return any(stored.get(field) != value for field, value in record.to_document().items())
