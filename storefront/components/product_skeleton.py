"""A product's page before its product, with the geometry that follows."""

import reflex as rx

from storefront.components.picture_zoom import FRAME
from storefront.components.skeleton import bar
from storefront.components.slot import picture_slot, slot

SHOWN, BRAND, NAME = "picture", "brand", "name"
BRAND_LOOK = "text-body text-muted"
NAME_LOOK = "text-h1 font-semibold tracking-tight text-balance break-words"
# The picture is never higher than a window of the usual shape, and never cut to fit one.
COLUMNS = "grid grid-cols-1 gap-4 md:grid-cols-[min(48%,60dvh)_minmax(0,1fr)] md:gap-12"


def product_skeleton() -> rx.Component:
    """Way, picture, name, price, sizes and buttons."""
    return rx.el.div(
        bar("h-5 w-1/2 max-w-60 -mt-2 md:-mt-3 mb-4 md:mb-7"),
        rx.el.div(
            picture_slot(SHOWN, f"w-full {FRAME} rounded-panel!"),
            rx.el.div(
                slot(BRAND, f"empty:h-5 empty:w-1/4 {BRAND_LOOK}", lang="en"),
                slot(NAME, f"empty:h-24 empty:w-4/5 {NAME_LOOK}", lang="en"),
                bar("h-5 w-2/5"),
                bar("h-7 w-1/5"),
                bar("h-11 w-3/5 rounded-full! mt-4"),
                bar("h-11 w-4/5 rounded-full! mt-4"),
                class_name="min-w-0 flex flex-col gap-2 md:gap-3 md:pt-2",
            ),
            class_name=COLUMNS,
        ),
        aria_hidden="true",
    )
