"""Processes of this home: how they are recorded, recognised after a crash, and stopped."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
import psutil

CLOCK_STEP_S = 2.0


@dataclass(frozen=True, slots=True)
class Record:
    """A process that this home started; pid and start time together never mean another one."""

    pid: int
    create_time: float
    port: int = 0

    def process(self) -> psutil.Process | None:
        """The process while it lives, else None; a pid that was given to somebody else is None too."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.create_time) < CLOCK_STEP_S
        except psutil.Error:
            return None
        return found if same and is_alive(found) else None


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs; one that ended and that nobody has collected doesn't."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def record_of(pid: int, port: int = 0) -> Record:
    """The record of the living process `pid`. Raises `psutil.NoSuchProcess` when there is none."""
    return Record(pid, psutil.Process(pid).create_time(), port)


def write_private(path: Path, content: bytes) -> None:
    """Put `content` there at once and whole, readable by this user only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """As `write_private`."""
    write_private(path, orjson.dumps(content, option=orjson.OPT_INDENT_2))


def read_json(path: Path) -> dict[str, Any]:
    """What is there, or nothing when the file is missing or was torn by a crash."""
    try:
        content = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def write_record(path: Path, record: Record) -> None:
    """Remember a process beyond the death of the one that started it."""
    write_json(path, asdict(record))


def read_record(path: Path) -> Record | None:
    """The record there, or None when it is missing or makes no sense."""
    content = read_json(path)
    try:
        return Record(int(content["pid"]), float(content["create_time"]), int(content.get("port", 0)))
    except (KeyError, TypeError, ValueError):
        return None


def living(path: Path, sign: str) -> psutil.Process | None:
    """The process recorded there if it still lives and has `sign` in its command line."""
    record = read_record(path)
    process = record.process() if record else None
    try:
        return process if process and any(sign in part for part in process.cmdline()) else None
    except psutil.Error:
        return None


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that the terminal's Ctrl-C reaches only its launcher."""
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            start_new_session=True,
            umask=0o077,
            pass_fds=pass_fds,
        )


def stop(processes: Sequence[psutil.Process], *, patience_s: float) -> None:
    """Ask all to end, wait, and end by force those that didn't; ones that are gone already are fine."""
    for process in processes:
        with suppress(psutil.Error):
            process.terminate()
    await_end(processes, patience_s=patience_s)


def await_end(processes: Sequence[psutil.Process], *, patience_s: float) -> None:
    """Wait for all to end, then kill what is left."""
    deadline = time.monotonic() + patience_s
    while any(map(is_alive, processes)) and wait_until(deadline):
        pass
    left = [process for process in processes if is_alive(process)]
    for process in left:
        with suppress(psutil.Error):
            process.kill()
    deadline = time.monotonic() + 2
    while any(map(is_alive, left)) and wait_until(deadline):
        pass


def tail(log: Path, lines: int = 12) -> str:
    """The end of a log, for a message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def wait_until(deadline: float) -> bool:
    """A short pause; False once `deadline` (of `time.monotonic`) has passed."""
    time.sleep(0.02)
    return time.monotonic() < deadline
