"""How an order stands, in a word, a sign and a colour."""

import reflex as rx

from backend.order_history.schemas import OrderView
from backend.orders.schemas import OrderStatus
from storefront.components.icons import icon
from storefront.i18n import _, said

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
    match code:
        case OrderStatus.PAYMENT_FAILED:
            name = _("Payment failed")
        case OrderStatus.CREATED:
            name = _("Created")
        case OrderStatus.PAYMENT_INITIATED:
            name = _("Payment initiated")
        case OrderStatus.PAYMENT_SUCCESS:
            name = _("Paid")
        case OrderStatus.ON_HOLD:
            name = _("On hold")
        case OrderStatus.CANCELLED:
            name = _("Cancelled")
        case OrderStatus.REFUND_PENDING:
            name = _("Refund pending")
        case OrderStatus.REFUNDED:
            name = _("Refunded")
        case OrderStatus.PACKED:
            name = _("Packed")
        case OrderStatus.SHIPPED:
            name = _("Shipped")
        case OrderStatus.DELIVERED:
            name = _("Delivered")
        case _other:
            name = _("In progress")
    return str(name)


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
