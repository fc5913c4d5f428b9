"""The order's edges, as a table and as payments may use them."""

import pytest

from backend.orders.schemas import OrderStatus as S
from backend.orders.status import EdgeError, next_status


@pytest.mark.parametrize(
    ("current", "past", "reported", "expected"),
    [
        (S.CREATED, [1], S.PAYMENT_SUCCESS, S.PAYMENT_SUCCESS),
        (S.CREATED, [1], S.PAYMENT_INITIATED, S.PAYMENT_INITIATED),
        (S.PAYMENT_INITIATED, [1, 2], S.PAYMENT_FAILED, S.PAYMENT_FAILED),
        (S.PAYMENT_INITIATED, [1, 2], S.PAYMENT_INITIATED, None),
        (S.PAYMENT_SUCCESS, [1, 3], S.PAYMENT_INITIATED, None),
        (S.PAYMENT_SUCCESS, [1, 3], S.PAYMENT_SUCCESS, None),
        (S.PAYMENT_FAILED, [1, -3], S.PAYMENT_SUCCESS, S.REFUND_PENDING),
        (S.CANCELLED, [1, 5], S.PAYMENT_SUCCESS, S.REFUND_PENDING),
        (S.REFUND_PENDING, [1, -3, 6], S.PAYMENT_SUCCESS, None),
        (S.DELIVERED, [1, 3, 8, 9, 10], S.PAYMENT_SUCCESS, None),
    ],
)
def test_a_report_leads_on(current: S, past: list[int], reported: S, expected: S | None) -> None:
    assert next_status(current, reported, past) is expected


@pytest.mark.parametrize(
    ("current", "past", "reported"),
    [
        (S.PAYMENT_SUCCESS, [1, 3], S.PAYMENT_FAILED),
        (S.PAYMENT_SUCCESS, [1, 3], S.PACKED),
        (S.PAYMENT_FAILED, [1, -3], S.CANCELLED),
        (S.CREATED, [1], S.DRAFT),
        (S.CREATED, [1], S.REFUNDED),
        (S.DELIVERED, [1, 3, 8, 9, 10], S.CANCELLED),
    ],
)
def test_what_leaves_the_edges_is_refused(current: S, past: list[int], reported: S) -> None:
    with pytest.raises(EdgeError, match=current.name):
        next_status(current, reported, past)
