"""Sentences for people that remember how they were made, so that a page can say them in its own language."""

from typing import Any


class Words(str):
    """The English sentence, made of a `template` with `{names}` and its `values`."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, Any]


def words(template: str, **values: Any) -> Words:
    """`words("Only {left} left.", left=3)` is the text `Only 3 left.`, and knows both."""
    made = Words(template.format(**values))
    made.template, made.values = template, values
    return made
