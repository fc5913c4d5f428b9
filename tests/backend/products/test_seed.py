"""An empty shop gets its first catalogue once."""

import asyncio

from backend.products.generator import generate
from backend.products.schemas import ImportReport
from backend.products.service import ProductService
from tests.backend.products.conftest import Fill
from tests.conftest import Stores


async def test_empty_catalogue_is_seeded_with_stock_and_found(
    catalogue: ProductService, stores: Stores
) -> None:
    assert await catalogue.seed() == 1_200
    assert await catalogue.count() == 1_200
    sold = sum(len(record.first_stock) for record in generate())
    assert await stores.database["stock"].count_documents({}) == sold > 1_200
    sold_out = await stores.database["products"].count_documents({"inStock": False})
    assert (await catalogue.search()).total == 1_200 - sold_out


async def test_seeding_again_changes_nothing(seeded: ProductService, stores: Stores) -> None:
    before = await stores.database["products"].find().sort("_id").to_list(None)
    assert await seeded.seed() == 0
    assert await stores.database["products"].find().sort("_id").to_list(None) == before


async def test_a_catalogue_that_has_anything_is_not_seeded(catalogue: ProductService, stores: Stores) -> None:
    await stores.database["products"].insert_one({"_id": 1})
    assert await catalogue.seed() == 0


async def test_two_processes_seed_once(catalogue: ProductService) -> None:
    assert sorted(await asyncio.gather(catalogue.seed(), catalogue.seed())) == [0, 1_200]
    assert await catalogue.count() == 1_200


async def test_generating_again_changes_nothing_and_another_seed_renews(catalogue: ProductService) -> None:
    def counts(report: ImportReport) -> tuple[int, int, int]:
        return report.imported, report.updated, report.unchanged

    assert counts(await catalogue.generate(30, seed=1)) == (30, 0, 0)
    assert counts(await catalogue.generate(30, seed=1)) == (0, 0, 30)
    before = {product.product_id: product.name for product in (await catalogue.find(size=100)).products}
    told: list[tuple[int, int]] = []
    report = await catalogue.generate(40, seed=2, progress=lambda *how_far: told.append(how_far))
    assert counts(report) == (10, 30, 0)
    assert told[-1] == (40, 40)
    after = {product.product_id: product.name for product in (await catalogue.find(size=100)).products}
    assert all(after.get(number) != name for number, name in before.items())


async def test_the_colours_of_a_product_are_those_of_its_style(read_only: ProductService) -> None:
    for found in (await read_only.search()).products:
        product = await read_only.get(found.product_id)
        assert product
        colours = await read_only.colours_of(product)
        assert product in colours
        assert {each.style for each in colours} == {product.style}
        assert len({each.colour for each in colours}) == len(colours)


async def test_an_imported_product_has_no_colours_but_its_own(stocked: Fill) -> None:
    catalogue = await stocked("Black jeans", "Blue jeans")
    product = await catalogue.get(1)
    assert await catalogue.colours_of(product) == [product]


async def test_documents_carry_the_fields_of_the_tutorial(
    read_only: ProductService, read_stores: Stores
) -> None:
    document = await read_stores.database["products"].find_one({})
    assert document
    assert document.keys() >= {
        "productId", "productDisplayName", "variantName", "brandName", "ageGroup", "gender", "baseColour",
        "articleType", "subCategory", "masterCategory", "season", "year", "usage", "price", "discountedPrice",
        "rating", "stockQty", "description", "statusCode", "inStock", "stockLeft", "stockVersion",
        "createdOn",
        "createdBy", "lastUpdatedOn", "lastUpdatedBy",
    }  # fmt: skip


async def test_little_stock_is_told_and_plenty_is_not(read_only: ProductService, read_stores: Stores) -> None:
    few = await read_stores.database["stock"].find_one({"available": {"$gt": 0, "$lte": 5}})
    many = await read_stores.database["stock"].find_one({"available": {"$gt": 5}})
    assert few
    assert many
    found = await read_only.get_many([few["_id"], many["_id"], 1])
    assert found[few["_id"]].stock_left == few["available"]
    assert found[many["_id"]].stock_left is None
    assert 1 not in found


async def test_a_quote_has_the_price_that_is_charged(read_only: ProductService, read_stores: Stores) -> None:
    document = await read_stores.database["products"].find_one(
        {"$expr": {"$lt": ["$discountedPrice", "$price"]}}
    )
    assert document
    quote = (await read_only.quote([document["_id"], 5]))[document["_id"]]
    assert quote["price"] == document["discountedPrice"]
    assert quote["productData"]["productDisplayName"] == document["productDisplayName"]
    view = await read_only.get(document["_id"])
    assert view
    assert (view.price, view.list_price) == (document["discountedPrice"], document["price"])
    assert view.picture == quote["productData"]["picture"]
