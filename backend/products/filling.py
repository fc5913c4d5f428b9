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
from backend.products.repository import BATCH, ProductRepository
from backend.products.schemas import ImportReport, Progress, Rejected
from backend.products.stock import Document, Levels
from backend.products.views import to_index

SIZE_FIELDS = ("productId", "size", "stockQty")


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
        rejected: list[Rejected] = []
        for start in range(0, size, BATCH):
            batch, clashes = await self._apart(records[start : start + BATCH])
            rejected += [Rejected(f"product {each}", why) for each, why in clashes.items()]
            taken += await self._take(batch, by="generator")
            if progress:
                progress(min(size, start + BATCH), size)
        return ImportReport(size, taken.new, taken.changed, taken.same, tuple(rejected))

    async def import_directory(self, path: Path, progress: Progress | None = None) -> ImportReport:
        """As `ProductService.import_directory`."""
        reading = read_directory(path, self._photographs, progress)
        taken = Taken()
        while read := await asyncio.to_thread(reading.next_batch, BATCH):
            batch, clashes = await self._apart(read)
            for product_id, why in clashes.items():
                reading.reject(product_id, why)
            taken += await self._take(batch, by="import")
        return ImportReport(reading.read, taken.new, taken.changed, taken.same, tuple(reading.rejected))

    async def _apart(self, batch: Sequence[ProductRecord]) -> tuple[Sequence[ProductRecord], dict[int, str]]:
        """Those whose ids are no other product's, and why the rest can't be taken, by product id."""
        clashes = {
            product_id: f"id: {sold} is already an id of another product"
            for product_id, sold in (await self._repository.clashes(batch)).items()
        }
        return [record for record in batch if record.product_id not in clashes], clashes

    async def _take(self, batch: Sequence[ProductRecord], by: str) -> "Taken":
        """Insert what is new, renew what differs; both can be found at once."""
        stored = {
            document["_id"]: document
            for document in await self._repository.find([record.product_id for record in batch])
        }
        new = [record for record in batch if record.product_id not in stored]
        known = [_keeping_photograph(record, stored) for record in batch if record.product_id in stored]
        changed = [record for record in known if _differs(record, stored[record.product_id])]
        levels = await self._first_stock([*new, *changed])
        await self._repository.save(new, changed, levels, by=by)
        if new or changed:
            written = await self._repository.find([record.product_id for record in (*new, *changed)])
            await self._index.put([to_index(document) for document in written])
        return Taken(len(new), len(changed), len(batch) - len(new) - len(changed))

    async def _first_stock(self, records: Sequence[ProductRecord]) -> Levels:
        # Before the product itself: a crash in between leaves stock of nothing, never a product without.
        first = {each: qty for record in records for each, qty in record.first_stock.items()}
        await self._stock.give_first_stock(first)
        return await self._stock.levels(list(first))


def _keeping_photograph(record: ProductRecord, stored: dict[int, Document]) -> ProductRecord:
    # The folder of pictures may not have come along this time; ours is still good.
    photograph = record.photograph or stored[record.product_id].get("photograph")
    return record.model_copy(update={"photograph": photograph})


def _differs(record: ProductRecord, stored: Document) -> bool:
    source = record.to_document()
    sizes = [{field: size.get(field) for field in SIZE_FIELDS} for size in stored.get("sizes") or ()]
    return any((stored | {"sizes": sizes}).get(field) != value for field, value in source.items())
