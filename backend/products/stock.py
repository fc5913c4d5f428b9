"""What a product's document says of stock: of each size, and of all of them together."""

from collections.abc import Iterable, Mapping
from typing import Any

Document = dict[str, Any]
Levels = Mapping[int, tuple[int, int]]
"""`{id that can be ordered: (available, version)}`."""

LOW_STOCK = 5
FIELDS = ("inStock", "stockLeft", "stockVersion")


def ids_sold(document: Document) -> list[int]:
    """The ids under which the product can be ordered: its sizes', else its own."""
    return [size["productId"] for size in document.get("sizes") or ()] or [document["productId"]]


def size_sold(document: Document, product_id: int) -> Document | None:
    """The size that this id stands for; None for a product that has none."""
    return next((size for size in document.get("sizes") or () if size["productId"] == product_id), None)


def versions_of(document: Document) -> dict[int, int]:
    """Which version of its stock the document knows, by id that can be ordered."""
    sizes = document.get("sizes") or (document,)
    return {size["productId"]: size.get("stockVersion", 0) for size in sizes}


def stocked(document: Document, levels: Levels) -> Document:
    """The document's fields that follow the stock; of each size the newest version counts."""
    sizes = document.get("sizes")
    if not sizes:
        return _newest(document, levels)
    known = [size | _newest(size, levels) for size in sizes]
    return {"sizes": known, **_together(known)}


def restocked(source: Document, stored: Document, levels: Levels) -> Document:
    """The same for a document whose source has changed: what is stored counts for the sizes that stay."""
    if not source["sizes"] and not stored.get("sizes"):
        return stocked(stored, levels)
    before = {size["productId"]: size for size in stored.get("sizes") or ()}
    kept = [{**before.get(size["productId"], {}), **size} for size in source["sizes"]]
    return stocked({"productId": source["productId"], "sizes": kept}, levels)


def _newest(sold: Document, levels: Levels) -> Document:
    known = {field: sold[field] for field in FIELDS if field in sold} or _fields(0, 0)
    available, version = levels.get(sold["productId"], (0, 0))
    return _fields(available, version) if version > known["stockVersion"] else known


def _fields(available: int, version: int) -> Document:
    return {
        "inStock": available > 0,
        "stockLeft": available if available <= LOW_STOCK else None,
        "stockVersion": version,
    }


def _together(sizes: Iterable[Document]) -> Document:
    """A size's version only rises, so their sum does with every change of any."""
    sizes = list(sizes)
    few = [size["stockLeft"] for size in sizes if size["stockLeft"] is not None]
    left = sum(few)
    return {
        "inStock": any(size["inStock"] for size in sizes),
        "stockLeft": left if len(few) == len(sizes) and left <= LOW_STOCK else None,
        "stockVersion": sum(size["stockVersion"] for size in sizes),
    }
