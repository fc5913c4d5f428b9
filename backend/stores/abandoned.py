"""Transactions that a killed process left open, ended by the next process of its home.

MongoDB doesn't miss a client that died in the middle of one: for a minute nobody else can write what it had
written, so that the product which was just being bought can't be ordered. Who knows the session can end it at
once (https://www.mongodb.com/docs/manual/reference/command/killSessions/), so each process notes in the
shop's home which sessions its transactions are in.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil

from backend.stores.embedded.processes import Record

SIZE = 16  # bytes of a session's id


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Sessions of a process that lives no more, and the file that names them."""

    sessions: Sequence[bytes]
    note: Path


class SessionNotes:
    """What this process notes of its sessions, and what dead ones of the same home have left."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "run" / "sessions"
        process = psutil.Process()
        self._own = self._folder / f"{process.pid}-{process.create_time()}-{uuid4().hex}"
        self._known: set[bytes] = set()

    def note(self, session_id: bytes) -> None:
        """To be called before a session's transaction begins; what is noted already costs nothing."""
        if session_id in self._known:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(self._own, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
            file.write(session_id)
        self._known.add(session_id)

    def forget(self) -> None:
        """This process ends in good order."""
        self._own.unlink(missing_ok=True)

    def abandoned(self) -> Iterator[Abandoned]:
        """What is to be ended, process by process."""
        for path in self._folder.glob("*-*-*"):
            pid, created, _ = path.name.split("-")
            if Record(int(pid), float(created)).process() is None:
                noted = path.read_bytes()
                yield Abandoned([noted[at : at + SIZE] for at in range(0, len(noted), SIZE)], path)
