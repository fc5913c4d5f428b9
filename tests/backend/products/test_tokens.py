"""What shoppers type becomes plain words."""

import pytest

from backend.products.tokens import MAX_WORDS, indexed, query, query_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Black Jeans", ["black", "jeans"]),
        ("t-shirt", ["t", "shirt"]),
        ("T\u2011Shirt", ["t", "shirt"]),
        ("Men's CAFÉ naïve", ["mens", "cafe", "naive"]),
        ("foo_bar 3.5cm", ["foo", "bar", "3", "5cm"]),
        ("\uff26\uff35\uff2c\uff2c ½", ["full", "1", "2"]),
        ("@x:{a} $b | -c ( \" ' \\ * ~ %d% [1 2] => {$weight: 9}", ["x", *"abcd12", "weight", "9"]),
        ("裤子 штаны", ["裤子", "штаны"]),
        ("\x00\ud800😀\u200b", []),
    ],
)
def test_text_is_split_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_t_shirt_is_indexed_under_both_spellings() -> None:
    assert indexed("Crew T-Shirt") == "crew t shirt tshirt"
    assert indexed("Tshirts for men") == "t shirts tshirts for men"


def test_words_are_bounded_in_number_and_length() -> None:
    assert len(query_words(" ".join(f"word{number}" for number in range(2_000)))) == MAX_WORDS
    assert [len(word) for word in query_words("x" * 10_000)] == [64]
    assert query_words("word " * 2_000) == ["word"]


def test_little_words_are_left_out_unless_they_are_all_there_is() -> None:
    assert query_words("shirts for the men") == ["shirts", "men"]
    assert query_words("the") == ["the"]


def test_nothing_typed_is_part_of_the_expression() -> None:
    expression, params = query("evil|* @active:{false} zz") or ("", [])
    assert expression == "$w0 $w1 $w2 ($last|($last*)=>{$weight:0.4;})"
    assert params == ["w0", "evil", "w1", "active", "w2", "false", "last", "zz"]


def test_text_without_a_word_asks_for_nothing() -> None:
    assert query("|*-()\"'") is None
