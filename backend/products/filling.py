"""Fills the catalogue from its sources: the generator's first products, and folders of files."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.products.generator import generate
from backend.products.importing import read_directory
from backend.products.index import ProductIndex
from backend.products.models import ProductRecord
from backend.products.ports import FirstStock
from backend.products.repository import BATCH, Document, ProductRepository
from backend.products.schemas import ImportReport, Progress
from backend.products.views import to_index


@dataclass(frozen=True, slots=True)
class Taken:
    """How many products were new, how many changed, how many stayed as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.new + other.new, self.changed + other.changed, self.same + other.same)


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

    async def generate(self, size: int, seed: int, progress: Progress | None = None) -> ImportReport:
        """As `ProductService.generate`."""
        records = await asyncio.to_thread(generate, size, seed)
        taken = Taken()
        for start in range(0, size, BATCH):
            taken += await self._take(records[start : start + BATCH], by="generator")
            if progress:
                progress(min(size, start + BATCH), size)
        return ImportReport(size, taken.new, taken.changed, taken.same, ())

    async def import_directory(self, path: Path, progress: Progress | None = None) -> ImportReport:
        """As `ProductService.import_directory`."""
        reading = read_directory(path, self._photographs, progress)
        taken = Taken()
        while batch := await asyncio.to_thread(reading.next_batch, BATCH):
            taken += await self._take(batch, by="import")
        return ImportReport(reading.read, taken.new, taken.changed, taken.same, tuple(reading.rejected))

    async def _take(self, batch: Sequence[ProductRecord], by: str) -> "Taken":
        """Insert what is new, renew what differs; both can be found at once."""
        stored = {
            document["_id"]: document
            for document in await self._repository.find([record.product_id for record in batch])
        }
        new = [record for record in batch if record.product_id not in stored]
        known = [_keeping_photograph(record, stored) for record in batch if record.product_id in stored]
        changed = [record for record in known if _differs(record, stored[record.product_id])]
        levels = await self._first_stock(new)
        await self._repository.save(new, changed, levels, by=by)
        if new or changed:
            written = await self._repository.find([record.product_id for record in (*new, *changed)])
            await self._index.put([to_index(document) for document in written])
        return Taken(len(new), len(changed), len(batch) - len(new) - len(changed))

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
