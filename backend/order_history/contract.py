"""A past order as the tutorial's JSON has it.

The text of an order is made when its view is written; where the product's description belongs it holds a gap
with the product's id and picture between two MARKs, a byte that JSON can't hold anywhere else.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from backend.kit.money import to_major_number

SHAPE = 1  # another shape is another number: then every view is written anew
MARK = b"\x02"


def text_of(order: Mapping[str, Any]) -> bytes:
    """The JSON text of a MongoDB order document, with a gap in each line."""
    lines = b",".join(_line(line) for line in order["products"])
    head = orjson.dumps(
        {
            "orderId": order["_id"],
            "userId": order["userId"],
            "orderStatusCode": order["orderStatusCode"],
        }
    )
    tail = orjson.dumps(
        {
            "createdOn": _date(order["createdOn"]),
            "createdBy": order["createdBy"],
            "lastUpdatedOn": _date(order["lastUpdatedOn"]),
            "lastUpdatedBy": order["lastUpdatedBy"],
        }
    )
    return b'%b,"products":[%b],%b' % (head[:-1], lines, tail[1:])


def products_in(parts: list[bytes]) -> dict[bytes, int]:
    """The gaps of text that was split at its marks, each with its product's id."""
    return {gap: int(gap.partition(b" ")[0]) for gap in set(parts[1::2])}


def filled(
    parts: list[bytes], gaps: Mapping[bytes, int], data: Mapping[int, bytes | None], base_url: str
) -> bytes:
    """The text with its gaps filled; a product that is no more shows what the order's line kept of it."""
    base = orjson.dumps(base_url)[1:-1]
    fillings = {gap: data.get(product) or _nothing_known(gap, base) for gap, product in gaps.items()}
    parts[1::2] = map(fillings.__getitem__, parts[1::2])
    return b"".join(parts)


def is_text_of(text: bytes, user: str, order_id: str) -> bool:
    """Whether this is the text of that order and it is this shopper's."""
    begins = b'{"orderId":"%b","userId":%b,"orderStatusCode":'
    return text.startswith(begins % (order_id.encode(), orjson.dumps(user)))


def joined(texts: Iterable[bytes]) -> list[bytes]:
    """The array of these orders, split at its marks."""
    return (b"[%b]" % b",".join(texts)).split(MARK)


def _line(line: Mapping[str, Any]) -> bytes:
    copy = line.get("productData") or {}
    price = to_major_number(line["productPrice"])
    own = orjson.dumps(
        {
            "id": line["productId"],
            "price": price,
            "productDisplayName": copy.get("productDisplayName") or f"Product {line['productId']}",
            "variantName": copy.get("variantName") or "",
            "brandName": copy.get("brandName") or "",
        }
    )
    picture = orjson.dumps(copy.get("picture") or "")[1:-1]
    head = orjson.dumps({"productId": line["productId"], "qty": line["qty"], "productPrice": price})
    return b'%b,"productData":%b,%b%d %b%b}' % (
        head[:-1],
        own[:-1],
        MARK,
        line["productId"],
        picture,
        MARK,
    )


def _nothing_known(gap: bytes, base: bytes) -> bytes:
    picture = gap.partition(b" ")[2]
    return (
        b'"ageGroup":"","gender":"","displayCategories":"","styleImages":{"default":{"imageURL":"%b"}},'
        b'"productDescriptors":{"description":{"value":""}}}' % (base + picture if picture else b"")
    )


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
