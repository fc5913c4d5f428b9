"""A catalogue of 44,000 products in which a word is found in exactly 1, 24 or 1,000 of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backend.orders.stock import Stock
from backend.products.generator import generate
from backend.products.models import ProductRecord
from backend.products.repository import BATCH, new_document
from backend.products.service import ProductService
from backend.stores.mongo import Database

SIZE = 44_000
STYLES = 1_000
STOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class Family:
    """Products that share a word; none of another family begins with it."""

    name: str
    hits: int

    def word(self, number: int) -> str:
        return f"{self.name}{number:05d}"

    def word_of(self, place: int) -> str:
        """The word of the product at this place in the catalogue."""
        return self.word(place // self.hits)

    @property
    def words(self) -> list[str]:
        """Those that are found in as many products as the family says."""
        return [self.word(number) for number in range(SIZE // self.hits)]


ONE, FEW, MANY = Family("solo", 1), Family("group", 24), Family("crowd", 1_000)


def records() -> Iterator[ProductRecord]:
    """Generated styles over and over, each product under an id and words of its own."""
    styles = generate(STYLES)
    first_id = min(style.product_id for style in styles)
    for place in range(SIZE):
        style = styles[place % STYLES]
        words = " ".join(family.word_of(place) for family in (ONE, FEW, MANY))
        yield style.model_copy(
            update={
                "product_id": first_id + place,
                "product_display_name": f"{style.product_display_name} {words}",
                "stock_qty": STOCK,
                "sizes": (),  # their ids would be those of another copy too
            }
        )


async def fill(products: ProductService, database: Database) -> None:
    """Store the catalogue and its stock, then build the index."""
    stock = Stock(database)
    waiting = records()
    while batch := list(islice(waiting, BATCH)):
        levels = dict.fromkeys([record.product_id for record in batch], STOCK)
        await stock.give_first_stock(levels)
        documents = [new_document(record, {record.product_id: (STOCK, 1)}, by="bench") for record in batch]
        await database["products"].insert_many(documents, ordered=False)
    await products.reindex()
