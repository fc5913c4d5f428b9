"""The other language, under its own name: a form, so that the choice is a cookie and the page a new one."""

import reflex as rx

from backend.kit.languages import LANGUAGES, TAGS
from storefront.components.post_form import hidden_field, post_form
from storefront.i18n import language

BUTTON = (
    "inline-flex items-center justify-center min-h-11 min-w-11 px-2 rounded-full text-card font-medium "
    "whitespace-nowrap hover:bg-hover transition-colors"
)


def language_switch() -> rx.Component:
    """A button for each language that the page is not in."""
    return rx.fragment(*(_to(code) for code in LANGUAGES if code != language()))


def _to(code: str) -> rx.Component:
    return post_form(
        "/account/language",
        hidden_field("language", code),
        rx.el.button(LANGUAGES[code], type="submit", lang=TAGS[code], class_name=BUTTON),
    )
