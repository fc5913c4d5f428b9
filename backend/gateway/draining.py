"""The word that this process is about to stop: event streams end by themselves, and no new one begins.

A server waits for requests in flight, and an event stream is one that never ends.
"""

from collections.abc import Callable

_begun = False
_listening: set[Callable[[], None]] = set()


def begin() -> None:
    """Let every event stream end now; for the server to call before it closes its port."""
    global _begun
    _begun = True
    for end in list(_listening):
        end()


def reopen() -> None:
    """The process serves again: a shop is opened in it anew."""
    global _begun
    _begun = False


def has_begun() -> bool:
    """Whether the process is about to stop."""
    return _begun


def listen(end: Callable[[], None]) -> None:
    """Call this when the draining begins, or now if it has."""
    _listening.add(end)
    if _begun:
        end()


def ignore(end: Callable[[], None]) -> None:
    """Call it no longer."""
    _listening.discard(end)
