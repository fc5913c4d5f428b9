"""An order's page as a document: found before it is sent, and a 404 for whoever has no such order."""

import structlog
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from backend.gateway.callers import COOKIE
from backend.kit.languages import speak
from backend.wiring import shop
from storefront.addresses import ORDER, order_in
from storefront.documents.built import any_orders_document, shared_document
from storefront.documents.missing import none_here
from storefront.documents.sending import sent
from storefront.i18n import _

log = structlog.get_logger(__name__)


async def order_document(scope: Scope, language: str) -> Response | None:
    """The answer to an order's address: a 404 for one that isn't this browser's. None for other addresses.

    With the stores away it is None too: the page says then what is wrong.
    """
    path: str = scope["path"]
    if scope["method"] not in ("GET", "HEAD") or not path.startswith(ORDER) or path == ORDER:
        return None
    document, shared = any_orders_document(language), shared_document(language)
    if document is None or shared is None:
        return None
    try:
        session = await shop().sessions.find(HTTPConnection(scope).cookies.get(COOKIE))
        order = await shop().history.one(session.user, order_in(path)) if session else None
    except Exception:
        log.exception("order_page_not_checked")
        return None
    if order is not None:
        return sent(document, Headers(scope=scope))
    speak(language)
    why = _(
        "None of your orders has this number. One that was placed on another device shows "
        "there, or here once you are signed in."
    )
    return none_here(scope, shared, _("No such order"), why)
