"""An order's page as a document: a 404 for whoever has no such order, as at any address of nothing."""

import structlog
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from backend.gateway.callers import COOKIE
from backend.kit.languages import speak
from backend.wiring import shop
from storefront.addresses import ORDER, order_in
from storefront.documents.built import shared_document
from storefront.documents.missing import none_here
from storefront.i18n import _

log = structlog.get_logger(__name__)


async def missing_order(scope: Scope, language: str) -> Response | None:
    """The answer to the address of an order that isn't this browser's; None for every other address.

    With the stores away it is None too: the page says then what is wrong.
    """
    path: str = scope["path"]
    if scope["method"] not in ("GET", "HEAD") or not path.startswith(ORDER) or path == ORDER:
        return None
    document = shared_document(language)
    try:
        session = await shop().sessions.find(HTTPConnection(scope).cookies.get(COOKIE))
        order = await shop().history.one(session.user, order_in(path)) if session else None
    except Exception:
        log.exception("order_page_not_checked")
        return None
    if order is not None or document is None:
        return None
    speak(language)
    why = _(
        "None of your orders has this number. One that was placed on another device shows "
        "there, or here once you are signed in."
    )
    return none_here(scope, document, _("No such order"), why)
