"""What each process of a shop says of the services that it runs, so that others need not guess.

A process writes the record itself, once the service runs, and takes it back as soon as it stops; a record
counts only while its process lives.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from backend.settings import Settings
from backend.stores.embedded import processes


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs now."""

    pid: int
    inside: bool


def _path(home: Path, name: str) -> Path:
    return home / "run" / "services" / f"{name}.json"


def up(settings: Settings, names: Iterable[str], *, inside: bool) -> None:
    """This process runs these services from now on."""
    created = psutil.Process().create_time()
    for name in names:
        content = {"pid": os.getpid(), "create_time": created, "inside": inside}
        processes.write_json(_path(settings.home, name), content)


def down(settings: Settings, names: Iterable[str]) -> None:
    """This process runs them no longer; what another process has said meanwhile stays."""
    for name in names:
        record = processes.read_record(_path(settings.home, name))
        if record and record.pid == os.getpid():
            _path(settings.home, name).unlink(missing_ok=True)


def running(home: Path, name: str) -> Running | None:
    """What is true now of that service in this home."""
    record = processes.read_record(_path(home, name))
    if record is None or record.process() is None:
        return None
    return Running(record.pid, bool(processes.read_json(_path(home, name)).get("inside")))
