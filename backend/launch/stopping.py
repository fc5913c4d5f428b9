"""SIGINT, SIGTERM and SIGHUP as something to look at, not as something that strikes anywhere."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """Somebody asked the launcher to stop."""


class Stop:
    """Whether we were asked to stop; only inside `may_interrupt` is it raised at once."""

    def __init__(self) -> None:
        self.asked = False
        self._interruptible = 0
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._ask)

    def _ask(self, _sign: int, _frame: FrameType | None) -> None:
        first, self.asked = not self.asked, True
        if first and self._interruptible:
            raise Stopped

    def check(self) -> None:
        """Raises `Stopped` when it was asked for."""
        if self.asked:
            raise Stopped

    @contextmanager
    def may_interrupt(self) -> Iterator[None]:
        """For a long step that cleans up after itself whenever it is left."""
        self.check()
        self._interruptible += 1
        try:
            yield
        finally:
            self._interruptible -= 1
