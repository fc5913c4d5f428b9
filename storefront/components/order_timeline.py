"""How far an order has come: a dot for each step, the current one haloed; in full, or in one line."""

from dataclasses import dataclass

import reflex as rx

from backend.order_history.schemas import OrderView, StatusView
from backend.orders.schemas import OrderStatus
from storefront.browser import local_time
from storefront.components.order_status import name_of, tone_of, tone_text
from storefront.i18n import _, parts, said
from storefront.shown import Shown


@dataclass
class Step:
    """One step as it is shown; `by` is who did it, `state` is done, current or to-come."""

    name: str
    at: str
    by: str
    reason: str
    state: str
    tone: str


def steps_of(order: OrderView) -> list[Step]:
    """The order's timeline, and while it is not paid the step that comes next."""
    last = len(order.timeline) - 1
    steps = [
        _step(status, "current" if place == last else "done") for place, status in enumerate(order.timeline)
    ]
    if order.status in (OrderStatus.CREATED, OrderStatus.PAYMENT_INITIATED):
        steps.append(Step(_("Payment confirmed"), "", "", "", "to-come", "under-way"))
    return steps


def service_of(name: str) -> str:
    """What a shopper calls the service that did a step; empty for one that has no name for them."""
    match name:
        case "orders":
            service = _("Order desk")
        case "payments":
            service = _("Payments")
        case "identity":
            service = _("Security check")
        case "products":
            service = _("Warehouse")
        case _other:
            service = ""
    return str(service)


def _step(status: StatusView, state: str) -> Step:
    # Why an order stands as it does now is said above, beside the way on.
    reason = "" if state == "current" else said(status.reason)
    return Step(
        name=name_of(status.code),
        at=status.at.isoformat(),
        by=service_of(status.service),
        reason=reason,
        state=state,
        tone=tone_of(status.code),
    )


def order_timeline(steps: Shown) -> rx.Component:
    """An ordered list, oldest step first: what, why, who and when."""
    return rx.el.ol(rx.foreach(steps, _shown), aria_label=_("Timeline"), class_name="flex flex-col")


def short_timeline(steps: Shown) -> rx.Component:
    """The same in a line: only what."""
    return rx.el.ol(
        rx.foreach(steps, _shown_short),
        aria_label=_("Timeline"),
        class_name="flex flex-wrap gap-x-3.5 gap-y-1 text-note",
    )


def _shown(step: Shown) -> rx.Component:
    current = step.state == "current"
    return rx.el.li(
        rx.el.span(
            _dot(step, "size-3"), aria_hidden="true", class_name="w-5 shrink-0 flex justify-center pt-1.5"
        ),
        rx.el.div(
            rx.el.p(
                step.name,
                class_name=["text-card", _weight(step)],
                aria_current=rx.cond(current, "step", "false"),
            ),
            rx.cond(step.reason != "", rx.el.p(step.reason, class_name="text-note text-muted")),
            rx.cond(
                step.at != "",
                rx.el.p(
                    rx.cond(
                        step.by != "",
                        parts("{who} · {when}", who=step.by, when=local_time(step.at)),
                        local_time(step.at),
                    ),
                    class_name="text-note text-muted",
                ),
            ),
            class_name="pb-4 min-w-0",
        ),
        key=step.name + step.at,
        class_name="step arrive relative flex items-start gap-3",
    )


def _shown_short(step: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.span(_dot(step, "size-2"), aria_hidden="true", class_name="inline-flex"),
        rx.el.span(
            step.name,
            class_name=_weight(step),
            aria_current=rx.cond(step.state == "current", "step", "false"),
        ),
        key=step.name + step.at,
        class_name="arrive inline-flex items-center gap-2",
    )


def _dot(step: Shown, size: str) -> rx.Component:
    return rx.match(
        step.state,
        ("to-come", rx.el.span(class_name=f"{size} rounded-full border-2 border-control")),
        (
            "current",
            rx.el.span(
                rx.el.span(class_name=f"dot {size} rounded-full bg-current"),
                class_name=["inline-flex halo rounded-full", tone_text(step.tone)],
            ),
        ),
        rx.el.span(class_name=f"dot {size} rounded-full bg-control"),
    )


def _weight(step: Shown) -> rx.Var[str]:
    return rx.cond(step.state == "current", "font-semibold text-ink", "text-muted")
