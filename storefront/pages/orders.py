"""The orders page: each order with its status, what is in it, and how far it has come."""

import reflex as rx

from storefront import browser
from storefront.buying import BuyingState
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.empty_state import empty_state
from storefront.components.order_card import order_card
from storefront.components.skeleton import late, order_skeleton
from storefront.i18n import _, plural
from storefront.orders import OrdersState
from storefront.shell import COLUMN, frame
from storefront.shown import events

# What is still to come of an arrival is dropped when the shopper leaves: what must not be lost comes first.
on_arrival = [BuyingState.end_intent, OrdersState.load, CartState.load]


def orders() -> rx.Component:
    """Title, count, the orders, and a way to older ones."""
    return frame(
        rx.el.div(
            rx.el.h1(_("Your orders"), class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(
                rx.cond(OrdersState.total > 0, plural("{n} order", "{n} orders", OrdersState.total), ""),
                class_name="tabular text-body text-muted min-h-[1.6em]",
            ),
            class_name=f"{COLUMN} mb-8 flex flex-col gap-1",
        ),
        rx.cond(
            OrdersState.loaded,
            rx.cond(OrdersState.orders.length() > 0, _orders(), _none_yet()),
            rx.el.div(
                late(_("Your orders can't be read just now. They are safe."), events(OrdersState).load),
                *(order_skeleton() for _place in range(4)),
                class_name=f"{COLUMN} flex flex-col gap-4",
            ),
        ),
    )


def _orders() -> rx.Component:
    return rx.el.div(
        rx.foreach(OrdersState.orders, order_card),
        rx.foreach(OrdersState.older, order_card),
        rx.cond(
            OrdersState.has_more,
            rx.el.div(
                rx.el.p(
                    _(
                        "You have seen {seen} of {total}",
                        seen=OrdersState.orders.length() + OrdersState.older.length(),
                        total=OrdersState.total,
                    ),
                    class_name="tabular text-note text-muted",
                ),
                buttons.quiet_button(
                    _("Show more orders"),
                    on_click=[browser.note_last("article"), events(OrdersState).more],
                ),
                class_name="mt-8 flex flex-col items-center gap-3",
            ),
            rx.el.span(on_mount=browser.go_on(), class_name="hidden"),
        ),
        class_name=f"{COLUMN} flex flex-col gap-4",
    )


def _none_yet() -> rx.Component:
    return empty_state(
        "orders",
        _("No orders yet. What you buy shows here, and you can watch it being paid."),
        rx.el.a(_("Go to the shop"), href="/", class_name=buttons.QUIET),
    )
