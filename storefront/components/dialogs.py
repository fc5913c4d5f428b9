"""What lies over the page: it keeps focus, closes on Esc and beside it, and gives focus back."""

from typing import Any

import reflex as rx

from storefront import browser


def dialog(name: str, *content: Any, **props: Any) -> rx.Component:
    """A dialog of this id, whose heading has the id `<name>-title`.

    A popover, and no `<dialog>`: `showModal()` makes all of the page inert, and so has a slow phone style
    each element of it anew before the cart shows. Tab goes round in it instead.
    """
    return rx.el.div(
        _turn_to(name, -1),
        *content,
        _turn_to(name, 0),
        id=name,
        role="dialog",
        aria_labelledby=f"{name}-title",
        aria_modal="true",
        custom_attrs={"popover": "auto"},
        **props,
    )


def _turn_to(name: str, place: int) -> rx.Component:
    return rx.el.span(tab_index=0, on_focus=browser.focus_end(name, place), class_name="sr-only")
