"""Products whose names are as long as the import lets them be, and some longer than any line."""

import json
from typing import Any

from tests.running_shop import RunningShop

LONG = 900_000_001
WORDS = "Unabbreviated Midnight Blue Water Repellent Reversible Quilted Travel Jacket With Detachable Hood "
NAMES = (
    f"{WORDS}And Seventeen Pockets For Everything That A Person May Want To Have At Hand On A Long Way",
    "Unabbreviated " + "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen" * 3,
)


def take_in_long_names(shop: RunningShop) -> None:
    """Import them into the shop, which is open."""
    folder = shop.home.parent / f"{shop.home.name}-long-names"
    folder.mkdir()
    for place, name in enumerate(NAMES):
        (folder / f"{place}.json").write_text(json.dumps({"data": _product(LONG + place, name)}))
    done = shop.rivulet("import", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr


def _product(product_id: int, name: str) -> dict[str, Any]:
    return {
        "id": product_id,
        "price": 9_999_999,
        "discountedPrice": 9_999_998,
        "productDisplayName": name,
        "brandName": "The Honourable Company Of Very Carefully Considered Garments " * 3,
        "gender": "Unisex",
        "baseColour": "Navy Blue",
        "season": "Winter",
        "year": "2001",
        "usage": "Outdoor",
        "articleType": "Jackets",
        "subCategory": "Topwear",
        "masterCategory": "Apparel",
        "productDescriptors": {"description": {"value": f"<p>{name}.</p>" * 4}},
    }
