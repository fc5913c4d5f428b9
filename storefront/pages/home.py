"""The home page: a way into the shop with every product below, or those of a category or a search."""

import reflex as rx

from storefront import browser
from storefront.components import browsing, buttons
from storefront.components.empty_state import empty_state
from storefront.components.hero import hero
from storefront.components.narrowed import head_of_list
from storefront.components.product_card import card_with
from storefront.components.product_row import product_row, row_skeleton
from storefront.components.skeleton import bar, card_skeleton
from storefront.front import IN_A_ROW, FrontState
from storefront.i18n import _
from storefront.search import SearchState
from storefront.shell import frame
from storefront.shown import Shown, events
from storefront.wishes import NEWEST, ON_SALE

GRID = "grid grid-cols-2 md:grid-cols-3 xl:grid-cols-4 gap-x-4 md:gap-x-6 gap-y-10"
FIRST_ON_HOME = 2 * IN_A_ROW
NEW, LISTED = "new", "listed"  # the slots for pictures of the first row, and of a list
# The document is the same whatever its address asks for: until the page knows, this says which it will be.
WHAT_IS_ASKED = "if (location.search) document.documentElement.dataset.asked = ''"


def title_of_home() -> rx.Var[str]:
    """What the browser calls the page."""
    return rx.cond(
        SearchState.is_home | (SearchState.heading == ""), "Rivulet", SearchState.heading + " · Rivulet"
    )


def home() -> rx.Component:
    """A hero and short rows, or a title; then categories and the grid."""
    at_home = ~SearchState.loaded | SearchState.is_home
    return frame(
        rx.el.script(custom_attrs={"dangerouslySetInnerHTML": {"__html": WHAT_IS_ASKED}}),
        rx.cond(at_home, hero(FrontState.loaded), _title(SearchState.heading)),
        rx.cond(~SearchState.loaded, bar("asked-only text-h1 h-[1lh] w-64 mb-5 md:mb-6")),
        browsing.categories(),
        rx.cond(
            FrontState.loaded,
            rx.cond(at_home, _rows()),
            rx.cond(
                ~SearchState.loaded, rx.el.div(row_skeleton(NEW), row_skeleton(), class_name="bare-only")
            ),
        ),
        rx.el.section(
            head_of_list(),
            rx.cond(
                SearchState.loaded,
                rx.cond(SearchState.products.length() > 0, _grid(), _nothing()),
                rx.el.div(*(card_skeleton(LISTED) for _place in range(12)), class_name=GRID),
            ),
            aria_label=_("Products"),
            class_name=rx.cond(SearchState.loaded & SearchState.is_home, "mt-10 md:mt-14", ""),
        ),
    )


def _title(words: rx.Var[str]) -> rx.Component:
    return rx.el.h1(
        words, class_name="mb-5 md:mb-6 text-h1 font-semibold tracking-tight break-words line-clamp-2"
    )


def _rows() -> rx.Component:
    fresh: Shown = FrontState.fresh
    reduced: Shown = FrontState.reduced
    return rx.fragment(
        product_row(_("New"), "new", fresh, NEWEST.address, 0),
        product_row(_("On sale"), "on-sale", reduced, ON_SALE.address, FIRST_ON_HOME),
    )


def _grid() -> rx.Component:
    return rx.fragment(
        rx.el.div(rx.foreach(SearchState.products, _card), class_name=GRID),
        rx.cond(
            SearchState.has_more,
            rx.el.div(
                rx.el.p(
                    _(
                        "You have seen {seen} of {all}.",
                        seen=SearchState.products.length().to_string(),
                        all=SearchState.counted,
                    ),
                    class_name="tabular text-note text-muted",
                ),
                buttons.quiet_button(
                    _("Show more"), on_click=[browser.note_last("article"), events(SearchState).more]
                ),
                class_name="mt-14 flex flex-col items-center gap-3",
            ),
            rx.el.span(on_mount=browser.go_on(), class_name="hidden"),
        ),
    )


def _card(card: Shown, place: Shown) -> rx.Component:
    """On the home page the grid is far below, so its pictures come when they are scrolled to."""
    return card_with(rx.el.h3, card, rx.cond(SearchState.is_home, place + FIRST_ON_HOME, place))


def _nothing() -> rx.Component:
    """What was looked for in vain, and where to look instead."""
    fresh: Shown = FrontState.fresh
    return rx.fragment(
        rx.cond(
            SearchState.words == "",
            empty_state("search", _("There is nothing like that in the shop today."), _everything()),
            rx.cond(
                SearchState.in_category,
                empty_state(
                    "search",
                    _("Nothing in this category matches “{words}”.", words=SearchState.words),
                    rx.el.a(_("Search all categories"), href=SearchState.in_all, class_name=buttons.QUIET),
                ),
                empty_state(
                    "search",
                    _(
                        "Nothing here matches “{words}”. Try fewer or other words.",
                        words=SearchState.words,
                    ),
                    _everything(),
                ),
            ),
        ),
        product_row(_("New"), "new", fresh, NEWEST.address, 0),
    )


def _everything() -> rx.Component:
    return rx.el.a(_("Show all products"), href="/", class_name=buttons.QUIET)
