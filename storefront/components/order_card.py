"""One order on the orders page."""

from dataclasses import dataclass

import reflex as rx

from backend.order_history.schemas import OrderView
from storefront.addresses import product_address
from storefront.browser import local_time
from storefront.components.icons import icon
from storefront.components.order_hold import held_for, on_hold
from storefront.components.order_timeline import Step, name_of, order_timeline, steps_of, tone_of, tone_text
from storefront.components.price import money
from storefront.shown import Shown


@dataclass
class Line:
    """One line of an order as it is shown."""

    product_id: int
    address: str
    name: str
    brand: str
    picture: str
    qty: int
    price: str


@dataclass
class OrderCard:
    """An order as it is shown."""

    order_id: str
    version: int
    status: str
    tone: str
    held_for: str
    confirmable: bool
    placed_at: str
    total: str
    pieces: int
    lines: list[Line]
    steps: list[Step]


def card_of(order: OrderView) -> OrderCard:
    """What the page needs of an order."""
    return OrderCard(
        order_id=order.order_id,
        version=order.version,
        status=name_of(order.status),
        tone=tone_of(order.status),
        held_for=held_for(order),
        confirmable=order.by_account,
        placed_at=order.created_on.isoformat(),
        total=money(order.total, order.currency),
        pieces=sum(line.qty for line in order.lines),
        lines=[
            Line(
                line.product_id,
                product_address(line.product_id, line.name),
                line.name,
                line.brand,
                line.picture,
                line.qty,
                money(line.price * line.qty, order.currency),
            )
            for line in order.lines
        ],
        steps=steps_of(order),
    )


def order_card(order: Shown) -> rx.Component:
    """An order in a list: drawn anew only when it changed, however many others do."""
    return rx.fragment(_card(order=order), key=order.order_id)


@rx.memo
def _card(order: rx.Var[OrderCard]) -> rx.Component:
    """An `article` named by its order; its one `status` says how the order stands, also when that changes."""
    return _article(order)


def _article(order: Shown) -> rx.Component:
    title = "order-" + order.order_id
    return rx.el.article(
        rx.el.div(
            rx.el.div(
                _status(order),
                rx.el.p(local_time(order.placed_at), class_name="text-note text-muted"),
            ),
            rx.el.div(
                rx.el.p(
                    order.total, class_name="tabular text-[1.25rem] md:text-h2 leading-tight font-semibold"
                ),
                rx.el.p(
                    order.pieces,
                    rx.cond(order.pieces == 1, " piece", " pieces"),
                    class_name="tabular text-note text-muted",
                ),
                class_name="text-right",
            ),
            class_name="flex items-start justify-between gap-4",
        ),
        rx.cond(order.held_for != "", on_hold(order)),
        rx.el.div(
            rx.el.ul(
                rx.foreach(order.lines, _line),
                class_name="flex flex-col gap-4 md:grow min-w-0",
            ),
            rx.el.div(order_timeline(order.steps), class_name="md:w-64 shrink-0"),
            class_name="flex flex-col md:flex-row gap-6 md:gap-10 border-t border-line pt-5 mt-4",
        ),
        rx.el.h2(
            "Order ",
            order.order_id,
            id=title,
            class_name="tabular text-note font-normal text-muted mt-2 break-all",
        ),
        aria_labelledby=title,
        tab_index=-1,
        class_name="arrive rounded-panel border border-line bg-surface p-5 md:p-6",
    )


def _status(order: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.span(
            rx.match(
                order.tone, ("good", icon("check", 22)), ("under-way", icon("wait", 22)), icon("warn", 22)
            ),
            class_name=tone_text(order.tone),
        ),
        rx.el.p(
            rx.el.span(order.status, key=order.status, class_name="arrive"),
            role="status",
            class_name="text-[1.25rem] md:text-h2 leading-tight font-semibold",
        ),
        class_name="flex items-center gap-2",
    )


def _line(line: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.img(
                src=line.picture,
                alt="",
                width="56",
                height="70",
                loading="lazy",
                class_name="w-14 h-17.5 shrink-0 rounded-card bg-tile object-contain",
            ),
            rx.el.div(
                rx.el.p(line.brand, class_name="text-note text-muted"),
                rx.el.p(line.name, class_name="text-card line-clamp-2 group-hover:underline"),
                rx.el.p("Quantity ", line.qty, class_name="tabular text-note text-muted"),
                class_name="grow min-w-0",
            ),
            href=line.address,
            class_name="group flex gap-4 grow min-w-0 rounded-card",
        ),
        rx.el.p(line.price, class_name="tabular text-card"),
        key=line.product_id.to_string(),
        class_name="flex gap-4",
    )
