"""A product's page as a document: found before it is sent, and with a head that says what it shows."""

import re
from html import escape

import structlog
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from backend.gateway.addresses import base_url
from backend.kit.languages import speak
from backend.products.schemas import ProductView
from backend.wiring import shop
from storefront.addresses import PRODUCT, product_in
from storefront.components.picture_zoom import PICTURE
from storefront.components.product_skeleton import BRAND, NAME, SHOWN
from storefront.documents.built import any_products_document, shared_document
from storefront.documents.heads import head_of
from storefront.documents.missing import none_here
from storefront.documents.sending import sent
from storefront.documents.slots import Slots, picture
from storefront.documents.without_scripts import product_in_words
from storefront.i18n import _

log = structlog.get_logger(__name__)

ADDRESS = re.compile(f"{PRODUCT}[^/]+/?")


async def product_document(scope: Scope, language: str) -> Response | None:
    """The answer to a product's address: a 404 for one that the shop doesn't have. None for other addresses.

    With the stores away it is None too: the page then goes out as it was built, and says what is wrong.
    """
    if scope["method"] not in ("GET", "HEAD") or not ADDRESS.fullmatch(scope["path"]):
        return None
    document, shared = any_products_document(language), shared_document(language)
    if document is None or shared is None:
        return None
    speak(language)
    wanted = product_in(scope["path"])
    try:
        product = await shop().products.get(wanted) if wanted is not None else None
    except Exception:
        log.exception("product_page_without_head")
        return None
    if product is None:
        why = _("The shop does not have this product, or no longer.")
        return none_here(scope, shared, _("No such product"), why)
    head = head_of(product, base_url(Request(scope)))
    words, slots = product_in_words(product), slots_of(product)
    return sent(document, Headers(scope=scope), head=head, words=words, slots=slots)


def slots_of(product: ProductView) -> Slots:
    """What of it is shown at once: its picture, and what it is."""
    return {
        SHOWN: [picture(product.picture, product.picture_set, {"alt": "", **PICTURE}, at_once=True)],
        BRAND: [escape(product.brand)],
        NAME: [escape(product.name)],
    }
