"""What a document says to whoever runs no scripts, as HTML; all of a product's text is escaped."""

from html import escape

from backend.products.schemas import ProductView
from storefront.components.buttons import QUIET
from storefront.documents.heads import plain
from storefront.i18n import _, money
from storefront.whole import whole

HEADING = "text-h1 font-semibold tracking-tight"


def product_in_words(asked_for: ProductView) -> str:
    """Name, price and description of a product."""
    product = whole(asked_for)
    return "".join(
        (
            f'<h1 lang="en" class="{HEADING}">{escape(product.name)}</h1>',
            f"<p>{escape(money(product.price, product.currency))}</p>",
            f'<p lang="en">{escape(plain(product.description))}</p>' if product.description else "",
            _way_on(),
        )
    )


def nothing_in_words(title: str, why: str) -> str:
    """That nothing is at this address."""
    return f'<h1 class="{HEADING}">{escape(title)}</h1><p>{escape(why)}</p>{_way_on()}'


def _way_on() -> str:
    return f'<p><a href="/" class="{QUIET}">{escape(_("Show all products"))}</a></p>'
