"""The home page: every product, or those that were searched for."""

import reflex as rx

from storefront import browser
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.product_card import product_card
from storefront.components.skeleton import card_skeleton
from storefront.search import SearchState
from storefront.shell import frame
from storefront.shown import events

GRID = "grid grid-cols-2 md:grid-cols-3 xl:grid-cols-4 gap-x-4 md:gap-x-6 gap-y-10"


def title_of_home() -> rx.Var[str]:
    """What the browser calls the page."""
    return rx.cond(SearchState.words == "", "Rivulet", SearchState.words + " · Rivulet")


def home() -> rx.Component:
    """Title, count, grid, and a way to see more."""
    return frame(
        rx.el.div(
            rx.cond(
                SearchState.words == "",
                rx.el.h1("Made to be worn", class_name="text-h1 font-semibold tracking-tight"),
                rx.el.h1(
                    "“" + SearchState.words + "”",
                    class_name="text-h1 font-semibold tracking-tight break-words line-clamp-2",
                ),
            ),
            rx.el.p(_count(), role="status", class_name="tabular text-body text-muted min-h-[1.6em]"),
            class_name="mb-8 md:mb-10 flex flex-col gap-1",
        ),
        rx.cond(
            SearchState.loaded,
            rx.cond(SearchState.products.length() > 0, _grid(), _nothing()),
            rx.el.div(*(card_skeleton() for _ in range(12)), class_name=GRID),
        ),
    )


def _count() -> rx.Var[str]:
    return rx.cond(
        SearchState.loaded,
        SearchState.total.to_string() + rx.cond(SearchState.total == 1, " product", " products"),
        "",
    )


def _grid() -> rx.Component:
    return rx.fragment(
        rx.el.div(rx.foreach(SearchState.products, product_card), class_name=GRID),
        rx.cond(
            SearchState.has_more,
            rx.el.div(
                rx.el.p(
                    "You have seen " + SearchState.products.length().to_string() + " of ",
                    SearchState.total,
                    class_name="tabular text-note text-muted",
                ),
                buttons.quiet_button(
                    "Show more", on_click=[browser.note_last("article"), events(SearchState).more]
                ),
                class_name="mt-14 flex flex-col items-center gap-3",
            ),
            rx.el.span(on_mount=browser.go_on(), class_name="hidden"),
        ),
    )


def _nothing() -> rx.Component:
    return empty_state(
        "search",
        "Nothing here matches “" + SearchState.words + "”. Try fewer or other words.",
        rx.el.a("Show all products", href="/", class_name=buttons.QUIET),
    )
