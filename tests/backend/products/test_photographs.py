"""A photograph becomes pictures of two widths, once; a file that is none is refused by name and reason."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from backend.products import photographs
from backend.products.drawings import picture_set
from backend.products.resizing import Photograph, UnfitError
from backend.products.schemas import Rejected
from backend.products.service import ProductService

Source = Callable[..., Path]

GREEN, GREY = (20, 120, 60), (200, 200, 200)


def _photograph(width: int = 1200, height: int = 1500, mode: str = "RGB") -> Image.Image:
    """Green in its upper left quarter, grey elsewhere."""
    image = Image.new("RGB", (width, height), GREY)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill=GREEN)
    return image.convert(mode)


def _bytes(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    made = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


PIXELS = b"IDAT", zlib.compress(bytes(900))


def _header(width: int, height: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


def _moving(kind: str) -> bytes:
    return _bytes(_photograph(90, 90), kind, save_all=True, append_images=[Image.new("RGB", (90, 90))])


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def _keep(content: bytes, folder: Path, name: str = "7.jpg") -> str:
    source = folder.parent / name
    source.write_bytes(content)
    return photographs.keep(source, 7, folder)


def _near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=False))


class TestSizes:
    def test_are_made_once_and_leave_the_original_as_it_is(self, tmp_path: Path) -> None:
        content, folder = _bytes(_photograph()), tmp_path / "kept"
        name = _keep(content, folder)
        small, large = _kept(folder)
        assert large == name
        assert (tmp_path / "7.jpg").read_bytes() == content
        assert [Image.open(folder / each).size for each in (small, large)] == [(400, 500), (800, 1000)]
        before = [(folder / each).stat().st_mtime_ns for each in (small, large)]
        assert _keep(content, folder) == name
        assert [(folder / each).stat().st_mtime_ns for each in (small, large)] == before

    def test_another_photograph_has_other_names(self, tmp_path: Path) -> None:
        one = _keep(_bytes(_photograph()), tmp_path / "kept")
        assert _keep(_bytes(_photograph(), quality=60), tmp_path / "kept") != one

    @pytest.mark.parametrize(("width", "widths"), [(3000, (400, 800)), (480, (400, 480)), (300, (300,))])
    def test_are_never_larger_than_the_original(self, width: int, widths: tuple[int, ...]) -> None:
        assert Photograph(_bytes(_photograph(width, 500)), ".jpg").widths == widths

    def test_a_page_chooses_among_them(self, tmp_path: Path) -> None:
        name = _keep(_bytes(_photograph(480, 640)), tmp_path / "kept")
        stem = name.removesuffix("-480.webp")
        shown = picture_set({"photograph": name})
        assert shown == f"/pictures/{stem}-400.webp 400w, /pictures/{stem}-480.webp 480w"
        assert all((tmp_path / "kept" / one).exists() for one in (f"{stem}-400.webp", f"{stem}-480.webp"))

    @pytest.mark.parametrize("name", [None, "7-0a1b2c3d.jpg", "7-0a1b2c3d-300.webp"])
    def test_one_that_has_a_single_size_offers_no_choice(self, name: str | None) -> None:
        assert picture_set({"photograph": name}) == ""

    @pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
    def test_keep_the_colours(self, mode: str) -> None:
        made = Photograph(_bytes(_photograph(mode=mode)), ".jpg").resized()
        shown = Image.open(io.BytesIO(made[400])).convert("RGB")
        grey = _photograph().convert("L").convert("RGB") if mode == "L" else _photograph()
        expected = grey.getpixel((10, 10))
        assert isinstance(expected, tuple)
        assert _near(shown.getpixel((10, 10)), (expected[0], expected[1], expected[2]))
        assert _near(shown.getpixel((390, 490)), GREY)

    def test_what_is_transparent_stays_so(self) -> None:
        made = Photograph(_bytes(Image.new("RGBA", (500, 500), (0, 0, 0, 0)), "PNG"), ".png").resized()
        pixel = Image.open(io.BytesIO(made[400])).convert("RGBA").getpixel((9, 9))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0

    def test_stand_upright_and_tell_nothing_of_the_camera(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # held sideways
        exif[0x010F] = "A camera's maker"
        made = Photograph(_bytes(_photograph(1500, 1200), exif=exif), ".jpg").resized()
        assert b"camera" not in made[800]
        shown = Image.open(io.BytesIO(made[800]))
        assert shown.size == (800, 1000)
        # What was at its upper left is at its upper right.
        assert _near(shown.convert("RGB").getpixel((790, 10)), GREEN)
        assert _near(shown.convert("RGB").getpixel((10, 10)), GREY)

    def test_a_colour_profile_that_is_none_is_ignored(self) -> None:
        content = _bytes(_photograph(), icc_profile=b"not a profile" * 20)
        assert set(Photograph(content, ".jpg").resized()) == {400, 800}


NONE = "is not a JPEG, PNG or WebP picture"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpg": (lambda: b"", NONE),
    "page.jpg": (lambda: b"<html><script>alert(1)</script>", NONE),
    "drawing.png": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', NONE),
    "bare.jpg": (lambda: b"\xff\xd8\xff\xe0", NONE),
    "other.jpg": (lambda: _bytes(_photograph(90, 90), "BMP"), NONE),
    "gif.jpg": (lambda: _moving("GIF"), NONE),
    "disguised.jpg": (lambda: _bytes(_photograph(90, 90), "PNG"), "is a PNG picture, which its name"),
    "disguised.webp": (lambda: _bytes(_photograph(90, 90)), "is a JPEG picture, which its name"),
    "moving.webp": (lambda: _moving("WEBP"), "is animated"),
    "moving.png": (lambda: _moving("PNG"), "is animated"),
    "cut.jpg": (lambda: _bytes(_photograph())[:-6000], "is broken or not whole"),
    "cut.png": (lambda: _bytes(_photograph(), "PNG")[:-900], "is broken or not whole"),
    "cut.webp": (lambda: _bytes(_photograph(), "WEBP")[:-900], "is broken or not whole"),
    "wide.png": (lambda: _png(_header(9_000, 9_000), PIXELS), "has 9000 by 9000 pixels"),
    "long.png": (lambda: _png(_header(40, 60_000), PIXELS), "has 40 by 60000 pixels"),
    "bomb.png": (lambda: _png(_header(60_000, 60_000), PIXELS), "has more than 40 million pixels"),
    "words.png": (
        lambda: _png(_header(90, 90), (b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))), PIXELS),
        "is broken or not whole",
    ),
    "speck.png": (lambda: _bytes(_photograph(9, 9), "PNG"), "has 9 by 9 pixels: less than 16"),
    "heavy.jpg": (lambda: _bytes(_photograph(90, 90)) + bytes(photographs.MAX_BYTES), "larger than 12 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_photograph_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    made, reason = HOSTILE[name]
    with pytest.raises(UnfitError, match=reason):
        _keep(made(), tmp_path / "kept", name)
    assert _kept(tmp_path / "kept") == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_broken_anywhere_is_taken_or_refused_and_nothing_else(kind: str, tmp_path: Path) -> None:
    whole = _bytes(_photograph(120, 150), kind)
    suffix = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[kind]
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        for content in (whole[:at], whole[:at] + b"\xff\x00\xff" + whole[at + 3 :]):
            try:
                made = Photograph(content, suffix).resized()
            except UnfitError:
                continue
            assert all(each.startswith(b"RIFF") for each in made.values())


class TestImport:
    async def test_names_the_file_and_takes_its_product_all_the_same(
        self, catalogue: ProductService, source: Source
    ) -> None:
        folder = source(one={"id": 1}, two={"id": 2}, three={"id": 3})
        images = folder.parent / "images"
        images.mkdir()
        (images / "1.jpg").write_bytes(_bytes(_photograph()))
        (images / "2.jpg").write_text("<html>")
        (images / "3.png").write_bytes(_bytes(_photograph(), "PNG"))
        report = await catalogue.import_directory(folder)
        assert (report.read, report.imported) == (3, 3)
        assert report.rejected == (Rejected("2.jpg", "is not a JPEG, PNG or WebP picture", is_picture=True),)
        assert report.in_words() == (
            "3 products read: 3 imported, 0 updated, 0 unchanged, 0 rejected; "
            "1 picture rejected, whose products came without"
        )
        shown = await catalogue.get_many([1, 2, 3])
        assert [shown[each].picture.rpartition(".")[2] for each in (1, 2, 3)] == ["webp", "svg", "webp"]
        assert shown[1].picture_set.endswith(f"{shown[1].picture} 800w")
        assert shown[2].picture_set == ""

    async def test_a_link_is_not_followed(
        self, catalogue: ProductService, source: Source, tmp_path: Path
    ) -> None:
        folder = source(one={"id": 1})
        (folder.parent / "images").mkdir()
        (tmp_path / "secret.jpg").write_bytes(_bytes(_photograph()))
        (folder.parent / "images" / "1.jpg").symlink_to(tmp_path / "secret.jpg")
        (rejected,) = (await catalogue.import_directory(folder)).rejected
        assert rejected.in_words() == "rejected picture: 1.jpg: is a symbolic link"

    async def test_the_next_import_makes_the_sizes_that_an_older_home_lacks(
        self, catalogue: ProductService, source: Source, tmp_path: Path
    ) -> None:
        folder, kept = source(one={"id": 1}), tmp_path / "home" / "pictures"
        await catalogue.import_directory(folder)
        kept.mkdir(parents=True)
        (kept / "1-0a1b2c3d.jpg").write_bytes(_bytes(_photograph()))
        await catalogue._repository._products.update_one(
            {"_id": 1}, {"$set": {"photograph": "1-0a1b2c3d.jpg"}}
        )
        await catalogue.import_directory(folder)
        old = await catalogue.get(1)
        assert old
        assert (old.picture, old.picture_set) == ("/pictures/1-0a1b2c3d.jpg", "")
        assert await catalogue.picture("1-0a1b2c3d.jpg")
        (folder.parent / "images").mkdir()
        (folder.parent / "images" / "1.jpg").write_bytes(_bytes(_photograph()))
        assert (await catalogue.import_directory(folder)).updated == 1
        new = await catalogue.get(1)
        assert new
        assert new.picture.endswith("-800.webp")
        assert await catalogue.picture("1-0a1b2c3d.jpg")
