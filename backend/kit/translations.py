"""Sentences in another language: the one in English is the key, a catalogue has the translation.

`texts.po` has the sentences of the code (`make words` collects them), `terms.po` the names of kinds, colours
and seasons that the catalogue of products brings, `asked.po` what else shoppers call these when they search.
"""

import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from backend.kit.languages import BETWEEN_SENTENCES, ENGLISH, LANGUAGES, language
from backend.kit.words import Words

CATALOGUES = Path(__file__).parent / "catalogues"
END = re.compile(r"(?<=[.!?]) ")
TEXTS, TERMS, ASKED = "texts.po", "terms.po", "asked.po"


@cache
def catalogue(code: str, name: str) -> NullTranslations:
    """The translations into a language; English is its own."""
    if code == ENGLISH:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _read(code, name))
    compiled.seek(0)
    return GNUTranslations(compiled)


def text_of(sentence: str) -> str:
    """The sentence as the catalogue has it, its `{names}` not yet filled; "" stays as it is."""
    return catalogue(language(), TEXTS).gettext(sentence) if sentence else ""


def said(sentence: str) -> str:
    """What a back room says, which remembers how it was made (`Words`) or was stored as plain sentences."""
    if isinstance(sentence, Words):
        told = [text_of(template).format(**values) for template, values in sentence.made_of]
    else:
        whole = text_of(sentence)
        told = [whole] if whole != sentence else [text_of(each) for each in END.split(sentence)]
    return BETWEEN_SENTENCES[language()].join(told)


def term(name: str) -> str:
    """What the shop calls a kind, a colour or a season of its products; unknown ones stay as they are."""
    return catalogue(language(), TERMS).gettext(name) if name else ""


def terms_in_english() -> dict[str, str]:
    """What all other languages call the terms, and in what other words they are asked for, in English."""
    found: dict[str, str] = {}
    for code in LANGUAGES:
        if code != ENGLISH:
            found |= {
                str(each.string): str(each.id) for each in _read(code, TERMS) if each.id and each.string
            }
            # Last: 鞋 is all footwear to who asks for it, and "Shoes" to who reads it on a page.
            found |= {
                word: str(each.id)
                for each in _read(code, ASKED)
                for word in str(each.string).split()
                if each.id
            }
    return found


def _read(code: str, name: str) -> Catalog:
    with (CATALOGUES / code / name).open("rb") as file:
        return read_po(file, locale=code)
