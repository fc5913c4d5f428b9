"""What a process that serves keeps out of Python's garbage collection, and when that begins."""

import gc


def put_off_collecting() -> None:
    """Collect nothing until the process has started.

    All that it builds stays; to search that for garbage again and again is a sixth of the work of a start.
    """
    gc.disable()


def spare_what_started() -> None:
    """Never look again at the objects that exist now: those of a started process live as long as it does.

    A full collection stops everything. With these hundreds of thousands of objects it takes 90 to 160 ms,
    every few hundred orders; without them a few (https://docs.python.org/3/library/gc.html#gc.freeze).
    """
    gc.collect()
    gc.freeze()
    gc.enable()
