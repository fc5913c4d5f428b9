"""A place in a skeleton that the server fills in the document, long before a script has run."""

import reflex as rx

MARK = "data-slot"


def slot(name: str, shape: str, **props: str) -> rx.Component:
    """A breathing rectangle until it is filled (storefront/documents/slots.py).

    React doesn't look into an element whose HTML it is given, so what the document has in it stays until the
    skeleton goes. On a page that came without a document of its own it stays empty.
    """
    return rx.el.div(
        custom_attrs={MARK: name, "dangerouslySetInnerHTML": {"__html": ""}},
        class_name=f"skeleton rounded empty:bg-hover! {shape}",
        **props,
    )


def picture_slot(name: str, shape: str) -> rx.Component:
    """One for a picture, on the ground that it will have."""
    return slot(name, f"tile {shape}")
