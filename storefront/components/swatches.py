"""The other colours of a product's style, as small pictures that lead to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from backend.products.schemas import ProductView
from storefront.addresses import product_address
from storefront.components.image import img
from storefront.i18n import _, parts, term
from storefront.shown import Shown

TILE = "swatch tile block w-14 aspect-[4/5] rounded-card"


@dataclass
class Swatch:
    """One colour; `words` are what it is called where it can't be seen."""

    product_id: int
    address: str
    picture: str
    words: str
    in_stock: bool
    current: bool


def swatches_of(product_id: int, colours: Sequence[ProductView]) -> list[Swatch]:
    """None at all when there is nothing to choose; the product's own is marked."""
    if len(colours) < 2:
        return []
    return [
        Swatch(
            each.product_id,
            product_address(each.product_id, each.name),
            each.picture,
            term(each.colour) if each.in_stock else _("{colour}, sold out", colour=term(each.colour)),
            each.in_stock,
            each.product_id == product_id,
        )
        for each in colours
    ]


def swatches(found: rx.Var[list[Swatch]], colour: rx.Var[str]) -> rx.Component:
    """A list of links; the colour that is shown is marked and named."""
    return rx.el.nav(
        rx.el.p(
            parts("Colour: {colour}", colour=rx.el.span(colour, class_name="text-ink")),
            class_name="text-card text-muted",
            aria_hidden="true",
        ),
        rx.el.ul(rx.foreach(found, _swatch), class_name="flex flex-wrap gap-2 mt-2"),
        aria_label=_("Colours"),
        class_name="mt-2",
    )


def _swatch(swatch: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            img(
                src=swatch.picture,
                alt=swatch.words,
                width="56",
                height="70",
                class_name=rx.cond(swatch.in_stock, "picture size-full", "picture size-full opacity-40"),
            ),
            href=swatch.address,
            aria_current=rx.cond(swatch.current, "page", "false"),
            class_name=rx.cond(
                swatch.current,
                f"{TILE} ring-2 ring-ink ring-offset-2 ring-offset-canvas",
                f"{TILE} ring-1 ring-line hover:ring-control",
            ),
        ),
        key=swatch.product_id.to_string(),
    )
