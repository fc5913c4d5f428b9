"""The cart's own page: the lines at ease, and beside them what they cost."""

import reflex as rx

from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.cart_lines import cart_lines, total_and_buy, what_happened
from storefront.components.empty_state import empty_state
from storefront.components.skeleton import bar
from storefront.i18n import _, plural
from storefront.shell import COLUMN, frame

COLUMNS = f"{COLUMN} grid grid-cols-1 gap-x-12 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start"
PICTURE = "w-20 md:w-24"


def cart() -> rx.Component:
    """Title, count, lines and total; or that there is nothing yet."""
    return frame(
        rx.el.div(
            rx.el.h1(_("Cart"), class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(
                rx.cond(CartState.count > 0, plural("{n} item", "{n} items", CartState.count), ""),
                class_name="tabular text-body text-muted min-h-[1.6em]",
            ),
            class_name=f"{COLUMN} mb-4 flex flex-col gap-1",
        ),
        rx.cond(
            CartState.loaded,
            rx.cond(CartState.rows.length() > 0, _full(), rx.fragment(what_happened(), _empty())),
            rx.el.div(*(_line_skeleton() for _place in range(3)), class_name=COLUMNS),
        ),
    )


def _full() -> rx.Component:
    return rx.el.div(
        rx.el.div(what_happened(), cart_lines(PICTURE)),
        rx.el.section(
            total_and_buy(rx.el.a(_("Go on shopping"), href="/", class_name=buttons.QUIET)),
            aria_label=_("What it costs"),
            # Always in sight: under the thumb on a phone, beside the lines on a desk.
            class_name="pinned sticky bottom-0 lg:bottom-auto lg:top-28 -mx-4 px-4 md:mx-0 lg:px-6 py-4 "
            "lg:py-6 flex flex-col gap-3 bg-canvas lg:bg-surface border-t lg:border border-line "
            "lg:rounded-panel",
        ),
        class_name=COLUMNS,
    )


def _empty() -> rx.Component:
    return empty_state(
        "bag",
        _("Your cart is empty."),
        rx.el.a(_("Go to the shop"), href="/", class_name=buttons.QUIET),
    )


def _line_skeleton() -> rx.Component:
    return rx.el.div(
        bar(f"aspect-[4/5] rounded-card! {PICTURE}"),
        rx.el.div(
            bar("h-4 w-24"), bar("h-5 w-3/5 mt-2"), bar("h-11 w-40 mt-4 rounded-full!"), class_name="grow"
        ),
        aria_hidden="true",
        class_name="flex gap-4 py-4 lg:col-start-1",
    )
