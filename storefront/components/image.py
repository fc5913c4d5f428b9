"""An `<img>`, with the attributes that Reflex does not know of one."""

from typing import Any

import reflex as rx

# What an element isn't known to have, Reflex takes for its style: a width would be no attribute but a rule
# without a unit, put into the page's style sheet as the picture shows, and the page matched anew with it.
_ATTRIBUTES = {"width": "width", "height": "height", "fetch_priority": "fetchPriority"}


def img(**props: Any) -> rx.Component:
    """An `<img>`; `width`, `height` (its shape, in pixels) and `fetch_priority` are those of HTML."""
    attributes = {name: props.pop(given) for given, name in _ATTRIBUTES.items() if given in props}
    return rx.el.img(custom_attrs=attributes, **props)
