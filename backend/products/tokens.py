"""Turns what people type into words that the index knows; nothing typed ever reaches the query syntax.

The index and the query fold text the same way, so that both sides are plain words joined by spaces and it
never matters where RediSearch itself would split.
"""

import re
import unicodedata

MAX_CHARACTERS = 1_000
MAX_WORDS = 16
MAX_WORD_LENGTH = 64
MIN_PREFIX = 2  # RediSearch expands no shorter one
HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"

# Left out of a query that has other words: "shirts for men" asks for shirts and men.
LITTLE_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)

_MARKS = "abcdefghijklmnopqrstuvwxyz0123456789"
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(HAN)
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019](?=\w)")
_ACCENT = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_TSHIRT = re.compile(r"\b(?:t shirt|tshirt)(s?)\b")


def words(text: str) -> list[str]:
    """The words of `text`, case and accents folded: `"Men's Café T-Shirt"` -> `mens cafe t shirt`."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", folded)))
    return _WORD.findall(_APOSTROPHE.sub("", folded))


def folded(text: str) -> str:
    """`text` as a filter compares it: its words alone."""
    return " ".join(words(text))


def indexed(text: str) -> str:
    """`text` as the index stores it; a T-shirt is found as `t-shirt` and as `tshirt`."""
    return _TSHIRT.sub(r"t shirt\1 tshirt\1", " ".join(words(text)))


def query_words(text: str) -> list[str]:
    """The words to look for, each once, bounded in number and length; the last one may be unfinished."""
    found = list(dict.fromkeys(word[:MAX_WORD_LENGTH] for word in words(text[:MAX_CHARACTERS])))[:MAX_WORDS]
    meant = [word for word in found[:-1] if word not in LITTLE_WORDS]
    return meant + found[-1:]


def query(text: str, mark: str = "") -> tuple[str, list[str]] | None:
    """A RediSearch expression (DIALECT 2) and its PARAMS; None when `text` has no word at all.

    Every word must match, stemmed; the last one also as a prefix, which counts for less than the whole
    word. A single letter or a little word at the end is still being typed: it ranks, but rules nothing out.
    A single letter alone is asked for as every prefix that it may become. A Han character is no letter but
    a word. Names of parameters begin with `mark`, so that two queries can be one.
    """
    found = query_words(text)
    if not found:
        return None
    *whole, last = found
    longer: list[str] = []
    is_letter = len(last) < MIN_PREFIX and not _HAN.match(last)
    end = f"${mark}last"
    clauses = [f"${mark}w{number}" for number in range(len(whole))]
    if whole and (is_letter or last in LITTLE_WORDS):
        clauses.append(f"~{end}")
    elif is_letter:
        longer = [last + letter for letter in _MARKS] if last in _MARKS else []
        clauses.append("|".join([f"({end}", *(f"${mark}p{number}*" for number in range(len(longer)))]) + ")")
    elif len(last) < MIN_PREFIX:
        clauses.append(end)
    else:
        clauses.append(f"({end}|({end}*)=>{{$weight:0.4;}})")
    params = [part for number, word in enumerate(whole) for part in (f"{mark}w{number}", word)]
    params += [part for number, prefix in enumerate(longer) for part in (f"{mark}p{number}", prefix)]
    return " ".join(clauses), [*params, f"{mark}last", last]
