"""Reads a folder of product files; a file that can't be taken is rejected with its reason, never fatal."""

from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from backend.kit.errors import Problem, RefusedError
from backend.products import photographs
from backend.products.importing.reasons import reason_of
from backend.products.importing.source import SourceProduct
from backend.products.models import ProductRecord
from backend.products.resizing import UnfitError
from backend.products.schemas import Progress, Rejected

MAX_FILE_BYTES = 2_000_000


class _RejectedError(Exception):
    pass


class DirectoryReading:
    """One pass over the files: hands out products in batches, and remembers what it rejected."""

    def __init__(self, files: list[Path], images: Path, home: Path, progress: Progress | None) -> None:
        self.read = 0
        self.rejected: list[Rejected] = []
        self._files = files
        self._images = images
        self._home = home
        self._progress = progress
        self._seen: dict[int, str] = {}

    def next_batch(self, size: int) -> list[ProductRecord]:
        """Up to `size` products; empty only at the end."""
        batch: list[ProductRecord] = []
        while len(batch) < size and self.read < len(self._files):
            path = self._files[self.read]
            self.read += 1
            try:
                batch.append(self._take(path))
            except _RejectedError as reason:
                self.rejected.append(Rejected(path.name, str(reason)))
            if self._progress:
                self._progress(self.read, len(self._files))
        return batch

    def reject(self, product_id: int, reason: str) -> None:
        """Remember why a product that was read is not taken after all."""
        self.rejected.append(Rejected(self._seen[product_id], reason))

    def _take(self, path: Path) -> ProductRecord:
        source = _understand(_content(path))
        first = self._seen.setdefault(source.id, path.name)
        if first != path.name:
            raise _RejectedError(f"id: {source.id} was already in {first}")
        return source.to_record(self._photograph(source.id))

    def _photograph(self, product_id: int) -> str | None:
        """Its name with us. A file that can't be taken is rejected alone: its product comes without."""
        path = photographs.find(self._images, product_id)
        if path is None:
            return None
        try:
            return photographs.keep(path, product_id, self._home)
        except UnfitError as reason:
            self.rejected.append(Rejected(path.name, str(reason), is_picture=True))
            return None
        except OSError as error:
            raise _RejectedError(f"its picture can't be kept: {error.strerror or error}") from error


def read_directory(path: Path, home: Path, progress: Progress | None = None) -> DirectoryReading:
    """Start on a folder of product files, or on one with `products/` and `images/` in it.

    Photographs are copied to `home`. Raises RefusedError when there is no such folder.
    """
    if not path.is_dir():
        raise RefusedError(Problem("DIR", f"{path} is not a folder."))
    files = sorted(path.glob("*.json"))
    if not files and (path / "products").is_dir():
        path = path / "products"
        files = sorted(path.glob("*.json"))
    return DirectoryReading(files, path.resolve().parent / "images", home, progress)


def _content(path: Path) -> bytes:
    if path.is_symlink():
        raise _RejectedError("is a symbolic link")
    if not path.is_file():
        raise _RejectedError("is not a regular file")
    try:
        return photographs.read_regular(path, MAX_FILE_BYTES)
    except OSError as error:
        raise _RejectedError(f"can't be read: {error.strerror or error}") from error


def _understand(content: bytes) -> SourceProduct:
    try:
        parsed: Any = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise _RejectedError(f"is not JSON: {error}") from error
    if not isinstance(parsed, dict) or not isinstance(parsed.get("data"), dict):
        raise _RejectedError("data: should be an object that describes one product")
    try:
        return SourceProduct.model_validate(parsed["data"])
    except ValidationError as error:
        raise _RejectedError(reason_of(error)) from error
