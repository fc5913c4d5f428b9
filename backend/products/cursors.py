"""Where a list of products goes on, as opaque text that fits only the question it was made for."""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence

from backend.kit.errors import Problem, RefusedError

LONGEST = 11_000  # a thousand ids of eight bytes
_TEXT = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}")
_DIGEST = 8
_LARGEST = 2**64


class CursorError(RefusedError):
    """The cursor isn't one, or belongs to another question."""

    def __init__(self) -> None:
        super().__init__(Problem("cursor", "This cursor doesn't belong to this list; start without one."))


def pack(question: str, numbers: Sequence[int]) -> str:
    """The cursor of `numbers` (0 to 2^64) for exactly this question."""
    content = b"".join(map(_varint, numbers))
    return urlsafe_b64encode(_digest(question, content) + content).rstrip(b"=").decode()


def unpack(question: str, cursor: str) -> list[int]:
    """The numbers in `cursor`. Raises CursorError."""
    if not isinstance(cursor, str) or not _TEXT.fullmatch(cursor):
        raise CursorError
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError as error:
        raise CursorError from error
    digest, content = text[:_DIGEST], text[_DIGEST:]
    if digest != _digest(question, content):
        raise CursorError
    return list(_numbers(content))


def pack_ids(question: str, ids: Iterable[int]) -> str:
    """The cursor of a set of ids: two or three bytes each."""
    ordered = sorted(ids)
    return pack(question, [after - before for before, after in zip([0, *ordered], ordered, strict=False)])


def unpack_ids(question: str, cursor: str) -> set[int]:
    """The ids in `cursor`. Raises CursorError."""
    found, last = set(), 0
    for step in unpack(question, cursor):
        last += step
        found.add(last)
    return found


def _digest(question: str, content: bytes) -> bytes:
    # Against mistakes, not against enemies: a cursor says only what its owner has been shown.
    asked = question.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(asked + b"\0" + content, digest_size=_DIGEST).digest()


def _varint(number: int) -> bytes:
    text = bytearray()
    while number > 0x7F:
        text.append(number & 0x7F | 0x80)
        number >>= 7
    text.append(number)
    return bytes(text)


def _numbers(content: bytes) -> Iterable[int]:
    number = shift = 0
    for byte in content:
        number |= (byte & 0x7F) << shift
        shift += 7
        if number >= _LARGEST:
            raise CursorError
        if byte < 0x80:
            yield number
            number = shift = 0
    if shift:
        raise CursorError
