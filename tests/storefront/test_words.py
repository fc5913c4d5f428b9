"""Nothing that a person reads is said in English alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from backend.kit.languages import ENGLISH, LANGUAGES, chosen, speak
from backend.kit.translations import CATALOGUES, TERMS, TEXTS, said, term
from backend.kit.words import joined, words
from backend.launch.frontend import ROOT
from backend.launch.words import is_translated, terms, texts
from storefront.i18n import _, money, number, plural

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
# A capital and a small letter begin what people read; class lists, addresses and names of keys don't.
READ = re.compile(r"[A-Z][a-z]+([ ,.…!?’'].*)?", re.DOTALL)
TRANSLATING = {"_", "parts", "plural", "words", "term"}
NOT_READ = {
    "Rivulet",  # the shop's name
    "Geist Variable",
    "ErrorBoundary",  # Reflex's names for what wraps pages
    "Header",
    *("Vary", "Cookie, Accept-Language"),  # headers
    *("Product", "Brand", "Offer"),  # schema.org's own words
}


@pytest.fixture
def in_chinese() -> Iterator[None]:
    speak("zh")
    yield
    speak(ENGLISH)


def kept(code: str, name: str) -> Catalog:
    with (CATALOGUES / code / name).open("rb") as file:
        return read_po(file, locale=code)


def fields(text: str) -> set[str]:
    return {name for _plain, name, _spec, _conversion in Formatter().parse(text) if name}


class TestCatalogues:
    @pytest.mark.parametrize("code", OTHERS)
    @pytest.mark.parametrize("name", [TEXTS, TERMS])
    def test_every_sentence_of_the_code_is_there_and_translated(self, code: str, name: str):
        found = kept(code, name)
        collected = texts() if name == TEXTS else terms()
        assert [message.id for message in collected if message.id and message.id not in found] == []
        assert [message.id for message in found if message.id and not is_translated(message)] == []

    @pytest.mark.parametrize("code", OTHERS)
    def test_nothing_is_kept_that_the_code_no_longer_says(self, code: str):
        collected = texts()
        assert [
            message.id for message in kept(code, TEXTS) if message.id and message.id not in collected
        ] == []

    @pytest.mark.parametrize("code", OTHERS)
    def test_translations_have_the_values_of_their_sentences(self, code: str):
        assert [message.id for message in kept(code, TEXTS) if message.id and not _same_values(message)] == []


def _same_values(message: Message) -> bool:
    ids = [message.id] if isinstance(message.id, str) else [*message.id]
    forms = [message.string] if isinstance(message.string, str) else [*(message.string or [])]
    return all(fields(form) == fields(ids[-1]) for form in forms)


def untranslated(path: Path) -> Iterator[tuple[int, str]]:
    """Texts in a module that look like words for people and are not looked up."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed_over: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATING:
            passed_over |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
        if isinstance(node, ast.Subscript):
            passed_over |= {id(each) for each in ast.walk(node.slice)}
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            passed_over |= {id(each) for each in ast.walk(annotation)} if annotation else set()
        if isinstance(node, ast.Raise):
            passed_over |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed_over else None
        if isinstance(text, str) and READ.fullmatch(text.strip()) and text not in NOT_READ:
            yield node.lineno, text


@pytest.mark.parametrize("path", sorted((ROOT / "storefront").rglob("*.py")), ids=lambda path: path.stem)
def test_no_page_has_words_that_are_not_looked_up(path: Path):
    assert list(untranslated(path)) == []


def test_words_that_are_not_looked_up_are_found(tmp_path: Path):
    page = tmp_path / "page.py"
    page.write_text(
        '"""Doc. Words."""\nrx.el.p("Add to cart", _("Fine"), class_name="flex gap-2", id="cart")\n'
    )
    assert list(untranslated(page)) == [(2, "Add to cart")]


class TestSaying:
    def test_english_is_what_the_code_says(self):
        assert _("Your orders") == "Your orders"
        assert plural("Cart, {n} item", "Cart, {n} items", 1) == "Cart, 1 item"
        assert plural("Cart, {n} item", "Cart, {n} items", 3) == "Cart, 3 items"

    @pytest.mark.usefixtures("in_chinese")
    def test_chinese_has_one_form_for_every_number(self):
        assert plural("Cart, {n} item", "Cart, {n} items", 1) == "购物车，1 件"
        assert plural("Cart, {n} item", "Cart, {n} items", 3) == "购物车，3 件"

    @pytest.mark.usefixtures("in_chinese")
    def test_sentences_of_the_back_rooms_are_said_with_their_values(self):
        sentence = words("The quantity must be 1 to {most}.", most=10)
        assert sentence == "The quantity must be 1 to 10."
        assert said(sentence) == "数量须为 1 至 10。"
        assert said(joined([sentence, words("Nothing was charged yet.")])) == "数量须为 1 至 10。尚未扣款。"

    @pytest.mark.usefixtures("in_chinese")
    def test_stored_sentences_are_known_as_they_stand(self):
        stored = "We look at this order before we charge it. Nothing was charged yet."
        assert said(stored) == "扣款前我们需要核对此订单。尚未扣款。"
        assert said("What a stranger's service says. {x}") == "What a stranger's service says.{x}"

    @pytest.mark.usefixtures("in_chinese")
    def test_names_that_no_catalogue_has_stay_as_they_are(self):
        assert (term("Boots"), term("Kimonos"), term("")) == ("靴子", "Kimonos", "")

    @pytest.mark.usefixtures("in_chinese")
    def test_amounts_and_numbers_are_written_as_the_language_does(self):
        assert (money(129900, "USD"), number(1200)) == ("US$1,299.00", "1,200")


class TestChoosing:
    @pytest.mark.parametrize(
        ("cookies", "wanted", "language"),
        [
            ("", "", "en"),
            ("", "zh-TW,zh;q=0.9,en;q=0.8", "zh"),
            ("", "en-GB,zh;q=0.9", "en"),
            ("", "de,fr", "en"),
            ("", "en;q=0.1, zh", "zh"),
            ("", "zh;q=0, en", "en"),
            ("", "zh;q=x,;;;,", "en"),
            ("a=1; rivulet_language=zh", "en", "zh"),
            ("rivulet_language=en", "zh", "en"),
            ("rivulet_language=../../zh", "zh", "zh"),
        ],
    )
    def test_a_choice_made_here_counts_more_than_the_browsers(self, cookies: str, wanted: str, language: str):
        assert chosen(cookies, wanted) == language
