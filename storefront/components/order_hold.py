"""An order that is on hold: why, that nothing is lost, and the way on."""

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderStatus
from storefront.addresses import ORDERS, SIGN_IN, SIGN_UP
from storefront.components import buttons
from storefront.holding import HoldingState
from storefront.i18n import _, said
from storefront.session import SessionState
from storefront.shown import Shown, events

WIDE = "grow sm:grow-0"


def held_for(order: OrderView) -> str:
    """Why it is on hold, in a sentence; empty when it is not."""
    if order.status != OrderStatus.ON_HOLD:
        return ""
    reason = order.timeline[-1].reason if order.timeline else ""
    return said(reason) or _("The shop looks at this order before it is charged.")


def on_hold(order: Shown) -> rx.Component:
    """The reason, and what the shopper can do, which an account makes more."""
    return rx.el.div(
        rx.el.p(order.held_for, class_name="text-card"),
        rx.el.p(
            rx.cond(
                order.confirmable,
                _("Confirm that it's you, and it goes on at once."),
                rx.cond(
                    SessionState.signed_in,
                    _("Placed without an account: the shop looks at it, and you see here what comes of it."),
                    _(
                        "The shop looks at it, and you see here what comes of it. An account keeps it in "
                        "your sight on every device."
                    ),
                ),
            ),
            class_name="text-card text-muted",
        ),
        rx.el.div(
            rx.cond(
                order.confirmable,
                rx.el.a(
                    _("Confirm it's you"),
                    href=f"{SIGN_IN}?next={ORDERS}&confirm=" + order.order_id,
                    class_name=f"{buttons.MAIN} {WIDE}",
                ),
                rx.cond(
                    SessionState.signed_in,
                    rx.fragment(),
                    rx.el.a(
                        _("Create an account"),
                        href=f"{SIGN_UP}?next={ORDERS}",
                        class_name=f"{buttons.QUIET} {WIDE}",
                    ),
                ),
            ),
            buttons.quiet_button(
                _("Cancel order"), on_click=events(HoldingState).cancel(order.order_id), class_name=WIDE
            ),
            class_name="flex flex-wrap gap-3 mt-2",
        ),
        class_name="mt-4 flex flex-col gap-1 rounded-card bg-hover p-4",
    )
