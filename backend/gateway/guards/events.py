"""Counts the events of each session's pages, in this process: a socket belongs to one."""

import time
from collections.abc import Callable

MINUTE_S = 60


class EventsAllowed:
    """At most `limit` events in any minute for a session, 0 for no limit; knows two minutes and no more."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        self._minute = 0
        self._now: dict[str, int] = {}
        self._before: dict[str, int] = {}

    def __call__(self, session_id: str) -> bool:
        """Whether the session may have one more now; one that is refused isn't counted."""
        if not self._limit:
            return True
        minute, past = divmod(self._clock(), MINUTE_S)
        if minute != self._minute:
            self._before = self._now if minute == self._minute + 1 else {}
            self._now = {}
            self._minute = int(minute)
        count = self._now.get(session_id, 0)
        if count + self._before.get(session_id, 0) * (1 - past / MINUTE_S) + 1 > self._limit:
            return False
        self._now[session_id] = count + 1
        return True
