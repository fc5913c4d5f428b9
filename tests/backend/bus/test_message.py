"""Messages as they cross a stream."""

from decimal import Decimal

import pytest

from backend.bus.message import UnreadableError
from backend.events.orders import OrderPlaced
from backend.events.payments import PaymentReported

TUTORIALS = {b"orderId": b"01M864JSWN34V7NGHRYY861QCA", b"orderAmount": b"134.40", b"userId": b"USR_1"}


def test_a_message_with_only_the_tutorials_fields_is_read() -> None:
    placed = OrderPlaced.read(TUTORIALS)
    assert placed.order_amount == Decimal("134.40")
    assert placed.currency is None


def test_fields_travel_under_the_tutorials_names_and_come_back() -> None:
    placed = OrderPlaced(
        order_id="01A", order_amount=Decimal("5"), user_id="USR_1", currency="EUR", event_id="01A:1"
    )
    fields = placed.fields()
    assert fields["orderAmount"] == "5.00"
    assert {"orderId", "orderAmount", "userId"} <= fields.keys()
    again = OrderPlaced.read({name.encode(): text.encode() for name, text in fields.items()})
    assert again == placed.model_copy(update={"occurred_at": again.occurred_at})


def test_unknown_fields_are_ignored() -> None:
    assert OrderPlaced.read({**TUTORIALS, b"colour": b"green"}) is not None


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({b"orderId": b""}, "orderId"),
        ({b"orderAmount": b"-1"}, "orderAmount"),
        ({b"orderAmount": b"NaN"}, "orderAmount"),
        ({b"orderAmount": b"1.234"}, "orderAmount"),
        ({b"orderAmount": b"a lot"}, "orderAmount"),
        ({b"userId": b"two words"}, "userId"),
        ({b"userId": b"\xff\xfe"}, "UTF-8"),
        ({b"schemaVersion": b"2"}, "schemaVersion"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(changed: dict[bytes, bytes], named: str) -> None:
    with pytest.raises(UnreadableError, match=named):
        OrderPlaced.read({**TUTORIALS, **changed})


@pytest.mark.parametrize("missing", [b"orderId", b"paymentId", b"orderStatusCode", b"userId"])
def test_a_missing_field_is_named(missing: bytes) -> None:
    fields = {b"orderId": b"01A", b"paymentId": b"01B", b"orderStatusCode": b"3", b"userId": b"USR_1"}
    with pytest.raises(UnreadableError, match=missing.decode()):
        PaymentReported.read({name: value for name, value in fields.items() if name != missing})
