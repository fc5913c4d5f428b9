"""The cart beside the page: lines, a way back after removal, the total, one main action."""

from typing import Any

import reflex as rx

from storefront import browser
from storefront.addresses import PRODUCT
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.icons import icon
from storefront.shown import Shown, events

CART = "cart"


def cart_drawer() -> rx.Component:
    """A native dialog: it holds focus, closes on Esc and gives focus back."""
    return rx.el.dialog(
        rx.el.div(
            rx.el.h2("Cart", id="cart-title", tab_index=-1, class_name="text-h2 font-semibold"),
            _turn_to(-1),
            rx.el.button(
                icon("close"),
                type="button",
                aria_label="Close cart",
                on_click=browser.close_dialog(CART),
                class_name=f"{buttons.BARE} -mr-2.5",
            ),
            class_name="flex items-center justify-between px-5 pt-4 pb-2",
        ),
        rx.el.div(
            rx.cond(CartState.removed_name != "", _removed()),
            rx.cond(CartState.problem != "", _problem()),
            rx.cond(
                CartState.rows.length() > 0,
                rx.el.ul(rx.foreach(CartState.rows, _row), class_name="divide-y divide-line"),
                empty_state(
                    "bag",
                    "Your cart is empty.",
                    buttons.quiet_button("Look around", on_click=browser.close_dialog(CART)),
                ),
            ),
            class_name="grow overflow-y-auto px-5",
        ),
        rx.cond(CartState.rows.length() > 0, _foot()),
        _turn_to(0),
        id=CART,
        key=CartState.sold.to_string(),
        aria_labelledby="cart-title",
        custom_attrs={"closedby": "any"},
        class_name="drawer",
    )


def _turn_to(place: int) -> rx.Component:
    """Where Tab would leave the cart for the browser's own controls, it goes round to its other end."""
    return rx.el.span(tab_index=0, on_focus=browser.focus_button(CART, place), class_name="sr-only")


def _row(row: Shown) -> rx.Component:
    return rx.el.li(
        # The name beside it leads there too, so the keyboard stops but once.
        _to_product(
            row,
            rx.el.img(
                src=row.picture,
                alt="",
                width="72",
                height="90",
                class_name="w-18 h-22.5 rounded-card bg-tile object-contain",
            ),
            tab_index=-1,
            aria_hidden="true",
            class_name="shrink-0 self-start",
        ),
        rx.el.div(
            _to_product(
                row,
                rx.el.p(row.brand, class_name="text-note text-muted"),
                rx.el.p(row.name, class_name="text-card font-medium line-clamp-2"),
                class_name="block min-h-11 rounded-card hover:underline",
            ),
            rx.cond(row.note != "", rx.el.p(row.note, class_name="text-note text-warn")),
            rx.el.div(
                _stepper(row),
                rx.el.p(row.price, class_name="tabular text-card font-medium ml-auto"),
                class_name="flex flex-wrap items-center gap-x-2 gap-y-1 mt-2",
            ),
            class_name="grow min-w-0",
        ),
        key=row.product_id.to_string(),
        class_name="flex gap-4 py-4",
    )


def _to_product(row: Shown, *children: rx.Component, **props: Any) -> rx.Component:
    """A link that takes the cart away: it may lead to the page that lies under it."""
    return rx.el.a(
        *children,
        href=PRODUCT + row.product_id.to_string(),
        on_click=browser.close_dialog(CART),
        **props,
    )


def _stepper(row: Shown) -> rx.Component:
    step = (
        "size-11 shrink-0 inline-flex items-center justify-center rounded-full hover:bg-hover "
        "aria-disabled:opacity-40 aria-disabled:cursor-not-allowed"
    )
    return rx.fragment(
        rx.el.div(
            rx.el.button(
                icon("minus", 16),
                type="button",
                aria_label="Decrease quantity of " + row.name,
                on_click=events(CartState).set_quantity(row.product_id, row.qty - 1),
                class_name=step,
            ),
            rx.el.span(
                row.qty,
                rx.el.span(" in the cart", class_name="sr-only"),
                class_name="tabular min-w-5 text-center",
            ),
            rx.el.button(
                icon("plus", 16),
                type="button",
                aria_label="Increase quantity of " + row.name,
                # Not `disabled`, which would drop the focus of somebody who presses it by keyboard.
                aria_disabled=rx.cond(row.can_add, "false", "true"),
                on_click=rx.cond(
                    row.can_add,
                    events(CartState).set_quantity(row.product_id, row.qty + 1),
                    rx.noop(),
                ),
                class_name=step,
            ),
            class_name="flex shrink-0 items-center rounded-full border border-control",
        ),
        rx.el.button(
            icon("remove", 18),
            type="button",
            aria_label="Remove " + row.name,
            on_click=events(CartState).remove(row.product_id),
            class_name=f"{step} text-muted hover:text-ink",
        ),
    )


def _removed() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Removed ",
            rx.el.span(CartState.removed_name, class_name="font-medium text-ink"),
            ".",
            role="status",
            class_name="grow min-w-0 py-2.5 text-note text-muted",
        ),
        rx.el.button(
            icon("undo", 16),
            "Undo",
            type="button",
            auto_focus=True,
            on_click=[browser.focus_button(CART, 0), events(CartState).undo],
            class_name="shrink-0 inline-flex items-center gap-1.5 min-h-11 px-3 rounded-full text-card "
            "font-medium text-accent hover:bg-hover",
        ),
        key=CartState.removed_name + CartState.count.to_string(),
        class_name="arrive flex items-center gap-2 border-b border-line",
    )


def _problem() -> rx.Component:
    return rx.el.p(
        rx.el.span(icon("warn", 18), class_name="text-sale mt-0.5"),
        rx.el.span(CartState.problem, class_name="min-w-0"),
        role="alert",
        class_name="flex gap-2 py-3 text-note border-b border-line",
    )


def _foot() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.el.span("Total", class_name="text-muted"),
            rx.el.span(CartState.total, class_name="tabular text-h2 font-semibold", aria_live="polite"),
            class_name="flex items-baseline justify-between",
        ),
        buttons.main_button("Buy now", on_click=events(CartState).buy, class_name="w-full"),
        class_name="border-t border-line px-5 pt-4 pb-6 flex flex-col gap-3",
    )
