"""Dialogs that Tab goes round in."""

import reflex as rx

from storefront import browser


def turn_to(dialog: str, place: int) -> rx.Component:
    """Where Tab would leave a dialog for the browser's own controls, it goes round to its other end.

    Not the first that focus can go to in its dialog: that is where it goes when the dialog opens.
    """
    return rx.el.span(tab_index=0, on_focus=browser.focus_end(dialog, place), class_name="sr-only")
