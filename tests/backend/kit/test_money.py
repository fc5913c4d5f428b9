"""Money crosses between minor units and the decimal strings of the streams without loss."""

from decimal import InvalidOperation

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from backend.kit.money import to_major, to_major_number, to_minor


@given(integers(min_value=0, max_value=10**15))
def test_every_amount_survives_the_way_out_and_back(minor: int) -> None:
    assert to_minor(to_major(minor)) == minor


@pytest.mark.parametrize(
    ("major", "minor"), [("134.40", 13440), ("5", 500), (3995, 399500), (0.1, 10), ("0.005", 1)]
)
def test_major_units_of_any_kind_are_read(major: str | int | float, minor: int) -> None:
    assert to_minor(major) == minor


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidOperation):
        to_minor("a lot")


@pytest.mark.parametrize(
    ("minor", "number"),
    [(129900, "1299"), (129950, "1299.5"), (1, "0.01"), (0, "0"), (999_999_999_99, "999999999.99")],
)
def test_a_number_for_json_is_whole_where_it_can_be(minor: int, number: str) -> None:
    assert repr(to_major_number(minor)) == number


@given(integers(min_value=0, max_value=10**15))
def test_every_amount_survives_the_way_through_json(minor: int) -> None:
    assert to_minor(to_major_number(minor)) == minor
