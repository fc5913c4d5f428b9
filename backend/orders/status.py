"""The order's state machine: which status may follow which, and what a report of payments amounts to."""

from collections.abc import Collection
from typing import Final

from backend.orders.schemas import OrderStatus as S

EDGES: Final[dict[S, frozenset[S]]] = {
    S.CREATED: frozenset({S.PAYMENT_INITIATED, S.PAYMENT_SUCCESS, S.PAYMENT_FAILED, S.ON_HOLD, S.CANCELLED}),
    S.PAYMENT_INITIATED: frozenset({S.PAYMENT_SUCCESS, S.PAYMENT_FAILED, S.ON_HOLD, S.CANCELLED}),
    S.ON_HOLD: frozenset({S.PAYMENT_INITIATED, S.PAYMENT_SUCCESS, S.PAYMENT_FAILED, S.CANCELLED}),
    S.PAYMENT_FAILED: frozenset({S.REFUND_PENDING}),
    S.CANCELLED: frozenset({S.REFUND_PENDING}),
    S.PAYMENT_SUCCESS: frozenset({S.REFUND_PENDING, S.PACKED}),
    S.REFUND_PENDING: frozenset({S.REFUNDED}),
    S.PACKED: frozenset({S.SHIPPED, S.REFUND_PENDING}),
    S.SHIPPED: frozenset({S.DELIVERED}),
}

UNPAID: Final = frozenset({S.CREATED, S.PAYMENT_INITIATED})
"""Statuses in which the order still waits for what its OrderPlaced asks for."""

UNSETTLED: Final = UNPAID | {S.ON_HOLD}
"""Statuses in which the payment has no result yet."""

PAID: Final = frozenset({S.PAYMENT_SUCCESS, S.REFUND_PENDING})
"""Statuses in which a payment has succeeded and is not yet given back."""

GIVES_STOCK_BACK: Final = frozenset({S.PAYMENT_FAILED, S.CANCELLED, S.REFUNDED})

PAYMENTS_MAY_REPORT: Final = frozenset(
    {
        S.PAYMENT_FAILED,
        S.PAYMENT_INITIATED,
        S.PAYMENT_SUCCESS,
        S.ON_HOLD,
        S.CANCELLED,
        S.REFUND_PENDING,
        S.REFUNDED,
    }
)

_PAID_TOO_LATE: Final = frozenset({S.PAYMENT_FAILED, S.CANCELLED})
_REFUNDING: Final = frozenset({S.REFUND_PENDING, S.REFUNDED})


class EdgeError(ValueError):
    """The status can't follow the order's present one."""


def next_status(current: S, reported: S, past: Collection[int]) -> S | None:
    """The status that a report of payments leads to, None when it changes nothing.

    Nothing changes for a code that the order had before, for "initiated" that was overtaken by its
    result, and for a success of a charge that is already being refunded. A success for a failed or
    cancelled order leads to REFUND_PENDING. Raises `EdgeError` for what leaves the edges.
    """
    if reported in past:
        return None
    if reported is S.PAYMENT_INITIATED and current not in UNPAID and current is not S.ON_HOLD:
        return None
    if reported is S.PAYMENT_SUCCESS:
        if current in _PAID_TOO_LATE:
            return S.REFUND_PENDING
        if current in _REFUNDING:
            return None
    if reported not in PAYMENTS_MAY_REPORT or reported not in EDGES.get(current, frozenset()):
        raise EdgeError(f"an order that is {current.name} can't become {reported.name}")
    return reported
