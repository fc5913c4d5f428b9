"""The way from the shop to what is shown, each step a link but the last."""

import reflex as rx

from storefront.i18n import _


def breadcrumb(kind: rx.Var[str], address: rx.Var[str], here: rx.Var[str]) -> rx.Component:
    """Shop, category, product; `kind` is empty for a product of none."""
    return rx.el.nav(
        rx.el.ol(
            _step(_("Shop"), "/"),
            rx.cond(kind != "", _step(kind, address)),
            rx.el.li(
                rx.el.span(here, lang="en", aria_current="page", class_name="block truncate py-2.5"),
                class_name="min-w-0",
            ),
            class_name="flex items-center text-note text-muted",
        ),
        aria_label=_("You are here"),
        class_name="-mt-5 mb-1 md:-mt-6 md:mb-4",
    )


def _step(name: str | rx.Var[str], address: str | rx.Var[str]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            name,
            href=address,
            class_name="inline-flex items-center min-h-11 min-w-11 pr-2 whitespace-nowrap hover:underline",
        ),
        rx.el.span("/", aria_hidden="true", class_name="pr-2 text-control"),
        class_name="flex shrink-0 items-center",
    )
