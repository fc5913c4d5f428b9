"""What is said when a shop can't be started; always a sentence about what to do, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path


class LaunchError(Exception):
    """The shop can't run as it was asked to; the message says what to do about it."""


@contextmanager
def usable(home: Path) -> Iterator[None]:
    """Inside, an operating system's error about `home` becomes a `LaunchError` that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            problem = f"The disk that holds {home} is full. Free some space"
        elif error.errno in (EACCES, EPERM, EROFS):
            place = error.filename or home
            problem = f"{place} can't be written ({error.strerror}). Give this user write permission there"
        else:
            problem = f"{error.filename or home} can't be used ({error.strerror or error}). Put that right"
        raise LaunchError(f"{problem}, or set RIVULET_HOME to another folder.") from error
