"""What lies over the page: it keeps focus, closes on Esc and beside it, and gives focus back."""

from typing import Any

import reflex as rx

from storefront import browser


def dialog(name: str, *content: Any, look: str, laid_out: bool = False, **props: Any) -> rx.Component:
    """A dialog of this id, whose heading has the id `<name>-title`; `look` is of what holds its content.

    One that is `laid_out` is so before it opens, and only hidden: to show much is then quick.
    """
    return rx.el.div(
        rx.el.div(_turn_to(name, -1), *content, _turn_to(name, 0), class_name=look),
        id=name,
        role="dialog",
        aria_labelledby=f"{name}-title",
        aria_modal="true",
        class_name="over laid-out" if laid_out else "over",
        **props,
    )


def _turn_to(name: str, place: int) -> rx.Component:
    return rx.el.span(tab_index=0, on_focus=browser.focus_end(name, place), class_name="sr-only")
