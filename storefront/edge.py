"""What every answer passes on its way out: the session's cookie, cache headers, and no foreign sockets."""

from functools import cache
from urllib.parse import urlsplit

import structlog
from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.gateway.callers import COOKIE, caller_of, cookie_header
from backend.wiring import shop

log = structlog.get_logger(__name__)

A_YEAR = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
ALWAYS_ASK = "private, no-cache"
DEFAULT_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


class Edge:
    """Wraps the whole app; knows pages, assets and the event socket by their paths alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from another site's page, else answer with our headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["type"] == "websocket":
            if is_foreign(headers):
                await send({"type": "websocket.close", "code": 1008, "reason": "foreign origin"})
                return
            await self._app(scope, receive, send)
            return
        if scope["path"] in documents():
            # Reflex's file server would send the browser to the same address with a slash.
            scope = {**scope, "path": f"{scope['path']}/", "raw_path": scope["path"].encode() + b"/"}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                _add_cache_rule(scope["path"], message["status"], answer)
                answer.setdefault("x-content-type-options", "nosniff")
                answer.setdefault("referrer-policy", "same-origin")
                if is_page(scope, message["status"], answer):
                    answer.setdefault("x-frame-options", "DENY")
                    if scope["method"] == "GET":
                        await _add_cookie(scope, answer)
            await send(message)

        await self._app(scope, receive, send_with_headers)


@cache
def documents() -> frozenset[str]:
    """The addresses of pages that were built as a document of their own, other than `/`."""
    built = get_web_dir() / Dirs.STATIC
    return frozenset(
        f"/{page.parent.relative_to(built).as_posix()}" for page in built.glob("*/**/index.html")
    )


def is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page opens this; other programs say nothing."""
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        asking = urlsplit(origin)
        default = DEFAULT_PORTS.get(asking.scheme)
        here = urlsplit(f"//{headers.get('host', '')}")
        return (asking.hostname, asking.port or default) != (here.hostname, here.port or default)
    except ValueError:
        return True


def is_page(scope: Scope, status: int, answer: Headers | MutableHeaders) -> bool:
    """Whether the answer is a document, fresh or still the browser's own copy."""
    if scope["method"] not in ("GET", "HEAD"):
        return False
    if status == 304:
        return "." not in scope["path"].rsplit("/", 1)[-1]
    return answer.get("content-type", "").startswith("text/html")


def _add_cache_rule(path: str, status: int, answer: MutableHeaders) -> None:
    """Hashed names never change; names of ours may in a day; anything else is asked for again."""
    if "cache-control" in answer or status not in (200, 206, 304):
        return
    if path.startswith("/assets/"):
        answer["cache-control"] = A_YEAR
    elif path.startswith("/fonts/") or path == "/favicon.svg":
        answer["cache-control"] = A_DAY
    else:
        answer["cache-control"] = ALWAYS_ASK


async def _add_cookie(scope: Scope, answer: MutableHeaders) -> None:
    """Begin a session for a stranger; a shopper keeps theirs, from now on for as long again.

    With the stores away the page goes out without, and says itself that it knows nobody.
    """
    asking = HTTPConnection(scope)
    token = asking.cookies.get(COOKIE)
    try:
        if await shop().sessions.find(token) is None:
            token, _ = await shop().sessions.begin(caller_of(asking))
    except Exception:
        log.exception("page_without_session")
        return
    answer.append("set-cookie", cookie_header(token, shop().settings, scope["scheme"]))
