"""The public format is taken in as it is, and whatever else lies in the folder is rejected by name."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.kit.errors import RefusedError
from backend.products.importing.descriptions import sanitise
from backend.products.schemas import ImportReport
from backend.products.service import ProductService
from tests.backend.products.conftest import FILES
from tests.conftest import Stores

Source = Callable[..., Path]

PUBLIC = Path(__file__).parents[4] / "shared" / "data" / "fashion-dataset" / "products"


def _counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.read, report.imported, report.updated, report.unchanged, len(report.rejected)


class TestOurOwnFiles:
    async def test_are_imported_once(self, catalogue: ProductService, stores: Stores) -> None:
        assert _counts(await catalogue.import_directory(FILES / "products")) == (3, 3, 0, 0, 0)
        before = await stores.database["products"].find().to_list(None)
        assert _counts(await catalogue.import_directory(FILES / "products")) == (3, 0, 0, 3, 0)
        assert await stores.database["products"].find().to_list(None) == before

    async def test_are_found_and_shown(self, catalogue: ProductService) -> None:
        await catalogue.import_directory(FILES)
        assert [found.product_id for found in (await catalogue.search("checked shirt")).products] == [910001]
        shirt = await catalogue.get(910001)
        tee = await catalogue.get(910002)
        scent = await catalogue.get(910003)
        assert shirt
        assert tee
        assert scent
        assert (shirt.price, shirt.list_price, shirt.year) == (129900, 129900, 2012)
        assert (tee.price, tee.list_price, tee.year, tee.brand) == (39900, 49900, None, "")
        assert (scent.price, scent.list_price, scent.year) == (84950, 84950, None)
        assert (scent.description, scent.colour) == ("", "")

    async def test_keep_their_photographs_when_the_source_is_gone(
        self, catalogue: ProductService, tmp_path: Path
    ) -> None:
        await catalogue.import_directory(FILES)
        shirt = await catalogue.get(910001)
        tee = await catalogue.get(910002)
        assert shirt
        assert tee
        kept = tmp_path / "home" / "pictures" / shirt.picture.rpartition("/")[2]
        assert kept.read_bytes().startswith(b"RIFF")
        assert tee.picture.endswith(".svg")

    async def test_a_folder_without_pictures_takes_none_away(
        self, catalogue: ProductService, source: Source
    ) -> None:
        await catalogue.import_directory(FILES)
        report = await catalogue.import_directory(source(shirt={}))
        assert _counts(report) == (1, 0, 0, 1, 0)

    async def test_first_stock_comes_from_the_source_or_is_100(
        self, catalogue: ProductService, stores: Stores
    ) -> None:
        await catalogue.import_directory(FILES)
        stock = {found["_id"]: found["available"] async for found in stores.database["stock"].find()}
        assert stock == {910001: 100, 910002: 7, 910003: 100}


class TestAgain:
    async def test_a_changed_file_updates_its_product(
        self, catalogue: ProductService, source: Source
    ) -> None:
        await catalogue.import_directory(source(one={"id": 1}, two={"id": 2}))
        report = await catalogue.import_directory(
            source(one={"id": 1, "price": 99, "productDisplayName": "Plum Scarf"})
        )
        assert _counts(report) == (2, 0, 1, 1, 0)
        found = (await catalogue.search("plum scarf")).products
        assert [(product.product_id, product.price) for product in found] == [(1, 9900)]

    async def test_stock_that_exists_is_never_changed(
        self, catalogue: ProductService, source: Source, stores: Stores
    ) -> None:
        await catalogue.import_directory(source(one={"id": 1}))
        await stores.database["stock"].update_one({"_id": 1}, {"$set": {"available": 2, "version": 9}})
        await catalogue.apply_stock([(1, 2, 9)])
        await catalogue.import_directory(source(one={"id": 1, "styleOptions": [{"inventoryCount": 50}]}))
        left = await stores.database["stock"].find_one({"_id": 1})
        assert left
        assert left["available"] == 2
        assert (await catalogue.search()).products[0].stock_left == 2


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is not JSON"),
            (b"\xff\xfe{", "is not JSON"),
            (b"[" * 100_000, "is not JSON"),
            (b"[]", "data: should be an object"),
            (b'{"data": []}', "data: should be an object"),
            (b'{"data": {}}', "id: is missing"),
            (b" " * 2_000_001, "larger than 2 MB"),
            ({"id": None}, "id: should be a whole number"),
            ({"id": 0}, "id: should be more than 0"),
            ({"id": -5}, "id: "),
            ({"id": 2**60}, "id: "),
            ({"id": "../../etc/passwd"}, "id: "),
            ({"id": True}, "id: should be a number"),
            ({"price": -1}, "price: should be at least 0.01"),
            ({"price": 0}, "price: "),
            ({"price": "free"}, "price: should be a number"),
            ({"price": True}, "price: "),
            ({"price": 1e300}, "price: should be at most 10000000"),
            ({"discountedPrice": -1}, "discountedPrice: "),
            ({"productDisplayName": ""}, "productDisplayName: is empty"),
            ({"productDisplayName": "\x00\n\t"}, "productDisplayName: "),
            ({"productDisplayName": ["a"]}, "productDisplayName: should be text"),
            ({"productDisplayName": "x" * 201}, "productDisplayName: has more than 200 characters"),
            ({"brandName": {"$gt": ""}}, "brandName: "),
            ({"articleType": 7}, "articleType: "),
            ({"year": "y" * 201}, "year: has more than 200 characters"),
            ({"myntraRating": 99}, "myntraRating: should be at most 5"),
            ({"productDescriptors": {"description": {"value": 7}}}, "description.value: should be text"),
        ],
    )  # fmt: skip
    async def test_are_rejected_with_their_reason(
        self, catalogue: ProductService, source: Source, content: bytes | dict[str, object], reason: str
    ) -> None:
        report = await catalogue.import_directory(source(good={"id": 1}, hostile=content))
        assert (report.read, report.imported) == (2, 1)
        (rejected,) = report.rejected
        assert rejected.file == "hostile.json"
        assert reason in rejected.reason
        assert report.in_words() == "2 products read: 1 imported, 0 updated, 0 unchanged, 1 rejected"

    async def test_links_folders_and_pipes_are_rejected(
        self, catalogue: ProductService, source: Source, tmp_path: Path
    ) -> None:
        folder = source(good={"id": 1})
        (folder / "folder.json").mkdir()
        (folder / "link.json").symlink_to(folder / "good.json")
        os.mkfifo(folder / "pipe.json")
        report = await catalogue.import_directory(folder)
        assert report.imported == 1
        assert {(one.file, one.reason) for one in report.rejected} == {
            ("folder.json", "is not a regular file"),
            ("link.json", "is a symbolic link"),
            ("pipe.json", "is not a regular file"),
        }

    async def test_second_file_with_the_same_id_is_rejected(
        self, catalogue: ProductService, source: Source
    ) -> None:
        report = await catalogue.import_directory(source(a={"id": 1}, b={"id": 1, "price": 5}))
        assert [(one.file, one.reason) for one in report.rejected] == [
            ("b.json", "id: 1 was already in a.json")
        ]

    async def test_a_folder_that_is_not_there_is_refused(
        self, catalogue: ProductService, tmp_path: Path
    ) -> None:
        with pytest.raises(RefusedError, match="is not a folder"):
            await catalogue.import_directory(tmp_path / "nowhere")


async def test_progress_counts_every_file(catalogue: ProductService) -> None:
    told: list[tuple[int, int]] = []
    await catalogue.import_directory(FILES, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<p style="color:red" onclick="x()">A</p>', "<p>A</p>"),
        ("<script>alert(1)</script>B", "B"),
        ("<STRONG>C</STRONG><br /><b>D</b>", "<strong>C</strong><br><strong>D</strong>"),
        ('<a href="javascript:x()">E</a><img src=x onerror=y>', "E"),
        ("<svg><style>@import 'x'</style></svg>F & G", "F &amp; G"),
        ("<p>unclosed <em>text", "<p>unclosed <em>text</em></p>"),
    ],
)
def test_descriptions_keep_their_form_and_nothing_else(html: str, safe: str) -> None:
    assert sanitise(html) == safe


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public data set is not beside the checkout")
class TestPublicData:
    async def test_is_imported_whole_with_its_pictures(self, catalogue: ProductService) -> None:
        assert _counts(await catalogue.import_directory(PUBLIC)) == (25, 25, 0, 0, 0)
        assert _counts(await catalogue.import_directory(PUBLIC)) == (25, 0, 0, 25, 0)
        page = await catalogue.search()
        assert page.total == 25
        assert all(product.picture.endswith("-480.webp") for product in page.products)
        assert all(product.picture_set.count("w") >= 2 for product in page.products)

    async def test_is_found_by_what_shoppers_type(self, catalogue: ProductService) -> None:
        await catalogue.import_directory(PUBLIC)
        assert (await catalogue.search("puma watch")).total == 8
        for text in ("t-shirt", "tshirts"):
            names = [product.name for product in (await catalogue.search(text)).products[:3]]
            assert all("shirt" in name.lower() for name in names), text
        shown = await catalogue.get(11008)
        assert shown
        assert "<p><strong>Composition</strong><br>" in shown.description
        assert "style=" not in shown.description
