"""One order in full, on the screen and on paper: how it stands, the way on, its lines, its timeline."""

from dataclasses import dataclass, field

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderStatus
from storefront.browser import local_time
from storefront.components.icons import wave
from storefront.components.order_hold import held_for, on_hold
from storefront.components.order_lines import OrderedLine, lines_of, order_lines
from storefront.components.order_status import name_of, order_status, reason_of, tone_of
from storefront.components.order_timeline import Step, order_timeline, steps_of
from storefront.i18n import _, money, parts
from storefront.shown import Shown

ENDED = (OrderStatus.PAYMENT_FAILED, OrderStatus.CANCELLED, OrderStatus.REFUND_PENDING, OrderStatus.REFUNDED)


@dataclass
class OrderSheet:
    """An order as its own page shows it; `ended` says that its shopper gets nothing for it."""

    order_id: str = ""
    version: int = 0
    status: str = ""
    tone: str = ""
    reason: str = ""
    ended: bool = False
    held_for: str = ""
    confirmable: bool = False
    placed_at: str = ""
    total: str = ""
    pieces: int = 0
    payment_id: str = ""
    lines: list[OrderedLine] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def sheet_of(order: OrderView) -> OrderSheet:
    """All that the page says of an order."""
    return OrderSheet(
        order_id=order.order_id,
        version=order.version,
        status=name_of(order.status),
        tone=tone_of(order.status),
        reason=reason_of(order),
        ended=order.status in ENDED,
        held_for=held_for(order),
        confirmable=order.by_account,
        placed_at=order.created_on.isoformat(),
        total=money(order.total, order.currency),
        pieces=sum(line.qty for line in order.lines),
        payment_id=order.payment_id or "",
        lines=lines_of(order),
        steps=steps_of(order),
    )


def order_sheet(order: Shown, ended: rx.Component) -> rx.Component:
    """An `article` named by its order, as in the list; `ended` is the way on from one come to nothing."""
    title = "order-" + order.order_id
    return rx.el.article(
        rx.el.p(
            wave(), "Rivulet", class_name="hidden print:flex items-center gap-2 mb-6 text-h2 font-semibold"
        ),
        order_status(order.status, order.tone, size="text-h1", sign=32),
        rx.el.h1(
            _("Order {id}", id=order.order_id),
            id=title,
            class_name="tabular mt-3 text-card font-normal text-muted break-all",
        ),
        rx.el.p(parts("Placed {when}", when=local_time(order.placed_at)), class_name="text-card text-muted"),
        rx.cond(order.held_for != "", on_hold(order)),
        rx.cond(order.ended, ended),
        rx.el.div(
            order_lines(order),
            rx.el.section(
                rx.el.h2(_("What happened"), class_name="text-h2 font-semibold tracking-tight mb-4"),
                order_timeline(order.steps),
                rx.cond(order.payment_id != "", _payment(order)),
                class_name="lg:w-72 shrink-0 break-inside-avoid",
            ),
            class_name="mt-8 md:mt-10 flex flex-col lg:flex-row gap-10 lg:gap-16",
        ),
        aria_labelledby=title,
        key=order.order_id,
    )


def _payment(order: Shown) -> rx.Component:
    return rx.el.dl(
        rx.el.dt(_("Payment number"), class_name="text-muted"),
        rx.el.dd(order.payment_id, class_name="tabular break-all"),
        class_name="mt-2 pt-4 border-t border-line text-note",
    )
