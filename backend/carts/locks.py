"""One lock a shopper, kept only while somebody holds or awaits it."""

import asyncio
from weakref import WeakValueDictionary


class Locks:
    """Lets one process's tasks take turns; between processes the compare-and-set decides."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, user: str) -> asyncio.Lock:
        """That shopper's lock."""
        return self._locks.setdefault(user, asyncio.Lock())
