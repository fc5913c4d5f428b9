"""What pages pass on their way out: language, the session's cookie, how long a browser keeps it."""

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote

import structlog
from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.gateway.callers import COOKIE, cookie_header
from backend.gateway.entering import begin_session
from backend.gateway.guards import turned_away
from backend.gateway.guards.asked import asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.kit.languages import TAGS, chosen, is_chosen, language_cookie
from backend.wiring import shop
from storefront.documents.home import listing_document
from storefront.documents.missing import SaysWhatIsMissing
from storefront.documents.order import order_document
from storefront.documents.product import ADDRESS, product_document

log = structlog.get_logger(__name__)

A_YEAR = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
REFLEX_OWN = ("/_", "/ping")
NONE = "/404"
ICON, ICON_BY_HABIT = "/favicon.svg", "/favicon.ico"
ALWAYS_ASK = "private, no-cache"


class Edge:
    """Wraps the pages; knows them, and assets, by their paths alone.

    `app` answers everything, with documents in English; `others` has the documents of other languages.
    """

    def __init__(self, app: ASGIApp, others: Mapping[str, ASGIApp]) -> None:
        self._app = app
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (meant := page_meant(scope["path"])) is not None:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{quote(meant)}{query and '?'}{query}", 308)(scope, receive, send)
            return
        scope = _to_its_document(scope)
        refused, spoken = False, language_of(scope)

        async def send_with_headers(message: Message) -> None:
            nonlocal refused
            if refused:
                return
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                _add_cache_rule(scope["path"], message["status"], answer)
                if is_page(scope, message["status"], answer):
                    answer["content-language"] = TAGS[spoken]
                    answer.add_vary_header("Cookie, Accept-Language")
                    if not is_chosen(cookies_of(scope)):
                        # The page's socket must be in its language, whatever its handshake says.
                        answer.append("set-cookie", language_cookie(spoken, scope["scheme"], kept=False))
                    try:
                        await _add_cookie(scope, answer)
                    except RefusedRequestError as error:
                        refused = True
                        told = asked(scope["headers"])
                        await turned_away.with_words(error, scope, told, send, interface=False)
                        return
            await send(message)

        answering: ASGIApp = (
            await listing_document(scope, spoken)
            or await product_document(scope, spoken)
            or await order_document(scope, spoken)
            or SaysWhatIsMissing(self._pages_in(spoken, scope), spoken)
        )
        await answering(scope, receive, send_with_headers)

    def _pages_in(self, language: str, scope: Scope) -> ASGIApp:
        return self._others.get(language, self._app) if _may_be_page(scope) else self._app


@cache
def documents() -> frozenset[str]:
    """The addresses of pages that were built as a document of their own, other than `/`."""
    built = get_web_dir() / Dirs.STATIC
    return frozenset(
        f"/{page.parent.relative_to(built).as_posix()}" for page in built.glob("*/**/index.html")
    )


def page_meant(path: str) -> str | None:
    """The address of the page that another spelling of it means: one with capitals, or with slashes too many.

    The page's own scripts would take that for the page, while here nothing has this address.
    """
    once = re.sub("/+", "/", path)
    first = once.split("/")[1].lower()
    if first and first not in {page.split("/")[1] for page in documents()}:
        return None
    meant = f"/{first}{once[1 + len(first) :]}"
    return meant if meant != path else None


def _to_its_document(scope: Scope) -> Scope:
    """The request as Reflex's file server understands it."""
    path: str = scope["path"]
    if path in documents():
        path = f"{path}/"  # without the slash it would send the browser to the address with one
    elif path == ICON_BY_HABIT:
        path = ICON  # browsers go by the answer's type
    elif path.endswith(".html") and not ADDRESS.fullmatch(path):
        path = NONE  # a page has an address without the ending of its file
    return scope if path == scope["path"] else {**scope, "path": path, "raw_path": path.encode()}


def language_of(scope: Scope) -> str:
    """The language that a request's headers ask for."""
    return chosen(cookies_of(scope), Headers(scope=scope).get("accept-language", ""))


def cookies_of(scope: Scope) -> str:
    """All cookies of a request, as one header."""
    return "; ".join(Headers(scope=scope).getlist("cookie"))


def _may_be_page(scope: Scope) -> bool:
    """Whether a document may be asked for: files have an ending, Reflex's own answers a beginning."""
    path: str = scope["path"]
    return "." not in path.rsplit("/", 1)[-1] and not path.startswith(REFLEX_OWN)


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
    elif path.startswith("/fonts/") or path == ICON:
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
