"""What pages pass on their way out: the session's cookie, and how long a browser may keep what it got."""

from functools import cache

import structlog
from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.gateway.callers import COOKIE, cookie_header
from backend.gateway.entering import begin_session
from backend.gateway.guards import turned_away
from backend.gateway.guards.asked import asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.wiring import shop

log = structlog.get_logger(__name__)

A_YEAR = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
ALWAYS_ASK = "private, no-cache"


class Edge:
    """Wraps the pages; knows them, and assets, by their paths alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] in documents():
            # Reflex's file server would send the browser to the same address with a slash.
            scope = {**scope, "path": f"{scope['path']}/", "raw_path": scope["path"].encode() + b"/"}
        refused = False

        async def send_with_headers(message: Message) -> None:
            nonlocal refused
            if refused:
                return
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                _add_cache_rule(scope["path"], message["status"], answer)
                if is_page(scope, message["status"], answer):
                    try:
                        await _add_cookie(scope, answer)
                    except RefusedRequestError as error:
                        refused = True
                        told = asked(scope["headers"])
                        await turned_away.with_words(error, scope, told, send, interface=False)
                        return
            await send(message)

        await self._app(scope, receive, send_with_headers)


@cache
def documents() -> frozenset[str]:
    """The addresses of pages that were built as a document of their own, other than `/`."""
    built = get_web_dir() / Dirs.STATIC
    return frozenset(
        f"/{page.parent.relative_to(built).as_posix()}" for page in built.glob("*/**/index.html")
    )


def is_page(scope: Scope, status: int, answer: Headers | MutableHeaders) -> bool:
    """Whether a browser gets a document, fresh or still its own copy."""
    if scope["method"] != "GET":
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

    With the stores away the page goes out without, and says itself that it knows nobody. Raises
    `RefusedRequestError` when too many strangers come from one address.
    """
    asking = HTTPConnection(scope)
    token = asking.cookies.get(COOKIE)
    try:
        if await shop().sessions.find(token) is None:
            token, _ = await begin_session(asking)
    except RefusedRequestError:
        raise
    except Exception:
        log.exception("page_without_session")
        return
    answer.append("set-cookie", cookie_header(token, shop().settings, scope["scheme"]))
