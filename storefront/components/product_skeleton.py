"""A product's page before its product, with the geometry that follows."""

import reflex as rx

from storefront.components.skeleton import bar


def product_skeleton() -> rx.Component:
    """Way, picture, name, price, sizes and buttons."""
    return rx.el.div(
        bar("h-5 w-1/2 max-w-60 -mt-2 md:-mt-3 mb-6"),
        rx.el.div(
            bar("aspect-[4/5] max-h-[75dvh] rounded-panel!"),
            rx.el.div(
                bar("h-5 w-1/4"),
                bar("h-24 w-4/5"),
                bar("h-5 w-2/5"),
                bar("h-7 w-1/5"),
                bar("h-11 w-3/5 rounded-full! mt-4"),
                bar("h-11 w-4/5 rounded-full! mt-4"),
                class_name="flex flex-col gap-3 md:pt-2",
            ),
            class_name="grid gap-6 md:grid-cols-2 md:gap-12",
        ),
        aria_hidden="true",
    )
