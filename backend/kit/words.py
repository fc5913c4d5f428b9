"""Sentences for people that remember how they were made, so that a page can say them in its own language."""

from collections.abc import Iterable
from typing import Any, TypeAlias

Made: TypeAlias = tuple[tuple[str, dict[str, Any]], ...]
"""Sentences one after the other, each a template with `{names}` and their values."""


class Words(str):
    """Text in English, and what it is `made_of`."""

    __slots__ = ("made_of",)

    made_of: Made


def words(template: str, **values: Any) -> Words:
    """`words("Only {left} left.", left=3)` is the text `Only 3 left.`, and knows both."""
    return made_of(((template, values),))


def joined(sentences: Iterable[str]) -> Words:
    """Several as one text, which still knows each; a plain text in between stays as it is."""
    made: Made = ()
    for each in sentences:
        made += each.made_of if isinstance(each, Words) else ((_literal(each), {}),)
    return made_of(made)


def made_of(made: Made) -> Words:
    """The text of these sentences, as `Words.made_of` has them."""
    text = Words(" ".join(template.format(**values) for template, values in made))
    text.made_of = made
    return text


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
