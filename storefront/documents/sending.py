"""Sends a built document with what the server adds to it: to its head, and for whoever runs no scripts."""

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response

from storefront.documents.slots import Slots, filled

NO_SLOTS: Slots = {}

_TITLE = re.compile("<title[^>]*>[^<]*</title>")
_WITHOUT_SCRIPTS = re.compile("<noscript><div[^>]*>")


def sent(
    document: Path,
    asked: Headers,
    *,
    head: str = "",
    words: str = "",
    slots: Slots = NO_SLOTS,
    status: int = 200,
) -> Response:
    """Packed for whoever takes that; one who has the same already is told so.

    A title in `head` takes the place of the document's own; `words` come before its own to whoever runs no
    scripts, and `slots` are filled. All of it is HTML.
    """
    plain = _made(document, head, words, slots)
    zipped = "gzip" in asked.get("accept-encoding", "")
    etag = f'"{hashlib.sha256(plain).hexdigest()[:32]}{"-gzip" if zipped else ""}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding"}
    if status == 200 and etag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(_zipped(plain) if zipped else plain, status, headers, "text/html")


def _made(document: Path, head: str, words: str, slots: Slots) -> bytes:
    text = filled(_read(document), slots)
    text = _WITHOUT_SCRIPTS.sub(lambda found: found[0] + words, text, count=1)
    if _TITLE.search(head):
        text = _TITLE.sub("", text, count=1)
    # At the end: before it, React would take our script for the first of its own.
    return text.replace("</head>", f"{head}</head>", 1).encode()


@lru_cache(maxsize=16)
def _read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _zipped(plain: bytes) -> bytes:
    return gzip.compress(plain, 6, mtime=0)
