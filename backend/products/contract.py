"""The tutorial's product object as JSON text, made once when a product is indexed and only joined later.

Where the shop's own address belongs the text holds the byte BASE, which JSON can't hold anywhere else.
"""

from typing import Any

import orjson

from backend.kit.money import to_major_number
from backend.products.drawings import picture_path

SHAPE = 2  # another shape is another number: then everything is indexed anew
BASE = b"\x01"
# Inside a JSON string every quote has a backslash before it, so this is found nowhere but in its place.
_DESCRIBED = b',"ageGroup":'
_END = b'},"productId":'


def fragment(document: dict[str, Any]) -> bytes:
    """One element of the tutorial's answer: `{"_id": …, "data": {…}, "productId": …}`."""
    product_id = document["productId"]
    own = orjson.dumps(
        {
            "id": product_id,
            "price": to_major_number(document["discountedPrice"]),
            "productDisplayName": document["productDisplayName"],
            "variantName": document["variantName"],
            "brandName": document["brandName"],
            "ageGroup": document["ageGroup"],
            "gender": document["gender"],
            "displayCategories": document.get("displayCategories") or document["masterCategory"],
        }
    )
    picture = orjson.dumps(picture_path(document))
    description = orjson.dumps(document["description"])
    return (
        b'{"_id":%d,"data":%b,"styleImages":{"default":{"imageURL":"%b%b}},'
        b'"productDescriptors":{"description":{"value":%b}}},"productId":%d}'
        % (product_id, own[:-1], BASE, picture[1:], description, product_id)
    )


def described(text: bytes) -> bytes:
    """Of a fragment's `data` what an order's line doesn't keep itself: `"ageGroup"` to the last brace."""
    return text[text.index(_DESCRIBED) + 1 : text.rindex(_END) + 1]


def in_json(base_url: str) -> bytes:
    """The shop's address as it stands inside a JSON string: what takes the place of BASE."""
    return orjson.dumps(base_url)[1:-1]
