"""The home page: every product, or those of a category or a search."""

import reflex as rx

from storefront import browser
from storefront.components import browsing, buttons
from storefront.components.empty_state import empty_state
from storefront.components.product_card import product_card
from storefront.components.skeleton import card_skeleton
from storefront.search import SearchState
from storefront.shell import frame
from storefront.shown import events

GRID = "grid grid-cols-2 md:grid-cols-3 xl:grid-cols-4 gap-x-4 md:gap-x-6 gap-y-10"


def title_of_home() -> rx.Var[str]:
    """What the browser calls the page."""
    return rx.cond(
        SearchState.words != "",
        SearchState.words + " · Rivulet",
        rx.cond(SearchState.category != "", SearchState.category + " · Rivulet", "Rivulet"),
    )


def home() -> rx.Component:
    """Title, categories, count and order, grid, and a way to see more."""
    return frame(
        rx.el.h1(
            _heading(),
            class_name="mb-5 md:mb-6 text-h1 font-semibold tracking-tight break-words line-clamp-2",
        ),
        browsing.categories(),
        rx.el.div(
            rx.el.p(_count(), role="status", class_name="tabular text-body text-muted"),
            browsing.order(),
            class_name="mb-6 md:mb-8 min-h-11 flex flex-wrap items-center justify-between gap-x-6 gap-y-2",
        ),
        rx.cond(
            SearchState.loaded,
            rx.cond(SearchState.products.length() > 0, _grid(), _nothing()),
            rx.el.div(*(card_skeleton() for _ in range(12)), class_name=GRID),
        ),
    )


def _heading() -> rx.Var[str]:
    return rx.cond(
        SearchState.words != "",
        "“"
        + SearchState.words
        + "”"
        + rx.cond(SearchState.category != "", " in " + SearchState.category, ""),
        rx.cond(
            SearchState.category != "",
            SearchState.category,
            rx.cond(SearchState.in_category, "Not in the shop", "Made to be worn"),
        ),
    )


def _count() -> rx.Var[str]:
    return rx.cond(
        SearchState.loaded,
        SearchState.counted + rx.cond(SearchState.total == 1, " product", " products"),
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
                    SearchState.counted,
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
    """What was looked for in vain, and where to look instead."""
    return rx.cond(
        SearchState.words == "",
        empty_state("search", "There is nothing in this category today.", _everything()),
        rx.cond(
            SearchState.in_category,
            empty_state(
                "search",
                "Nothing in this category matches “" + SearchState.words + "”.",
                rx.el.a("Search all categories", href=SearchState.in_all, class_name=buttons.QUIET),
            ),
            empty_state(
                "search",
                "Nothing here matches “" + SearchState.words + "”. Try fewer or other words.",
                _everything(),
            ),
        ),
    )


def _everything() -> rx.Component:
    return rx.el.a("Show all products", href="/", class_name=buttons.QUIET)
