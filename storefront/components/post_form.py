"""Forms that the browser itself posts, and that load the page anew: how a session begins and ends."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

FIELD = (
    "w-full min-h-11 rounded-card border border-control bg-surface px-3.5 text-body hover:border-ink "
    "transition-colors aria-invalid:border-sale"
)


class _Form(BaseHTML):  # type: ignore[misc]
    """A plain `form`: Reflex's own keeps every submit to itself."""

    tag = "form"


def post_form(action: str, *children: Any, **props: Any) -> rx.Component:
    """A form whose fields go to `action`."""
    return _Form.create(*children, custom_attrs={"action": action, "method": "post"}, **props)


def hidden_field(name: str, value: rx.Var[str] | str) -> rx.Component:
    """What a form says besides what is typed."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)


def field(label: str, *below: Any, **props: Any) -> rx.Component:
    """A labelled input; what stands below it belongs to its description."""
    return rx.el.div(
        rx.el.label(label, html_for=props["id"], class_name="text-card font-medium"),
        rx.el.input(class_name=FIELD, **props),
        *below,
        class_name="flex flex-col gap-1.5",
    )
