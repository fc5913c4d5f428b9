"""The shop's home: one launcher at a time, and nothing left of one that was killed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from backend.stores.embedded import LaunchError, processes
from backend.stores.embedded.errors import usable

PATIENCE_S = 4.0


@contextmanager
def held(home: Path) -> Iterator[None]:
    """This home is ours until the end. Raises `LaunchError` that names who has it now."""
    run = home / "run"
    with usable(home):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        run.mkdir(exist_ok=True, mode=0o700)
        lock = os.open(run / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError(_taken(home, os.read(lock, 20).decode(errors="replace").strip())) from None
        with usable(home):
            os.truncate(lock, 0)
            os.write(lock, str(os.getpid()).encode())
        yield
    finally:
        os.close(lock)


def _taken(home: Path, pid: str) -> str:
    url = shop(home).get("url")
    what = f"The shop of {home} is running already at {url}" if url else f"{home} is in use"
    return (
        f"{what} (process {pid}). Stop it first, or set RIVULET_HOME and RIVULET_PORT to others for a second."
    )


def shop(home: Path) -> dict[str, Any]:
    """What the running launcher of this home wrote down; nothing when none is running."""
    path = home / "run" / "shop.json"
    record = processes.read_record(path)
    return processes.read_json(path) if record and record.process() else {}


def child_record(home: Path, name: str) -> Path:
    """Where the launcher remembers a child beyond its own death."""
    return home / "run" / "children" / f"{name}.json"


def clear(home: Path) -> int:
    """Stop the children that a killed launcher left behind and forget what they said; their number."""
    run = home / "run"
    left: list[psutil.Process] = []
    for path in run.glob("children/*.json"):
        process = processes.living(path, "backend.")
        if process:
            left.append(process)
        path.unlink(missing_ok=True)
    processes.stop(left, patience_s=PATIENCE_S)
    shutil.rmtree(run / "services", ignore_errors=True)
    (run / "shop.json").unlink(missing_ok=True)
    return len(left)
