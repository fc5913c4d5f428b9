"""What a product's document says of it in its head: to search engines, and to who gets its address."""

import re
from html import unescape
from typing import Any

import orjson

from backend.kit.money import to_major
from backend.products.schemas import ProductView
from storefront.addresses import PRODUCT, product_address
from storefront.documents.elements import ElementsOf, own_title
from storefront.i18n import _, money
from storefront.whole import whole
from storefront.wishes import Wish

SUMMARY = 160
NONE = "none"  # no page has such an address
_WITHIN_A_WORD = re.compile(r"</?(?:em|strong)>")
_TAG = re.compile(r"<[^>]*>")


def head_of(asked_for: ProductView, base: str) -> str:
    """Title, description, the address to keep, a preview and the product's data, as HTML.

    `base` is the shop's own address. Each element says of which page it is, so that it can be taken away
    when the browser moves on to another page without loading a document.
    """
    product, elements = whole(asked_for), ElementsOf(f"{PRODUCT}{asked_for.product_id}")
    address = base + product_address(product.product_id, product.name)
    properties = {
        "og:type": "product",
        "og:site_name": "Rivulet",
        "og:title": product.name,
        "og:description": summary_of(product),
        "og:url": address,
        "og:image": base + product.picture,
        "product:price:amount": to_major(product.price),
        "product:price:currency": product.currency,
    }
    return "".join(
        (
            own_title(title_of(product)),
            elements.description(summary_of(product)),
            elements.canonical(address),
            elements.preview(properties),
            f'<script {elements.of} type="application/ld+json">{_in_script(data_of(product, base))}</script>',
        )
    )


def head_of_none(title: str) -> str:
    """For an address where nothing is; the page has a title of its own once it is there."""
    return ElementsOf(NONE).title(f"{title} · Rivulet")


def title_of(product: ProductView) -> str:
    """What the browser calls a product's page."""
    return f"{product.name} · Rivulet"


def summary_of(product: ProductView) -> str:
    """A description of one or two lines, without markup."""
    words = plain(product.description)
    if not words:
        return str(
            _(
                "{name}, {price}. Delivery is included.",
                name=product.name,
                price=money(product.price, product.currency),
            )
        )
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rpartition(" ")[0].rstrip(",.;:- ") + "…"


def data_of(product: ProductView, base: str) -> list[dict[str, Any]]:
    """The product and the way to it in the words of schema.org."""
    address = base + product_address(product.product_id, product.name)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "name": product.name,
        "sku": str(product.product_id),
        "url": address,
        "image": [base + product.picture],
        "description": plain(product.description),
        "brand": {"@type": "Brand", "name": product.brand},
        "color": product.colour,
        "category": product.article_type,
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": to_major(product.price),
            "priceCurrency": product.currency,
            "availability": f"https://schema.org/{'InStock' if product.in_stock else 'OutOfStock'}",
            "itemCondition": "https://schema.org/NewCondition",
        },
    }
    if product.rating_count:
        found["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": f"{product.rating:.1f}",
            "ratingCount": product.rating_count,
            "bestRating": "5",
            "worstRating": "1",
        }
    steps = [
        ("Rivulet", f"{base}/"),
        (product.article_type, base + Wish(category=product.article_type).address),
    ]
    way: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": item}
            for place, (name, item) in enumerate([*steps, (product.name, address)], 1)
            if name
        ],
    }
    return [{name: value for name, value in found.items() if value}, way]


def plain(description: str) -> str:
    """Its text alone, on one line."""
    return " ".join(unescape(_TAG.sub(" ", _WITHIN_A_WORD.sub("", description))).split())


def _in_script(data: object) -> str:
    """JSON in which no text can end the script that it stands in."""
    return orjson.dumps(data).decode().replace("<", "\\u003c")
