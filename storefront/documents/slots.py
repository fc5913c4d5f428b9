"""Fills the slots of a built document's skeleton (storefront/components/slot.py) with what it stands for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from storefront.components.slot import MARK

Slots = Mapping[str, Sequence[str]]

_SLOT = re.compile(f'<[^<>]* {MARK}="([a-z-]+)"[^<>]*>')


def filled(document: str, slots: Slots) -> str:
    """Each slot of a name with the next of its contents, which are HTML; those left over stay empty."""
    left: dict[str, Iterator[str]] = {name: iter(contents) for name, contents in slots.items()}
    return _SLOT.sub(lambda found: found[0] + next(left.get(found[1], iter(())), ""), document)


def picture(src: str, src_set: str, look: Mapping[str, str], *, at_once: bool) -> str:
    """An `<img>`; `look` is what its component is given besides.

    One is asked for `at_once`, the largest in sight. To draw it takes a slow phone up to a tenth of a second,
    and many would hold back the first paint: the others are asked for when there is a layout.
    """
    when = {"fetch_priority": "high"} if at_once else {"loading": "lazy"}
    return f"<img {' '.join(_attributes({'src': src, 'src_set': src_set, **look, **when}))}>"


def _attributes(given: Mapping[str, str]) -> Iterator[str]:
    """As Reflex names them, so as HTML does."""
    for name, value in given.items():
        if value or name == "alt":
            yield f'{"class" if name == "class_name" else name.replace("_", "")}="{escape(value)}"'
