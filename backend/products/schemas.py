"""The shapes of the catalogue that other rooms and the storefront see."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict

PAGE_SIZE = 24

Progress: TypeAlias = Callable[[int, int], None]
"""Called with what is done so far and the total, now and then during a long step."""


class SizeView(BaseModel):
    """One size of a product, sold under an id of its own; `stock_left` is only said when few are left."""

    model_config = ConfigDict(frozen=True)

    product_id: int
    size: str
    in_stock: bool
    stock_left: int | None = None


class ProductView(BaseModel):
    """One product as a shopper sees it. Prices are minor units; `price` is what is charged.

    `description` is sanitised HTML (p, br, strong, em, ul, ol, li); a search result leaves it empty.
    Products of the same `style` differ in colour alone; "" belongs to none. `picture_set` is a `srcset` of
    a photograph's sizes, "" where `picture` fits any.

    `sizes` are in wearing order, empty where size does not matter; `size` is the one that `product_id` stands
    for, `own_id` the product's own. Asked for by id, `in_stock` and `stock_left` are that size's; in a list
    they are of all together.
    """

    model_config = ConfigDict(frozen=True)

    product_id: int
    name: str
    brand: str
    variant: str
    price: int
    list_price: int
    currency: str
    picture: str
    picture_set: str = ""
    article_type: str
    category: str
    colour: str
    gender: str
    season: str = ""
    usage: str = ""
    year: int | None = None
    rating: float = 0.0
    rating_count: int = 0
    style: str = ""
    own_id: int = 0
    size: str = ""
    sizes: tuple[SizeView, ...] = ()
    description: str = ""
    in_stock: bool = True
    stock_left: int | None = None


class ProductPage(BaseModel):
    """One page of a search; `total` counts all hits, `page` starts at 1."""

    model_config = ConfigDict(frozen=True)

    products: tuple[ProductView, ...]
    total: int
    page: int
    pages: int


class Sort(StrEnum):
    """In which order products are listed; without any text, `RELEVANCE` is the catalogue's own order."""

    RELEVANCE = "relevance"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a product must be, beside matching the text; an empty one asks for nothing.

    Names are matched whole, whatever their case and accents; `category` is an article type, a sub-category
    or a master category. Prices are minor units, both ends included. `on_sale` asks for what is discounted.
    """

    category: str = ""
    brand: str = ""
    colour: str = ""
    gender: str = ""
    price_from: int | None = None
    price_to: int | None = None
    on_sale: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """An article type that is on sale, how many products it has, the picture of one, its master category."""

    name: str
    picture: str
    total: int
    group: str


class ProductSlice(BaseModel):
    """Some of what was found; `total` counts all of it, `next` is passed as `cursor` for what follows."""

    model_config = ConfigDict(frozen=True)

    products: tuple[ProductView, ...]
    total: int
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that an import left out, and why; without its picture a product is still taken."""

    file: str
    reason: str
    is_picture: bool = False

    def in_words(self) -> str:
        """For who started the import."""
        return f"rejected{' picture' if self.is_picture else ''}: {self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; `read` counts every product's file, `rejected` has pictures too."""

    read: int
    imported: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]

    def in_words(self) -> str:
        """For who started the import: what became of the products, then of pictures if any was left out."""
        pictures = sum(each.is_picture for each in self.rejected)
        products = (
            f"{self.read} products read: {self.imported} imported, {self.updated} updated, "
            f"{self.unchanged} unchanged, {len(self.rejected) - pictures} rejected"
        )
        left_out = f"{pictures} {'picture' if pictures == 1 else 'pictures'} rejected"
        return f"{products}; {left_out}, whose products came without" if pictures else products


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be sent; `current` is false when the product has got a newer one since."""

    media_type: str
    body: bytes
    current: bool = True
