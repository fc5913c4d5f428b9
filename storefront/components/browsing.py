"""How the grid is browsed: categories as small pictures in a row that scrolls, and the order of the list."""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment

from backend.products.schemas import Sort
from storefront.components.skeleton import bar
from storefront.search import SearchState
from storefront.shown import Shown, events

ROW = "flex gap-3 w-max"
CHIP = "chip group flex flex-col w-[5.5rem] rounded-card"
TILE = (
    "flex items-center justify-center aspect-square rounded-card bg-tile overflow-hidden border-2 "
    "transition-colors "
)
NAME = "mt-1.5 text-note text-center leading-tight line-clamp-2 "
ORDERS = {
    Sort.RELEVANCE: "Relevance",
    Sort.PRICE_ASC: "Price, low to high",
    Sort.PRICE_DESC: "Price, high to low",
    Sort.NEWEST: "Newest",
}


class ChosenInSight(Fragment):  # type: ignore[misc]
    """The row may be longer than the page is wide: it scrolls, and nothing else does, to what is chosen."""

    def add_imports(self) -> dict[str, list[str]]:
        """Where the hook comes from."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """An effect: another category is chosen."""
        chosen = SearchState.category
        look: rx.Var[Any] = rx.Var(
            f"""
useEffect(() => {{
  const chip = document.querySelector("a.chip[aria-current='true']"), row = chip?.closest("nav");
  if (!row) return;
  const left = chip.offsetLeft - row.scrollLeft;
  if (left < 0 || left + chip.offsetWidth > row.clientWidth)
    row.scrollLeft = chip.offsetLeft - (row.clientWidth - chip.offsetWidth) / 2;
}}, [{chosen!s}]);
""",
            _var_data=chosen._get_all_var_data(),
        )
        return [look]


@rx.memo
def _chosen_in_sight() -> rx.Component:
    """A component of its own: it is mounted with the row, not with the page."""
    return ChosenInSight.create()


def categories() -> rx.Component:
    """A row of links that keep the words and the order; none where there is nothing to choose from."""
    return rx.cond(
        SearchState.loaded,
        rx.cond(
            SearchState.chips.length() > 1,
            rx.el.nav(
                rx.el.ul(rx.el.li(_all()), rx.foreach(SearchState.chips, _category), class_name=ROW),
                _chosen_in_sight(),
                aria_label="Categories",
                class_name=_bleeding("relative overflow-x-auto"),
            ),
        ),
        rx.el.div(
            rx.el.div(*(_placeholder() for _ in range(14)), class_name=ROW),
            aria_hidden="true",
            class_name=_bleeding("overflow-hidden"),
        ),
    )


def order() -> rx.Component:
    """In which order the products come."""
    return rx.el.label(
        rx.el.span("Sort by", class_name="text-note text-muted whitespace-nowrap max-md:sr-only"),
        rx.el.span(
            rx.el.select(
                *(rx.el.option(words, value=sort.value) for sort, words in ORDERS.items()),
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


def _all() -> rx.Component:
    squares = rx.el.svg(
        rx.el.path(d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z"),
        view_box="0 0 24 24",
        width="32",
        height="32",
        aria_hidden="true",
        class_name="icon text-[#1e1a16]",  # dark in both themes, since the tile is light in both
    )
    return _chip(squares, "All", ~SearchState.in_category, SearchState.in_all)


def _category(chip: Shown) -> rx.Component:
    picture = rx.el.img(
        src=chip.picture,
        alt="",
        width="160",
        height="200",
        loading="lazy",
        decoding="async",
        class_name="size-full object-contain",
    )
    return rx.el.li(_chip(picture, chip.name, SearchState.category == chip.name, chip.address), key=chip.name)


def _chip(picture: rx.Component, name: Shown, is_chosen: Shown, address: Shown) -> rx.Component:
    return rx.el.a(
        rx.el.span(
            picture,
            class_name=TILE
            + rx.cond(is_chosen, "border-accent", "border-transparent group-hover:border-control"),
        ),
        rx.el.span(
            name,
            class_name=NAME + rx.cond(is_chosen, "font-semibold text-ink", "text-muted group-hover:text-ink"),
        ),
        href=address,
        aria_current=rx.cond(is_chosen, "true", "false"),
        class_name=CHIP,
    )


def _placeholder() -> rx.Component:
    return rx.el.div(bar("aspect-square rounded-card!"), bar("h-4 w-2/3 mx-auto mt-2"), class_name=CHIP)


def _bleeding(overflow: str) -> str:
    """To the edges of a phone, fading there; high enough for names of two lines and the mark of focus."""
    fade = "[mask-image:linear-gradient(to_right,transparent,black_1rem,black_calc(100%-1rem),transparent)]"
    return f"{overflow} {fade} [scrollbar-width:thin] -mx-4 md:-mx-6 px-4 md:px-6 py-1.5 mb-3 min-h-[8.75rem]"
