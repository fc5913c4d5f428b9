"""A product's page as a document: found before it is sent, and with a head that says what it shows."""

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from backend.gateway.addresses import base_url
from backend.kit.languages import speak
from backend.wiring import shop
from storefront.addresses import PRODUCT, product_in
from storefront.documents.built import shared_document
from storefront.documents.heads import head_of, head_of_none

log = structlog.get_logger(__name__)

ADDRESS = re.compile(f"{PRODUCT}[^/]+/?")


async def product_document(scope: Scope, language: str) -> Response | None:
    """The answer to a product's address: a 404 for one that the shop doesn't have. None for other addresses.

    With the stores away it is None too: the page then goes out as it was built, and says what is wrong.
    """
    if scope["method"] not in ("GET", "HEAD") or not ADDRESS.fullmatch(scope["path"]):
        return None
    document = shared_document(language)
    if document is None:
        return None
    speak(language)
    wanted = product_in(scope["path"])
    try:
        product = await shop().products.get(wanted) if wanted is not None else None
    except Exception:
        log.exception("product_page_without_head")
        return None
    if product is None:
        return _with_head(document, head_of_none(), 404, Headers(scope=scope))
    head = head_of(product, base_url(Request(scope)))
    return _with_head(document, head, 200, Headers(scope=scope))


def _with_head(document: Path, head: str, status: int, asked: Headers) -> Response:
    """Packed for whoever takes that; one who has the same already is told so."""
    # At the end: before it, React would take our script for the first of its own.
    plain = _read(document).replace("</head>", f"{head}</head>", 1).encode()
    zipped = "gzip" in asked.get("accept-encoding", "")
    etag = f'"{hashlib.sha256(plain).hexdigest()[:32]}{"-gzip" if zipped else ""}"'
    headers = {"ETag": etag, "Vary": "Accept-Encoding"}
    if status == 200 and etag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(gzip.compress(plain, 6, mtime=0) if zipped else plain, status, headers, "text/html")


@lru_cache(maxsize=16)
def _read(document: Path) -> str:
    return document.read_text(encoding="utf-8")
