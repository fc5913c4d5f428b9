"""How an order stands, in a word, a sign and a colour."""

import reflex as rx

from backend.kit.words import Words, words
from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderStatus
from storefront.components.icons import icon
from storefront.i18n import said

NAMES: dict[int, Words] = {
    OrderStatus.PAYMENT_FAILED: words("Payment failed"),
    OrderStatus.CREATED: words("Created"),
    OrderStatus.PAYMENT_INITIATED: words("Payment initiated"),
    OrderStatus.PAYMENT_SUCCESS: words("Paid"),
    OrderStatus.ON_HOLD: words("On hold"),
    OrderStatus.CANCELLED: words("Cancelled"),
    OrderStatus.REFUND_PENDING: words("Refund pending"),
    OrderStatus.REFUNDED: words("Refunded"),
    OrderStatus.PACKED: words("Packed"),
    OrderStatus.SHIPPED: words("Shipped"),
    OrderStatus.DELIVERED: words("Delivered"),
}
OTHERWISE = words("In progress")
TONES: dict[int, str] = {
    OrderStatus.PAYMENT_FAILED: "bad",
    OrderStatus.CREATED: "under-way",
    OrderStatus.PAYMENT_INITIATED: "under-way",
    OrderStatus.ON_HOLD: "look",
    OrderStatus.CANCELLED: "bad",
    OrderStatus.REFUND_PENDING: "look",
}


def name_of(code: int) -> str:
    """What a shopper calls a status."""
    return said(NAMES.get(code, OTHERWISE))


def tone_of(code: int) -> str:
    """Good, under way, wants a look, or bad."""
    return TONES.get(code, "good")


def reason_of(order: OrderView) -> str:
    """Why it stands as it does, where that was said; why it is on hold has a place of its own."""
    if order.status == OrderStatus.ON_HOLD or not order.timeline:
        return ""
    return said(order.timeline[-1].reason)


def tone_text(tone: rx.Var[str]) -> rx.Var[str]:
    """The text colour of a tone."""
    return rx.match(
        tone, ("bad", "text-sale"), ("look", "text-warn"), ("under-way", "text-ink"), "text-accent"
    )


def order_status(
    status: rx.Var[str], tone: rx.Var[str], size: str = "text-[1.25rem] md:text-h2", sign: int = 22
) -> rx.Component:
    """A sign and the one `status` of an order, which says also when that changes."""
    return rx.el.div(
        rx.el.span(
            rx.match(
                tone, ("good", icon("check", sign)), ("under-way", icon("wait", sign)), icon("warn", sign)
            ),
            class_name=tone_text(tone),
        ),
        rx.el.p(
            rx.el.span(status, key=status, class_name="arrive"),
            role="status",
            class_name=f"{size} leading-tight font-semibold tracking-tight",
        ),
        class_name="flex items-center gap-2",
    )
