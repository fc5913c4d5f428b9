"""Whatever a page's event brings becomes a value of the right kind or none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront import asked

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(ANYTHING)
def test_text_is_one_printable_line_of_bounded_length(value: Any) -> None:
    text = asked.text(value)
    assert len(text) <= asked.MAX_TEXT
    assert text == "" or (text.isprintable() and text == text.strip())


@given(ANYTHING)
def test_a_number_is_whole_and_within_bounds(value: Any) -> None:
    number = asked.number(value, low=1, high=10)
    assert number is None or (type(number) is int and 1 <= number <= 10)


@pytest.mark.parametrize(
    ("value", "number"), [(3, 3), ("3", 3), (True, None), ("²", None), (3.0, None), (0, None)]
)
def test_numbers_come_as_numbers_or_plain_digits(value: Any, number: int | None) -> None:
    assert asked.number(value, high=10) == number


def test_words_keep_their_order_and_lose_their_odd_spaces() -> None:
    assert asked.text("  black \n\t jeans\x00 ") == "black jeans"


@given(ANYTHING)
def test_texts_are_few_lines_each_once(value: Any) -> None:
    texts = asked.texts(value, at_most=2)
    assert len(texts) == len(set(texts)) <= 2
    assert all(texts)
    assert asked.texts(value, at_most=2) == texts


def test_a_text_alone_is_a_list_of_it() -> None:
    assert asked.texts("one") == ["one"] == asked.texts(["one", None, "one", 3, ""])
