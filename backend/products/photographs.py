"""Photographs that came with an import: made for pages once, and kept in the shop's home under lasting names.

A name says the product, what the original and the recipe were (by hash) and the width: a picture under it
never changes. Homes of earlier versions hold originals under names without a width; these are served as they
are until the next import, which makes the sizes.
"""

import contextlib
import hashlib
import os
import re
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile

from backend.products.resizing import FORMATS, RECIPE, WIDTHS, Photograph, UnfitError
from backend.products.schemas import Picture

MAX_BYTES = 12_000_000

_NAME = re.compile(r"\d{1,16}-[0-9a-f]{8}(?:-\d{2,3})?\.(?:jpg|png|webp)", re.ASCII)
_SIZED = re.compile(r"(.+-[0-9a-f]{8})-(\d{2,3})\.webp", re.ASCII)


def media_type(content: bytes) -> str | None:
    """The type that the content's own signature shows; never what a name says."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def read_regular(path: Path, limit: int) -> bytes:
    """The content of a regular file; raises OSError for a link, a device, or one larger than `limit`."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(f"larger than {limit // 1_000_000} MB")
    return content


def find(images: Path, product_id: int) -> Path | None:
    """The file that is named as the product's photograph, whatever is in it."""
    named = (images / f"{product_id}{suffix}" for suffix in FORMATS)
    return next((path for path in named if os.path.lexists(path)), None)


def keep(source: Path, product_id: int, folder: Path) -> str:
    """Make the photograph's sizes in `folder`, where they aren't yet, and return the largest one's name.

    The source is only read. Raises UnfitError when it isn't a photograph that we take, OSError when the
    sizes can't be written.
    """
    if source.is_symlink():
        raise UnfitError("is a symbolic link")
    try:
        content = read_regular(source, MAX_BYTES)
    except OSError as error:
        raise UnfitError(f"can't be read: {error.strerror or error}") from error
    photograph = Photograph(content, source.suffix)
    digest = hashlib.sha256(RECIPE.encode() + content).hexdigest()[:8]
    names = {width: f"{product_id}-{digest}-{width}.webp" for width in photograph.widths}
    if not all((folder / name).exists() for name in names.values()):
        folder.mkdir(parents=True, exist_ok=True)
        for width, made in photograph.resized().items():
            _write(folder / names[width], made)
    return names[photograph.widths[-1]]


def srcset(name: str) -> list[tuple[str, int]]:
    """Each size of the photograph and its width, the largest last; none of one that has a single size."""
    if not (sized := _SIZED.fullmatch(name)):
        return []
    stem, largest = sized[1], int(sized[2])
    widths = sorted({min(width, largest) for width in WIDTHS})
    return [(f"{stem}-{width}.webp", width) for width in widths] if len(widths) > 1 else []


def load(folder: Path, name: str) -> Picture | None:
    """The photograph of that name, if it is one of ours."""
    if not _NAME.fullmatch(name):
        return None
    try:
        content = read_regular(folder / name, MAX_BYTES)
    except OSError:
        return None
    kind = media_type(content)
    return Picture(kind, content) if kind else None


def _write(target: Path, content: bytes) -> None:
    """All of it or nothing."""
    with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
        try:
            file.write(content)
            file.close()
            Path(file.name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(file.name).unlink()
            raise
