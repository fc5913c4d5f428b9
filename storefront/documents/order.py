"""An order's page as a document: a 404 for whoever has no such order, as at any address of nothing."""

import structlog
from starlette.requests import HTTPConnection
from starlette.responses import FileResponse, Response
from starlette.types import Scope

from backend.gateway.callers import COOKIE
from backend.wiring import shop
from storefront.addresses import ORDER, order_in
from storefront.documents.built import shared_document

log = structlog.get_logger(__name__)


async def missing_order(scope: Scope, language: str) -> Response | None:
    """The answer to the address of an order that isn't this browser's; None for every other address.

    The page itself says so in words. With the stores away it is None: the page says then what is wrong.
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
    return FileResponse(document, status_code=404, media_type="text/html")
