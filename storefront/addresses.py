"""Addresses of pages that others lead to."""

import re
import unicodedata

from storefront import asked

ORDERS = "/orders"
ORDER = "/orders/"
CART_PAGE = "/cart"
SIGN_IN, SIGN_UP, ACCOUNT = "/sign-in", "/sign-up", "/account"
PRODUCT = "/product/"
# Where nothing is: the page of any product, and of any order, has its document made of these addresses.
ANY_PRODUCT, ANY_ORDER = f"{PRODUCT}any", f"{ORDER}any"
LONGEST_SLUG = 60

_APOSTROPHES = re.compile("['\u2019]")
_WORD = re.compile("[a-z0-9]+")


def product_address(product_id: int, name: str) -> str:
    """`7, "Men's Linen Shirt"` -> `/product/7-mens-linen-shirt`; a name without ASCII words is left out."""
    slug = _slug(name)
    return f"{PRODUCT}{product_id}-{slug}" if slug else f"{PRODUCT}{product_id}"


def product_in(path: str) -> int | None:
    """The product that an address names by its leading digits, whatever name follows them."""
    return asked.number(path.removeprefix(PRODUCT).rstrip("/").partition("-")[0])


def order_address(order_id: str) -> str:
    """The page of one order."""
    return f"{ORDER}{order_id}"


def order_in(path: str) -> str:
    """The order that an address names, which may be none that there is."""
    return asked.text(path.removeprefix(ORDER).rstrip("/"))


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).casefold())
    slug = "-".join(_WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark))))
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
