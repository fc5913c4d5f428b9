"""The lines of an order with what they came to, as a bill has them."""

from dataclasses import dataclass

import reflex as rx

from backend.order_history.schemas import OrderView
from storefront.addresses import product_address
from storefront.components.image import img
from storefront.i18n import _, money, plural
from storefront.shown import Shown


@dataclass
class OrderedLine:
    """One line as it is shown; `each` is the price of one piece where there are several.

    `size` is empty where there are none.
    """

    product_id: int
    address: str
    name: str
    brand: str
    picture: str
    size: str
    qty: int
    each: str
    price: str


def lines_of(order: OrderView) -> list[OrderedLine]:
    """Every line, in the order's own order."""
    return [
        OrderedLine(
            product_id=line.product_id,
            address=product_address(line.product_id, line.name),
            name=line.name,
            brand=line.brand,
            picture=line.picture,
            size=line.size,
            qty=line.qty,
            each=money(line.price, order.currency) if line.qty > 1 else "",
            price=money(line.price * line.qty, order.currency),
        )
        for line in order.lines
    ]


def order_lines(order: Shown) -> rx.Component:
    """A list, and what all of it came to."""
    return rx.el.section(
        rx.el.h2(
            plural("{n} piece", "{n} pieces", order.pieces),
            class_name="tabular text-h2 font-semibold tracking-tight mb-2",
        ),
        rx.el.ul(rx.foreach(order.lines, _line), class_name="divide-y divide-line border-b border-line"),
        rx.el.dl(
            _sum(_("Delivery"), _("Included"), "text-card text-muted"),
            _sum(_("Total"), order.total, "text-h2 font-semibold"),
            class_name="mt-4 flex flex-col gap-1 break-inside-avoid",
        ),
        class_name="grow min-w-0",
    )


def _sum(name: str, amount: Shown, look: str) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name),
        rx.el.dd(amount, class_name="tabular"),
        class_name=f"flex justify-between gap-4 {look}",
    )


def _line(line: Shown, place: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            # Never lazy: what is not yet scrolled to belongs on the paper too.
            rx.el.span(
                img(
                    src=line.picture,
                    alt="",
                    width="72",
                    height="90",
                    decoding="async",
                    class_name="picture size-full",
                ),
                class_name="tile w-18 h-22.5 print:w-10 print:h-12.5 shrink-0 rounded-card",
            ),
            rx.el.div(
                rx.el.p(line.brand, lang="en", class_name="text-note text-muted line-clamp-2"),
                rx.el.p(line.name, lang="en", class_name="text-card group-hover:underline"),
                rx.el.p(
                    rx.cond(line.size != "", rx.el.span(_("Size {size}", size=line.size))),
                    rx.el.span(
                        rx.cond(
                            line.each != "",
                            _("{n} at {price} each", n=line.qty, price=line.each),
                            plural("{n} piece", "{n} pieces", line.qty),
                        )
                    ),
                    class_name="tabular flex flex-wrap gap-x-3 text-note text-muted mt-1",
                ),
                class_name="grow min-w-0",
            ),
            href=line.address,
            class_name="group flex gap-4 grow min-w-0 rounded-card",
        ),
        rx.el.p(line.price, class_name="tabular text-card shrink-0"),
        key=place.to_string(),
        class_name="flex gap-4 py-4 print:py-1.5 break-inside-avoid",
    )
