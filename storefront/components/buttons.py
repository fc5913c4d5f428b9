"""The shop's buttons: one filled green for the main action, quiet ones beside it, all 44 px high."""

from typing import Any

import reflex as rx

SHAPE = (
    "inline-flex items-center justify-center gap-2 min-h-11 rounded-full px-5 text-card font-medium "
    "whitespace-nowrap transition-colors disabled:opacity-50 disabled:cursor-not-allowed "
)
MAIN = SHAPE + "primary bg-accent text-on-accent hover:opacity-90"
QUIET = SHAPE + "border border-control bg-surface text-ink hover:border-ink"
ROUND = (
    "inline-flex items-center justify-center size-11 shrink-0 rounded-full border border-control bg-surface "
    "text-ink hover:border-ink transition-colors disabled:opacity-50 disabled:cursor-not-allowed"
)
LINK = (
    "inline-flex items-center min-h-11 px-2 -mx-2 rounded-full text-card font-medium underline "
    "underline-offset-4 decoration-control hover:decoration-ink"
)
BARE = (
    "inline-flex items-center justify-center size-11 shrink-0 rounded-full text-ink hover:bg-hover "
    "transition-colors"
)


def main_button(*children: Any, **props: Any) -> rx.Component:
    """The one main action of a view."""
    return button(*children, look=MAIN, **props)


def quiet_button(*children: Any, **props: Any) -> rx.Component:
    """An action beside the main one."""
    return button(*children, look=QUIET, **props)


def round_button(name: str | rx.Var[str], picture: rx.Component, **props: Any) -> rx.Component:
    """An icon that acts; `name` is what it is called."""
    return button(picture, look=ROUND, aria_label=name, **props)


def button(*children: Any, look: str, class_name: str = "", **props: Any) -> rx.Component:
    """A button that never submits a form."""
    return rx.el.button(*children, type="button", class_name=f"{look} {class_name}", **props)
