"""How the shop is browsed: its categories as small pictures in a row that scrolls."""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment

from storefront.components.image import img
from storefront.components.skeleton import bar
from storefront.i18n import _
from storefront.search import SearchState
from storefront.shown import Shown

ROW = "flex gap-3 w-max"
CHIP = "chip group flex flex-col w-[5.5rem] rounded-card"
TILE = "tile flex items-center justify-center aspect-square rounded-card border-2 transition-colors "
NAME = "mt-1.5 text-note text-center leading-tight line-clamp-2 "


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
                rx.el.ul(
                    rx.cond(SearchState.is_home, rx.fragment(), rx.el.li(_all())),
                    rx.foreach(SearchState.chips, _category),
                    class_name=ROW,
                ),
                _chosen_in_sight(),
                aria_label=_("Categories"),
                class_name=_bleeding("relative overflow-x-auto"),
            ),
        ),
        rx.el.div(
            rx.el.div(*(_placeholder() for _place in range(14)), class_name=ROW),
            aria_hidden="true",
            class_name=_bleeding("overflow-hidden"),
        ),
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
    return _chip(squares, _("All"), ~SearchState.in_category, SearchState.in_all)


def _category(chip: Shown) -> rx.Component:
    picture = img(
        src=chip.picture,
        alt="",
        width="160",
        height="200",
        loading="lazy",
        decoding="async",
        class_name="picture size-full",
    )
    return rx.el.li(
        _chip(picture, chip.label, SearchState.category == chip.name, chip.address), key=chip.name
    )


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
    return f"{overflow} {fade} [scrollbar-width:thin] -mx-4 md:-mx-6 px-4 md:px-6 py-1.5 mb-1 min-h-[8.75rem]"
