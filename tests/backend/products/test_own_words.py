"""What is asked for in Chinese becomes the catalogue's own words."""

import pytest
from babel.messages.pofile import read_po

from backend.kit.languages import ENGLISH, LANGUAGES
from backend.kit.translations import ASKED, CATALOGUES, TERMS
from backend.products.own_words import in_own_words, query_in_any_language
from backend.products.service import ProductService
from backend.products.tokens import LITTLE_WORDS, MAX_WORDS, query, words
from tests.backend.products.conftest import Fill, names_of

OTHERS = [code for code in LANGUAGES if code != ENGLISH]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("衬衫", "shirts"),
        ("红色 衬衫", "red shirts"),
        ("红色衬衫", "red shirts"),
        ("红色的衬衫", "red of shirts"),
        ("红色/衬衫!", "red shirts"),
        ("red 衬衫", "red shirts"),
        ("red衬衫", "red shirts"),
        ("男士运动鞋", "men sneakers"),
        ("运动 鞋", "sports footwear"),
        ("藏青色", "navy blue"),
        ("T恤", "t shirts"),
        ("\uff34 恤", "t shirts"),
        ("polo衫", "polo shirts"),
        ("红色的猫", "red of 猫"),
    ],
)
def test_the_longest_names_are_understood_with_and_without_spaces(asked: str, meant: str) -> None:
    assert " ".join((in_own_words(asked) or "").split()) == meant


@pytest.mark.parametrize("asked", ["", "red shirts", "polo", "a恤", "猫", "*|$w0", "\x00\ud800😀", "штаны"])
def test_a_text_without_another_languages_words_is_asked_as_it_stands(asked: str) -> None:
    assert in_own_words(asked) is None
    assert query_in_any_language(asked) == query(asked)


def test_nothing_asked_is_part_of_the_expression() -> None:
    expression, params = query_in_any_language("衬衫)|(* @active:{false}") or ("", [])
    assert expression == (
        "(($w0 $w1 ($last|($last*)=>{$weight:0.4;}))|($mw0 $mw1 ($mlast|($mlast*)=>{$weight:0.4;})))"
    )
    assert params[1::2] == ["衬衫", "active", "false", "shirts", "active", "false"]


def test_words_are_bounded_in_number() -> None:
    _, params = query_in_any_language("红色 蓝色 猫" * 5_000) or ("", [])
    assert len(params) // 2 <= 2 * MAX_WORDS


@pytest.mark.parametrize(
    "asked", ["衬衫", "运动鞋", "手表", "鞋", "红色", "男士", "包", "裤子", "夏天", "户外"]
)
async def test_what_the_pages_call_it_finds_it(read_only: ProductService, asked: str) -> None:
    own = in_own_words(asked) or ""
    assert (await read_only.search(asked)).total == (await read_only.search(own)).total > 0


async def test_chinese_finds_what_english_finds(read_only: ProductService) -> None:
    expected = {product.product_id for product in (await read_only.search("black sneakers")).products}
    assert expected
    for asked in ("黑色 运动鞋", "黑色运动鞋", "black 运动鞋", "黑色的 sneakers", "运动鞋 black"):
        found = (await read_only.search(asked)).products
        assert {product.product_id for product in found} == expected, asked


async def test_a_word_that_nothing_has_finds_nothing_beside_one_that_is_known(
    read_only: ProductService,
) -> None:
    for asked in ("红色 猫", "猫 红色", "红色猫", "red 猫"):
        assert (await read_only.search(asked)).total == 0, asked


async def test_a_catalogue_in_chinese_is_found_as_it_is_written(stocked: Fill) -> None:
    catalogue = await stocked("红色衬衫", "Red shirt", "黑 Jeans")
    assert sorted(names_of((await catalogue.search("红色衬衫")).products)) == ["Red shirt", "红色衬衫"]
    assert names_of((await catalogue.search("黑 jeans")).products) == ["黑 Jeans"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_other_name_means_words_that_the_catalogue_has_and_only_once(code: str) -> None:
    with (CATALOGUES / code / TERMS).open("rb") as file:
        known = {word for message in read_po(file) for word in words(str(message.id))} | LITTLE_WORDS
    with (CATALOGUES / code / ASKED).open("rb") as file:
        asked = [message for message in read_po(file) if message.id]
    assert [message.id for message in asked if not known.issuperset(words(str(message.id)))] == []
    names = [name for message in asked for name in str(message.string).split()]
    assert sorted(set(names)) == sorted(names)
