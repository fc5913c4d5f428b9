"""What stands in for content at the very first load, with the geometry that follows."""

import reflex as rx


def bar(shape: str) -> rx.Component:
    """A breathing rectangle."""
    return rx.el.div(class_name=f"skeleton rounded bg-hover {shape}")


def card_skeleton() -> rx.Component:
    """A product card before its product."""
    return rx.el.div(
        bar("aspect-[4/5] rounded-card!"),
        bar("h-4 w-1/3 mt-3"),
        bar("h-10 w-11/12 mt-1.5"),
        bar("h-5 w-1/4 mt-1.5"),
        bar("h-11 w-full mt-3 rounded-full!"),
        aria_hidden="true",
    )


def order_skeleton() -> rx.Component:
    """An order before it is known."""
    return rx.el.div(
        bar("h-6 w-1/2"),
        bar("h-4 w-1/4 mt-2"),
        bar("h-24 w-full mt-6"),
        aria_hidden="true",
        class_name="rounded-panel border border-line bg-surface p-5 md:p-6",
    )
