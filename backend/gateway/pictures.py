"""Serves product pictures under addresses that change with the picture, so that a browser keeps them."""

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from backend.products.schemas import Picture
from backend.wiring import shop

NAME = re.compile(r"[0-9]{1,16}-[0-9a-f]{8}(?:\.svg|(?:-[0-9]{2,3})?\.(?:jpg|png|webp))")
KEPT_BYTES = 24_000_000
NO_GZIP = re.compile(r"gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)")

FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"
SAFE = {
    # A drawing opened on its own is a document: it may style itself and do nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    media_type: str
    plain: bytes
    zipped: bytes

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped)


class _Recent:
    """Drawn pictures of late, up to a number of bytes; the one unused for longest goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._pictures: OrderedDict[str, _Drawn] = OrderedDict()

    def get(self, name: str) -> _Drawn | None:
        if name in self._pictures:
            self._pictures.move_to_end(name)
        return self._pictures.get(name)

    def keep(self, name: str, picture: _Drawn) -> None:
        if name not in self._pictures:
            self._pictures[name] = picture
            self._size += picture.size
        while self._size > self._limit:
            self._size -= self._pictures.popitem(last=False)[1].size


_recent = _Recent(KEPT_BYTES)


async def serve_picture(request: Request) -> Response:
    """One picture; a name that was never ours is a 404, one that is outdated shows today's picture."""
    name = request.path_params["name"]
    if not NAME.fullmatch(name):
        return _not_found()
    known = f'"{name}"'
    # A drawing's is weak: the same one goes out both compressed and plain.
    etag = f"W/{known}" if name.endswith(".svg") else known
    if known in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag, "Cache-Control": FOR_EVER})
    if drawn := _recent.get(name):
        return _send_drawn(request, drawn, etag)
    picture = await shop().products.picture(name)
    if picture is None:
        return _not_found()
    if not picture.current:
        return Response(
            picture.body, headers={**_safe(), "Cache-Control": FOR_NOW}, media_type=picture.media_type
        )
    if picture.media_type != "image/svg+xml":
        headers = {**_safe(), "Cache-Control": FOR_EVER, "ETag": etag}
        return Response(picture.body, headers=headers, media_type=picture.media_type)
    drawn = _zip(picture)
    _recent.keep(name, drawn)
    return _send_drawn(request, drawn, etag)


def _safe() -> dict[str, str]:
    """Pages of configured origins show our pictures too; nobody else's do."""
    shown_in = "cross-origin" if shop().settings.cors_origins else "same-origin"
    return {**SAFE, "Cross-Origin-Resource-Policy": shown_in}


def _zip(picture: Picture) -> _Drawn:
    return _Drawn(picture.media_type, picture.body, gzip.compress(picture.body, 9, mtime=0))


def _send_drawn(request: Request, drawn: _Drawn, etag: str) -> Response:
    headers = {**_safe(), "Cache-Control": FOR_EVER, "ETag": etag, "Vary": "Accept-Encoding"}
    accepted = request.headers.get("accept-encoding", "")
    if "gzip" in accepted and not NO_GZIP.search(accepted):
        headers["Content-Encoding"] = "gzip"
        return Response(drawn.zipped, headers=headers, media_type=drawn.media_type)
    return Response(drawn.plain, headers=headers, media_type=drawn.media_type)


def _not_found() -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return PlainTextResponse("There is no such picture.", status_code=404, headers=headers)


routes = [Route("/pictures/{name}", serve_picture)]
