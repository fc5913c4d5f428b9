"""What the cart beside the page and its own page are made of: lines, a way back after removal, total."""

from typing import Any

import reflex as rx

from storefront import browser
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.components.image import img
from storefront.i18n import _, parts
from storefront.shown import Shown, events

STEP = (
    "size-11 shrink-0 inline-flex items-center justify-center rounded-full hover:bg-hover "
    "aria-disabled:opacity-40 aria-disabled:cursor-not-allowed"
)
SMALL = (
    "shrink-0 inline-flex items-center justify-center gap-1.5 min-h-11 min-w-11 px-3 rounded-full text-card "
    "font-medium hover:bg-hover"
)
# Below the name, or at the end of the line where that is long: the same for all lines of a list.
PRICE = "tabular shrink-0 flex flex-wrap items-baseline gap-x-2 @lg:flex-col @lg:items-end"
PICTURE = "tile shrink-0 self-start aspect-[4/5] rounded-card"


def cart_lines(picture_size: str, **leaving: Any) -> rx.Component:
    """The lines; `leaving` is what else a link to a product does."""
    return rx.el.ul(
        rx.foreach(CartState.rows, lambda row: _line(row, picture_size, leaving)),
        aria_label=_("Products in your cart"),
        class_name="divide-y divide-line",
    )


def what_happened() -> rx.Component:
    """What was removed, with the way back, and what went wrong."""
    return rx.fragment(
        rx.cond(CartState.removed_name != "", _removed()),
        rx.cond(CartState.problem != "", _problem()),
    )


def total_and_buy(beside: rx.Component) -> rx.Component:
    """All that is to be paid, and the one main action with another `beside` it."""
    return rx.fragment(
        rx.el.dl(
            rx.el.div(
                rx.el.dt(_("Delivery")),
                rx.el.dd(_("Included")),
                class_name="flex items-baseline justify-between text-card text-muted",
            ),
            rx.el.div(
                rx.el.dt(_("Total"), class_name="text-muted"),
                rx.el.dd(CartState.total, class_name="tabular text-h2 font-semibold", aria_live="polite"),
                class_name="flex items-baseline justify-between",
            ),
            class_name="flex flex-col gap-1",
        ),
        rx.el.div(
            buttons.main_button(
                _("Buy now"), on_click=[browser.say_not_bought(), events(CartState).buy], class_name="grow"
            ),
            beside,
            class_name="flex flex-wrap gap-2",
        ),
    )


def _line(row: Shown, picture_size: str, leaving: dict[str, Any]) -> rx.Component:
    return rx.el.li(
        # The name beside it leads there too, so the keyboard stops but once.
        rx.el.a(
            img(
                src=row.picture,
                alt="",
                width="96",
                height="120",
                loading="lazy",
                decoding="async",
                class_name="picture size-full",
            ),
            href=row.address,
            tab_index=-1,
            aria_hidden="true",
            class_name=f"{PICTURE} {picture_size}",
            **leaving,
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.a(
                        rx.el.p(row.brand, lang="en", class_name="text-note text-muted line-clamp-2"),
                        rx.el.p(
                            row.name, lang="en", class_name="text-card font-medium break-words line-clamp-2"
                        ),
                        href=row.address,
                        class_name="block min-h-11 rounded-card hover:underline",
                        **leaving,
                    ),
                    rx.cond(row.size != "", rx.el.p(row.size, class_name="text-note text-muted")),
                    class_name="min-w-0",
                ),
                rx.cond(row.is_counted, _price(row), _not_counted(row)),
                class_name="flex flex-col @lg:flex-row @lg:justify-between gap-x-6 gap-y-1",
            ),
            rx.cond(row.change != "", _change(row)),
            rx.cond(row.note != "", rx.el.p(row.note, class_name="text-note text-warn")),
            rx.el.div(_stepper(row), class_name="flex items-center gap-x-2 mt-2"),
            class_name="@container grow min-w-0",
        ),
        key=row.product_id.to_string(),
        class_name="flex gap-4 py-4",
    )


def _price(row: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.p(row.price, class_name="text-card font-medium"),
        rx.cond(row.each != "", rx.el.p(row.each, class_name="text-note text-muted")),
        class_name=PRICE,
    )


def _not_counted(row: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.s(row.price, class_name="text-card"),
        rx.el.p(_("Not counted"), class_name="text-note"),
        class_name=f"{PRICE} text-muted",
    )


def _change(row: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.p(row.change, class_name="min-w-0 text-note text-warn"),
        rx.el.button(
            _("OK"),
            type="button",
            aria_label=_("OK, {change}", change=row.change),
            on_click=[browser.focus_line(), events(CartState).note_price(row.product_id)],
            class_name=SMALL,
        ),
        class_name="flex items-center gap-2",
    )


def _stepper(row: Shown) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.button(
                icon("minus", 16),
                type="button",
                aria_label=_("Decrease quantity of {name}", name=row.name),
                on_click=events(CartState).one_less(row.product_id),
                class_name=STEP,
            ),
            rx.el.span(
                rx.el.span(row.qty, aria_hidden="true"),
                rx.el.span(_("{n} in the cart", n=row.qty.to_string()), class_name="sr-only"),
                class_name="tabular min-w-5 text-center",
            ),
            rx.el.button(
                icon("plus", 16),
                type="button",
                aria_label=_("Increase quantity of {name}", name=row.name),
                # Not `disabled`, which would drop the focus of somebody who presses it by keyboard.
                aria_disabled=rx.cond(row.can_add, "false", "true"),
                on_click=rx.cond(
                    row.can_add,
                    events(CartState).one_more(row.product_id),
                    rx.noop(),
                ),
                class_name=STEP,
            ),
            class_name="flex shrink-0 items-center rounded-full border border-control",
        ),
        rx.el.button(
            icon("remove", 18),
            type="button",
            aria_label=_("Remove {name}", name=row.name),
            # Whoever took it out and back goes on from where they were.
            auto_focus=row.is_back,
            on_click=events(CartState).remove(row.product_id),
            class_name=f"{STEP} text-muted hover:text-ink",
        ),
    )


def _removed() -> rx.Component:
    name = rx.el.span(CartState.removed_name, lang="en", class_name="font-medium text-ink")
    return rx.el.div(
        rx.el.p(
            parts("Removed {name}.", name=name),
            role="status",
            class_name="grow min-w-0 py-2.5 text-note text-muted break-words",
        ),
        rx.el.button(
            icon("undo", 16),
            _("Undo"),
            type="button",
            auto_focus=True,
            on_click=events(CartState).undo,
            class_name=f"{SMALL} text-accent",
        ),
        key=CartState.removed_name + CartState.count.to_string(),
        class_name="arrive flex items-center gap-2 border-b border-line",
    )


def _problem() -> rx.Component:
    return rx.el.p(
        rx.el.span(icon("warn", 18), class_name="text-sale mt-0.5"),
        rx.el.span(CartState.problem, class_name="min-w-0 break-words"),
        role="alert",
        class_name="flex gap-2 py-3 text-note border-b border-line",
    )
