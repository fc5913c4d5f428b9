"""How far an order has come: a dot for each step, the current one haloed."""

from dataclasses import dataclass

import reflex as rx

from backend.order_history.schemas import OrderView, StatusView
from backend.orders.schemas import OrderStatus
from storefront.browser import local_time
from storefront.shown import Shown

NAMES: dict[int, str] = {
    OrderStatus.PAYMENT_FAILED: "Payment failed",
    OrderStatus.CREATED: "Created",
    OrderStatus.PAYMENT_INITIATED: "Payment initiated",
    OrderStatus.PAYMENT_SUCCESS: "Paid",
    OrderStatus.ON_HOLD: "On hold",
    OrderStatus.CANCELLED: "Cancelled",
    OrderStatus.REFUND_PENDING: "Refund pending",
    OrderStatus.REFUNDED: "Refunded",
    OrderStatus.PACKED: "Packed",
    OrderStatus.SHIPPED: "Shipped",
    OrderStatus.DELIVERED: "Delivered",
}
TONES: dict[int, str] = {
    OrderStatus.PAYMENT_FAILED: "bad",
    OrderStatus.CREATED: "under-way",
    OrderStatus.PAYMENT_INITIATED: "under-way",
    OrderStatus.ON_HOLD: "look",
    OrderStatus.CANCELLED: "bad",
    OrderStatus.REFUND_PENDING: "look",
}


@dataclass
class Step:
    """One step as it is shown; `state` is done, current or to-come."""

    name: str
    at: str
    reason: str
    state: str
    tone: str


def name_of(code: int) -> str:
    """What a shopper calls a status."""
    return NAMES.get(code, "In progress")


def tone_of(code: int) -> str:
    """Good, under way, wants a look, or bad."""
    return TONES.get(code, "good")


def steps_of(order: OrderView) -> list[Step]:
    """The order's timeline, and while it is not paid the step that comes next."""
    last = len(order.timeline) - 1
    steps = [
        _step(status, "current" if place == last else "done") for place, status in enumerate(order.timeline)
    ]
    if order.status in (OrderStatus.CREATED, OrderStatus.PAYMENT_INITIATED):
        steps.append(Step("Payment confirmed", "", "", "to-come", "under-way"))
    return steps


def _step(status: StatusView, state: str) -> Step:
    # Why an order is on hold now is said above, beside the way on.
    reason = "" if status.code == OrderStatus.ON_HOLD and state == "current" else status.reason
    return Step(name_of(status.code), status.at.isoformat(), reason, state, tone_of(status.code))


def tone_text(tone: rx.Var[str]) -> rx.Var[str]:
    """The text colour of a tone."""
    return rx.match(
        tone, ("bad", "text-sale"), ("look", "text-warn"), ("under-way", "text-ink"), "text-accent"
    )


def order_timeline(steps: Shown) -> rx.Component:
    """An ordered list, oldest step first."""
    return rx.el.ol(rx.foreach(steps, _shown), aria_label="Timeline", class_name="flex flex-col")


def _shown(step: Shown) -> rx.Component:
    current = step.state == "current"
    return rx.el.li(
        rx.el.span(
            rx.match(
                step.state,
                ("to-come", rx.el.span(class_name="size-3 rounded-full border-2 border-control")),
                (
                    "current",
                    rx.el.span(
                        rx.el.span(class_name="size-3 rounded-full bg-current"),
                        class_name=["inline-flex halo rounded-full", tone_text(step.tone)],
                    ),
                ),
                rx.el.span(class_name="size-3 rounded-full bg-control"),
            ),
            aria_hidden="true",
            class_name="w-5 shrink-0 flex items-start justify-center pt-1.5",
        ),
        rx.el.div(
            rx.el.p(
                step.name,
                class_name=[
                    "text-card",
                    rx.match(step.state, ("current", "font-semibold"), ("to-come", "text-muted"), "text-ink"),
                ],
                aria_current=rx.cond(current, "step", "false"),
            ),
            rx.cond(
                step.reason != "",
                rx.el.p(
                    step.reason,
                    class_name=["text-note", rx.cond(current, tone_text(step.tone), "text-muted")],
                ),
            ),
            rx.cond(step.at != "", rx.el.p(local_time(step.at), class_name="text-note text-muted")),
            class_name="pb-4 min-w-0",
        ),
        key=step.name + step.at,
        class_name="step arrive relative flex gap-3",
    )
