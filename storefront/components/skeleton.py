"""What stands in for content at the very first load, with the geometry that follows."""

from typing import Any

import reflex as rx

from storefront.components import buttons
from storefront.components.slot import picture_slot
from storefront.i18n import _

# As high as the lines of text that will be there, with a little between it and the next.
LINES = "py-0.5 bg-clip-content"


def bar(shape: str) -> rx.Component:
    """A breathing rectangle."""
    return rx.el.div(class_name=f"skeleton rounded bg-hover {shape}")


def card_skeleton(name: str = "") -> rx.Component:
    """A product card before its product; its picture may be there already, in a slot of this name."""
    picture = "aspect-[4/5] rounded-card!"
    return rx.el.div(
        picture_slot(name, picture) if name else bar(picture),
        bar(f"mt-3 text-note h-[1lh] w-1/3 {LINES}"),
        bar(f"text-card h-[2lh] w-11/12 {LINES}"),
        bar(f"text-card h-[1lh] w-1/4 {LINES}"),
        bar("h-11 w-full mt-3 rounded-full!"),
        aria_hidden="true",
    )


def order_skeleton() -> rx.Component:
    """An order of the list before it is known."""
    return rx.el.div(
        rx.el.div(bar("h-7 w-28"), bar("h-5 w-20"), class_name="flex justify-between"),
        rx.el.div(bar("h-4 w-36"), bar("h-4 w-14"), class_name="flex justify-between mt-1.5"),
        rx.el.div(
            bar("w-14 h-17.5 rounded-card!"),
            rx.el.div(bar("h-5 w-3/5"), bar("h-4 w-4/5"), class_name="grow flex flex-col gap-3"),
            class_name="flex gap-5 mt-4",
        ),
        bar("h-4 w-64 max-w-full mt-3"),
        aria_hidden="true",
        class_name="rounded-panel border border-line bg-surface p-5 md:p-6",
    )


def sheet_skeleton() -> rx.Component:
    """An order's page before its order."""
    line = "flex gap-4 py-4"
    return rx.el.div(
        bar("h-12 w-40"),
        bar("h-5 w-72 max-w-full mt-3"),
        bar("h-5 w-52 mt-1"),
        rx.el.div(
            rx.el.div(
                bar("h-7 w-24 mb-2"),
                *(
                    rx.el.div(
                        bar("w-18 h-22.5 shrink-0 rounded-card!"),
                        rx.el.div(bar("h-4 w-1/4"), bar("h-5 w-3/5 mt-2"), class_name="grow"),
                        bar("h-5 w-16"),
                        class_name=line,
                    )
                    for _place in range(2)
                ),
                bar("h-14 w-full mt-4"),
                class_name="grow",
            ),
            rx.el.div(bar("h-7 w-36"), bar("h-40 w-full mt-4"), class_name="lg:w-72 shrink-0"),
            class_name="mt-8 md:mt-10 flex flex-col lg:flex-row gap-10 lg:gap-16",
        ),
        aria_hidden="true",
    )


def late(sentence: str, again: Any) -> rx.Component:
    """Shows itself when what the skeleton stands for has not come for long, with a button to ask again."""
    return rx.el.div(
        rx.el.p(sentence, role="alert", class_name="grow basis-64 text-card"),
        buttons.quiet_button(_("Try again"), on_click=again),
        class_name="late flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card bg-hover p-4 mb-4",
    )
