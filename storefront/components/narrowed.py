"""How many products there are, what narrows the list, each with a way back, and in which order it comes."""

import reflex as rx

from backend.products.schemas import Sort
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.i18n import _, plural
from storefront.search import SearchState
from storefront.shown import Shown, events
from storefront.wishes import HOME

PILL = (
    "inline-flex items-center gap-1.5 min-h-11 rounded-full border border-control bg-surface text-card "
    "text-ink hover:border-ink transition-colors "
)


def orders() -> dict[Sort, str]:
    """Each order of the list in words."""
    return {
        Sort.RELEVANCE: _("Relevance"),
        Sort.PRICE_ASC: _("Price, low to high"),
        Sort.PRICE_DESC: _("Price, high to low"),
        Sort.NEWEST: _("Newest"),
    }


def head_of_list() -> rx.Component:
    """The count, the order, and below them what narrows the list or could."""
    return rx.fragment(
        rx.el.div(
            rx.el.div(
                rx.cond(
                    SearchState.loaded & SearchState.is_home,
                    rx.el.h2(_("All products"), class_name="text-h2 font-semibold tracking-tight"),
                    rx.el.h2(_("Products"), class_name="sr-only"),
                ),
                rx.el.p(_count(), role="status", class_name="tabular text-body text-muted min-h-[1.6em]"),
                class_name="flex flex-wrap items-baseline gap-x-4",
            ),
            _order(),
            class_name="mb-3 min-h-11 flex flex-wrap items-center justify-between gap-x-6 gap-y-2",
        ),
        rx.cond(
            SearchState.loaded,
            rx.cond(SearchState.is_home, rx.fragment(), _narrowed()),
            rx.el.div(class_name="asked-only h-11 mb-5"),
        ),
    )


def _count() -> rx.Var[str]:
    counted = plural("{count} product", "{count} products", SearchState.total, count=SearchState.counted)
    return rx.cond(SearchState.loaded, counted, "")


def _narrowed() -> rx.Component:
    return rx.el.ul(
        rx.foreach(SearchState.applied, _way_back),
        rx.cond(
            SearchState.on_sale,
            rx.fragment(),
            rx.el.li(
                rx.el.a(
                    _("Only on sale"), href=SearchState.only_on_sale, class_name=f"{PILL} px-4 text-muted!"
                )
            ),
        ),
        rx.cond(
            SearchState.applied.length() > 1,
            rx.el.li(rx.el.a(_("Remove all"), href=HOME, class_name=buttons.LINK)),
        ),
        aria_label=_("What narrows the list"),
        class_name="flex flex-wrap items-center gap-2 mb-5",
    )


def _way_back(applied: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(applied.label, class_name="truncate"),
            icon("close", 16),
            href=applied.address,
            aria_label=applied.action,
            class_name=f"{PILL} pl-4 pr-3 max-w-full",
        ),
        key=applied.address,
        class_name="min-w-0 max-w-full",
    )


def _order() -> rx.Component:
    """In which order the products come."""
    return rx.el.label(
        rx.el.span(_("Sort by"), class_name="text-note text-muted whitespace-nowrap max-md:sr-only"),
        rx.el.span(
            rx.el.select(
                *(rx.el.option(words, value=sort.value) for sort, words in orders().items()),
                value=SearchState.sort,
                on_change=events(SearchState).sort_by,
                class_name="appearance-none min-h-11 rounded-full border border-control bg-surface pl-4 "
                "pr-10 text-card text-ink hover:border-ink transition-colors cursor-pointer",
            ),
            rx.el.svg(
                rx.el.path(d="m6 9.5 6 6 6-6"),
                view_box="0 0 24 24",
                width="18",
                height="18",
                aria_hidden="true",
                class_name="icon absolute right-3.5 inset-y-0 my-auto text-muted pointer-events-none",
            ),
            class_name="relative inline-flex",
        ),
        class_name="flex items-center gap-2.5",
    )
