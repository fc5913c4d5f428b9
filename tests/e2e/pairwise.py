"""Few of many cases that still bring every two values together: what a quick test can afford of a table."""

from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from typing import TypeVar
from zlib import crc32

C = TypeVar("C", bound=Hashable)


def pairs(*values: Hashable) -> set[Hashable]:
    """Each two of a case's values, each with its place among them."""
    return {*combinations(enumerate(values), 2)}


def few(cases: Iterable[C], needs: Callable[[C], set[Hashable]]) -> list[C]:
    """Of these cases always the same few, which together meet all needs that any case meets.

    The next is the one that adds most; of several that do, one as if by lot, so that no value is favoured.
    """
    waiting = {case: needs(case) for case in cases}
    chosen: list[C] = []
    while waiting:
        best = max(waiting, key=lambda case: (len(waiting[case]), crc32(str(case).encode())))
        met = waiting[best]
        chosen.append(best)
        waiting = {case: left for case, open_yet in waiting.items() if (left := open_yet - met)}
    return chosen
