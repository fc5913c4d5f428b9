"""The stored view of an order (Redis OM) and the index over it."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import orjson
from aredis_om import Field, JsonModel

from backend.order_history.contract import SHAPE, text_of
from backend.order_history.schemas import LineView, StatusView

ORDER_ID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
BASE32 = {digit: value for value, digit in enumerate("0123456789ABCDEFGHJKMNPQRSTVWXYZ")}


class OrderViewDoc(JsonModel, index=True):
    """What Redis keeps of an order: `OrderView`'s fields, so that one read gives one, and `created`.

    `contract` is the order as the tutorial's JSON has it, ready but for what its products are like today.
    """

    order_id: str = Field(primary_key=True)
    user_id: str = Field(index=True, case_sensitive=True)
    status: int = Field(index=True)
    version: int = Field(index=True)
    created: int = Field(index=True, sortable=True)
    lines: list[LineView] = Field(default=[])
    total: int = Field(default=0)
    currency: str = Field(default="USD")
    created_on: str = Field(default="")
    timeline: list[StatusView] = Field(default=[])
    payment_id: str | None = Field(default=None)
    released: bool = Field(default=False)
    contract: str = Field(default="")

    class Meta:
        global_key_prefix = "rivulet"
        model_key_prefix = "order_view"


KEY_PREFIX: str = OrderViewDoc.make_key("")
INDEX_PREFIX = "rivulet:order_view_index:"


def index_schema() -> list[str]:
    """The arguments of FT.CREATE: Redis OM's schema with exact tags.

    Redis OM gives every tag a SEPARATOR, at which RediSearch cuts a value and trims it, so that the user
    `bob|x` would own what `bob` owns. A tag in JSON without one is kept whole. Redis OM's primary key knows
    no options either; ours is sorted by.
    """
    words: list[str] = OrderViewDoc.redisearch_schema().split()  # type: ignore[no-untyped-call]
    exact = [
        word for before, word in zip(["", *words], words, strict=False) if "SEPARATOR" not in (before, word)
    ]
    after_id = exact.index("TAG", exact.index("order_id")) + 1
    return [*exact[:after_id], "CASESENSITIVE", "SORTABLE", "UNF", *exact[after_id:]]


def index_name() -> str:
    """The index of exactly these views: others have another index, so a missing name means "build"."""
    views = f"{index_schema()} {SHAPE}"
    return INDEX_PREFIX + hashlib.sha256(views.encode()).hexdigest()[:12]


def is_order_id(text: object) -> bool:
    """Whether this can be the id of an order (a ULID as the shop makes them)."""
    return isinstance(text, str) and ORDER_ID.fullmatch(text) is not None


def created_ms(order_id: str) -> int:
    """When a ULID was made, in milliseconds: its first ten digits."""
    moment = 0
    for digit in order_id[:10]:
        moment = moment * 32 + BASE32[digit]
    return moment


def view_of(order: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `OrderView`, and `created`, of a MongoDB order document."""
    order_id = order["_id"]
    return {
        "order_id": order_id,
        "user_id": order["userId"],
        "status": order["orderStatusCode"],
        "version": order["version"],
        "created": created_ms(order_id),
        "lines": [_line(line) for line in order["products"]],
        "total": order["orderAmount"],
        "currency": order["currency"],
        "created_on": order["createdOn"],
        "timeline": [
            {
                "code": step["code"],
                "at": step["at"],
                "service": step.get("service") or "",
                "reason": step.get("reason") or "",
            }
            for step in order["timeline"]
        ],
        "payment_id": order.get("paymentId"),
        "released": bool(order.get("released")),
        "by_account": bool(order.get("byAccount")),
    }


def packed(order: Mapping[str, Any]) -> bytes:
    """The JSON text that is stored."""
    return orjson.dumps({**view_of(order), "contract": text_of(order).decode()})


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    copy = line.get("productData") or {}
    return {
        "product_id": line["productId"],
        "name": copy.get("productDisplayName") or f"Product {line['productId']}",
        "brand": copy.get("brandName") or "",
        "picture": copy.get("picture") or "",
        "qty": line["qty"],
        "price": line["productPrice"],
        "size": copy.get("size") or "",
    }
