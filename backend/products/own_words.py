"""Understands what is asked for in another language: by what the shop calls kinds, colours and seasons in it.

Products are named in English, and so is what search knows of them.
"""

import re
from functools import cache

from backend.kit.translations import terms_in_english
from backend.products.tokens import HAN, MAX_CHARACTERS, folded, query

MEANT = "m"


def query_in_any_language(text: str) -> tuple[str, list[str]] | None:
    """As `tokens.query`: what matches the text as it stands, or in the catalogue's own words."""
    typed, meant = query(text), in_own_words(text)
    if typed is None or meant is None:
        return typed
    expression, params = query(meant, MEANT) or typed
    return f"(({typed[0]})|({expression}))", typed[1] + params


def in_own_words(text: str) -> str | None:
    """`红色衬衫 for men` -> `red shirts for men`; None for a text without a word of another language.

    The longest name counts: 运动鞋 is sneakers, neither sports nor shoes.
    """
    pattern, own = _known()
    asked = folded(text[:MAX_CHARACTERS])
    said = pattern.sub(lambda found: f" {own[found[0].replace(' ', '')]} ", asked)
    return None if said == asked else said


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all names, and what each means, by its name without spaces."""
    names = {folded(name): folded(meaning) for name, meaning in terms_in_english().items()}
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_a_word, longest_first)))
    return pattern, {name.replace(" ", ""): meaning for name, meaning in names.items()}


def _as_a_word(name: str) -> str:
    """Han characters stand without spaces; other letters must be the beginning and the end of a word."""
    before = "" if re.match(HAN, name) else f"(?<![^ {HAN[1:]})"
    after = "" if re.match(HAN, name[-1]) else f"(?![^ {HAN[1:]})"
    return f"{before}{re.escape(name).replace(chr(92) + ' ', ' ?')}{after}"
