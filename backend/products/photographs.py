"""Photographs that came with an import: copied into the shop's home, under names that say their content."""

import contextlib
import hashlib
import os
import re
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile

from backend.products.schemas import Picture

MAX_BYTES = 12_000_000

_NAME = re.compile(r"\d{1,16}-[0-9a-f]{8}\.(?:jpg|png|webp)")


def media_type(content: bytes) -> str | None:
    """The type that the content's own signature shows; never what a name says."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


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


def keep(source: Path, product_id: int, folder: Path) -> str | None:
    """Copy the photograph into `folder` and return its name there; None when there is no usable one."""
    try:
        content = read_regular(source, MAX_BYTES)
    except OSError:
        return None
    kind = media_type(content)
    if kind is None:
        return None
    name = f"{product_id}-{hashlib.sha256(content).hexdigest()[:8]}.{SUFFIXES[kind]}"
    target = folder / name
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
            try:
                file.write(content)
                file.close()
                Path(file.name).replace(target)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(file.name).unlink()
                raise
    return name


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
