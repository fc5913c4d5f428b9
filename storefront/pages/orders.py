"""The orders page: each order with its status, lines and timeline."""

import reflex as rx

from storefront import browser
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.order_card import order_card
from storefront.components.skeleton import order_skeleton
from storefront.orders import OrdersState
from storefront.shell import frame
from storefront.shown import events

COLUMN = "mx-auto w-full max-w-3xl flex flex-col"

on_arrival = [OrdersState.load, BuyingState.end_intent, CartState.load]


def orders() -> rx.Component:
    """Title, count, the orders, and a way to older ones."""
    return frame(
        rx.el.div(
            rx.el.h1("Your orders", class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(
                rx.cond(
                    OrdersState.total > 0,
                    OrdersState.total.to_string() + rx.cond(OrdersState.total == 1, " order", " orders"),
                    "",
                ),
                class_name="tabular text-body text-muted min-h-[1.6em]",
            ),
            class_name=f"{COLUMN} mb-8 gap-1",
        ),
        rx.cond(
            OrdersState.loaded,
            rx.cond(OrdersState.orders.length() > 0, _orders(), _none_yet()),
            rx.el.div(order_skeleton(), order_skeleton(), class_name=f"{COLUMN} gap-5"),
        ),
    )


def _orders() -> rx.Component:
    return rx.el.div(
        rx.foreach(OrdersState.orders, order_card),
        rx.cond(
            OrdersState.has_more,
            buttons.quiet_button(
                "Show more orders",
                on_click=[browser.note_last("article"), events(OrdersState).more],
                class_name="self-center mt-6",
            ),
            rx.el.span(on_mount=browser.go_on(), class_name="hidden"),
        ),
        class_name=f"{COLUMN} gap-5",
    )


def _none_yet() -> rx.Component:
    return empty_state(
        "orders",
        "No orders yet. What you buy shows here, and you can watch it being paid.",
        rx.el.a("Go to the shop", href="/", class_name=buttons.QUIET),
    )
