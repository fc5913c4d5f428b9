"""The tutorial's product objects: every key, ready as JSON, whatever way they are put together."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from backend.products import finding
from backend.products.contract import BASE
from backend.products.index import FEW, FRAGMENTS
from backend.products.service import ProductService
from tests.backend.products.test_search import HOSTILE
from tests.conftest import Stores

Stocked = Callable[..., Awaitable[ProductService]]
ADDRESS = "https://shop.example:8443"


async def objects(catalogue: ProductService, text: str = "", base_url: str = ADDRESS) -> list[dict[str, Any]]:
    answer, _ = await catalogue.contract(text, base_url)
    assert BASE not in answer
    found: list[dict[str, Any]] = orjson.loads(answer)
    return found


async def test_an_object_has_the_tutorials_keys_in_the_tutorials_order(
    catalogue: ProductService, source: Callable[..., Path]
) -> None:
    folder = source(shirt={"id": 7, "price": 20.5, "discountedPrice": 12, "displayCategories": "Sale,Shirts"})
    await catalogue.import_directory(folder)
    [found] = await objects(catalogue)
    shown = await catalogue.get(7)
    assert shown
    assert [*found] == ["_id", "data", "productId"]
    assert (found["_id"], found["productId"]) == (7, 7)
    assert found["data"] == {
        "id": 7,
        "price": 12,
        "productDisplayName": shown.name,
        "variantName": shown.variant,
        "brandName": shown.brand,
        "ageGroup": "Adults-Men",
        "gender": shown.gender,
        "displayCategories": "Sale,Shirts",
        "styleImages": {"default": {"imageURL": ADDRESS + shown.picture}},
        "productDescriptors": {"description": {"value": shown.description}},
    }
    assert [*found["data"]][:2] == ["id", "price"]


@pytest.mark.parametrize(
    ("minor", "text"), [(1_000, b'"price":10,'), (1_050, b'"price":10.5,'), (1, b"0.01,")]
)
async def test_prices_are_major_units_and_whole_where_they_can_be(
    stocked: Stocked, stores: Stores, minor: int, text: bytes
) -> None:
    catalogue = await stocked("Jeans")
    await stores.database["products"].update_one({"_id": 1}, {"$set": {"discountedPrice": minor}})
    answer, _ = await catalogue.contract("", ADDRESS)
    assert text in answer


async def test_products_of_before_show_their_master_category(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Jeans", master_category="Apparel")
    await stores.database["products"].update_one({"_id": 1}, {"$unset": {"displayCategories": 1}})
    assert (await objects(catalogue))[0]["data"]["displayCategories"] == "Apparel"


async def test_names_with_signs_of_json_stay_what_they_are(stocked: Stocked) -> None:
    name = 'Jeans","ageGroup":"x\\ {"},"productId":9} \x02\u2028 👖 \x7f'
    catalogue = await stocked(name, brand_name=name, description=name)
    [found] = await objects(catalogue, "jeans")
    assert (found["data"]["productDisplayName"], found["data"]["brandName"]) == (name, name)
    assert found["data"]["productDescriptors"]["description"]["value"] == name
    completed = orjson.loads(b'{"id":1,' + (await catalogue.contract_data([1], ADDRESS))[1])
    assert {**found["data"], **completed} == found["data"]
    assert [*completed] == ["id", *[*found["data"]][5:]]


async def test_a_base_url_is_text_in_the_answer(stocked: Stocked) -> None:
    catalogue = await stocked("Jeans")
    [found] = await objects(catalogue, base_url='http://a"b\\c')
    assert found["data"]["styleImages"]["default"]["imageURL"].startswith('http://a"b\\c/pictures/1-')
    [again] = await objects(catalogue, base_url="http://other")
    assert again["data"]["styleImages"]["default"]["imageURL"].startswith("http://other/pictures/1-")


@pytest.mark.parametrize("count", [1, FEW, FEW + 1])
async def test_few_and_many_are_found_alike(stocked: Stocked, stores: Stores, count: int) -> None:
    catalogue = await stocked(*(f"Jeans {'jeans ' * (number % 3)}{number}" for number in range(count)))
    found = await objects(catalogue, "jeans")
    listed = await catalogue.find("jeans", size=100)
    assert [each["_id"] for each in found] == [product.product_id for product in listed.products]
    assert len(found) == count
    # What Redis has lost is made from MongoDB, in its place.
    await stores.redis.commands.hdel(FRAGMENTS, str(found[0]["_id"]))
    await catalogue.queries.forget()
    assert await objects(catalogue, "jeans") == found


async def test_lost_texts_are_written_again_at_the_next_start(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans")
    await catalogue.ensure_index()
    await stores.redis.commands.hdel(FRAGMENTS, "1")
    await catalogue.ensure_index()
    assert await stores.redis.commands.hlen(FRAGMENTS) == 2


async def test_no_text_is_all_that_is_on_sale(read_only: ProductService) -> None:
    found = await objects(read_only)
    assert [each["_id"] for each in found] == sorted(each["_id"] for each in found)
    assert len(found) == min(1_000, (await read_only.search()).total)


async def test_at_most_the_best_are_sent(stocked: Stocked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_IN_CONTRACT", 2)
    catalogue = await stocked("Blue jeans", "Jeans jeans", "Black jeans")
    assert len(await objects(catalogue, "jeans")) == 2


async def test_sold_out_and_withdrawn_products_are_left_out(stocked: Stocked, stores: Stores) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans", "Grey jeans")
    await catalogue.apply_stock([(1, 0, 9)])
    await stores.database["products"].update_one({"_id": 2}, {"$set": {"statusCode": 0}})
    await catalogue.reindex()
    assert [each["_id"] for each in await objects(catalogue, "jeans")] == [3]
    assert [*await catalogue.contract_data([1, 2, 3, 4], ADDRESS)] == [1, 2, 3]


async def test_the_first_answer_is_found_and_the_second_is_from_the_cache(stocked: Stocked) -> None:
    catalogue = await stocked("Black jeans")
    assert [(await catalogue.contract(text, ADDRESS))[1] for text in ("jeans", " Jeans!")] == [False, True]
    assert (await catalogue.contract("no such thing", ADDRESS)) == (b"[]", False)
    assert (await catalogue.contract("no such thing", ADDRESS)) == (b"[]", True)


async def test_hostile_text_finds_what_the_search_finds(
    read_only: ProductService, read_stores: Stores
) -> None:
    before = (await read_stores.redis.text.info("server"))["run_id"]
    for text in HOSTILE:
        total = (await read_only.search(text)).total
        assert len(await objects(read_only, text)) == total, text
    assert (await read_stores.redis.text.info("server"))["run_id"] == before
