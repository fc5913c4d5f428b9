"""The home page as a document: what its address lists, said in its head."""

import structlog
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from backend.gateway.addresses import base_url
from backend.kit.languages import speak
from backend.products.schemas import Sort
from backend.wiring import shop
from storefront.documents.built import home_document
from storefront.documents.elements import ElementsOf, own_title
from storefront.documents.home_pictures import pictures_at_home
from storefront.documents.sending import sent
from storefront.i18n import _, plural, term
from storefront.narrowing import heading_of
from storefront.wishes import HOME, Wish, wish_in

log = structlog.get_logger(__name__)


async def listing_document(scope: Scope, language: str) -> Response | None:
    """The answer to an address of the home page; None for all others, and with the stores away."""
    if scope["method"] not in ("GET", "HEAD") or scope["path"] != HOME:
        return None
    document = home_document(language)
    if document is None:
        return None
    speak(language)
    query = scope["query_string"].decode("latin-1")
    try:
        wish = wish_in(QueryParams(query))
        head = await _head_of(wish, query, base_url(Request(scope)))
    except Exception:
        log.exception("home_page_without_head")
        return None
    return sent(document, Headers(scope=scope), head=head, slots=await pictures_at_home(wish, query))


async def _head_of(wish: Wish, query: str, base: str) -> str:
    """A search is for who asked, and what isn't there for nobody; all orders of a list are one page."""
    elements = ElementsOf(f"{HOME}?{query}" if query else HOME)
    category = await shop().products.category_named(wish.category) if wish.category else ""
    if wish.words or (wish.category and not category):
        return own_title(f"{heading_of(wish, category)} · Rivulet") + elements.unlisted()
    kept = wish._replace(category=category, sort=Sort.RELEVANCE)
    title = "Rivulet" if kept.is_home else f"{heading_of(kept, category)} · Rivulet"
    description = await _description_of(kept)
    properties = {
        "og:type": "website",
        "og:site_name": "Rivulet",
        "og:title": title,
        "og:description": description,
        "og:url": base + kept.address,
    }
    return "".join(
        (
            own_title(title),
            elements.description(description),
            elements.canonical(base + kept.address),
            elements.preview(properties),
        )
    )


async def _description_of(wish: Wish) -> str:
    if wish.is_home:
        return str(_("Good things to wear, made to last. Delivery is included in every price."))
    total = (await wish.page(1)).total
    if wish.category:
        return str(
            plural(
                "{kind}: {n} product at Rivulet. Delivery is included in every price.",
                "{kind}: {n} products at Rivulet. Delivery is included in every price.",
                total,
                kind=term(wish.category),
            )
        )
    return str(
        plural(
            "{n} product at a lower price. Delivery is included in every price.",
            "{n} products at a lower price. Delivery is included in every price.",
            total,
        )
    )
