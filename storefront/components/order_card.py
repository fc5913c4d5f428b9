"""One order in the list: how it stands, when it was placed, what it cost and what is in it."""

from dataclasses import dataclass

import reflex as rx

from backend.order_history.schemas import OrderView
from storefront.addresses import order_address
from storefront.browser import local_time
from storefront.components.image import img
from storefront.components.order_hold import held_for, on_hold
from storefront.components.order_status import name_of, order_status, reason_of, tone_of, tone_text
from storefront.components.order_timeline import Step, short_timeline, steps_of
from storefront.i18n import _, money, parts, plural
from storefront.shown import Shown

MOST_PICTURES = 4
WHOLE_CARD = "after:absolute after:inset-0 after:rounded-panel hover:underline underline-offset-4"
PICTURE = "tile w-14 h-17.5 rounded-card "


@dataclass
class OrderCard:
    """An order as the list shows it; of its lines it has the first few pictures and one name."""

    order_id: str
    address: str
    version: int
    status: str
    tone: str
    reason: str
    held_for: str
    confirmable: bool
    placed_at: str
    total: str
    pieces: int
    pictures: list[str]
    unseen: int
    name: str
    others: int
    steps: list[Step]


def card_of(order: OrderView) -> OrderCard:
    """What the list needs of an order."""
    seen = MOST_PICTURES if len(order.lines) <= MOST_PICTURES else MOST_PICTURES - 1
    return OrderCard(
        order_id=order.order_id,
        address=order_address(order.order_id),
        version=order.version,
        status=name_of(order.status),
        tone=tone_of(order.status),
        reason=reason_of(order),
        held_for=held_for(order),
        confirmable=order.by_account,
        placed_at=order.created_on.isoformat(),
        total=money(order.total, order.currency),
        pieces=sum(line.qty for line in order.lines),
        pictures=[line.picture for line in order.lines[:seen]],
        unseen=len(order.lines) - min(seen, len(order.lines)),
        name=order.lines[0].name if order.lines else "",
        others=max(0, len(order.lines) - 1),
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
                order_status(order.status, order.tone),
                rx.el.p(local_time(order.placed_at), class_name="mt-0.5 text-note text-muted"),
                class_name="min-w-0",
            ),
            rx.el.div(
                rx.el.p(order.total, class_name="tabular text-body font-medium"),
                rx.el.p(
                    plural("{n} piece", "{n} pieces", order.pieces),
                    class_name="tabular text-note text-muted",
                ),
                class_name="text-right shrink-0",
            ),
            class_name="flex items-start justify-between gap-4",
        ),
        rx.cond(
            order.reason != "",
            rx.el.p(order.reason, class_name=["mt-2 text-card", tone_text(order.tone)]),
        ),
        # Over the link that covers the card: what stands in here can be pressed on its own.
        rx.cond(order.held_for != "", rx.el.div(on_hold(order), class_name="relative z-10")),
        rx.el.div(
            _pictures(order), _name(order), class_name="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2"
        ),
        rx.el.div(
            short_timeline(order.steps),
            rx.el.h2(
                rx.el.a(_("Order {id}", id=order.order_id), href=order.address, class_name=WHOLE_CARD),
                id=title,
                class_name="tabular text-note font-normal text-muted break-all",
            ),
            class_name="mt-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2",
        ),
        aria_labelledby=title,
        tab_index=-1,
        class_name="arrive relative rounded-panel border border-line bg-surface p-5 md:p-6 "
        "hover:border-control transition-colors",
    )


def _pictures(order: Shown) -> rx.Component:
    """The first few, and how many there are besides; all of them are told in words beside them."""
    return rx.el.div(
        rx.foreach(
            order.pictures,
            lambda picture, place: rx.el.span(
                img(
                    src=picture,
                    alt="",
                    width="56",
                    height="70",
                    loading="lazy",
                    decoding="async",
                    class_name="picture size-full",
                ),
                key=place.to_string(),
                class_name=PICTURE,
            ),
        ),
        rx.cond(
            order.unseen > 0,
            rx.el.span(
                "+" + order.unseen.to_string(),
                class_name=PICTURE + "inline-flex items-center justify-center tabular text-card font-medium "
                "text-[#1e1a16]",  # dark in both themes, since the tile is light in both
            ),
        ),
        aria_hidden="true",
        class_name="flex gap-2",
    )


def _name(order: Shown) -> rx.Component:
    name = rx.el.span(order.name, lang="en")
    return rx.el.p(
        rx.cond(order.others > 0, parts("{name} and {n} more", name=name, n=order.others), name),
        class_name="tabular grow basis-40 min-w-0 text-card line-clamp-2",
    )
