"""A process of the shop that the launcher keeps alive."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from backend.launch.home import child_record
from backend.stores.embedded import processes

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 10.0
SETTLED_AFTER_S = 30.0
RESTART_WITHIN_S = 3.0
LONGEST_LOG = 10_000_000


class Child:
    """Started again whenever it dies, sooner after a long life than after a short one."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        home: Path,
        cwd: Path,
        env: Mapping[str, str],
        pass_fds: Sequence[int] = (),
    ) -> None:
        self.name = name
        self.command = command
        self.log = home / "logs" / f"{name}.log"
        self.deaths = 0
        self._record = child_record(home, name)
        self._cwd, self._env, self._fds = cwd, env, pass_fds
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._not_before = 0.0
        self._pause = FIRST_PAUSE_S

    @property
    def pid(self) -> int:
        """Of the living process, else 0."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start it now; without a record of it when the disk is full."""
        with suppress(OSError):
            if self.log.stat().st_size > LONGEST_LOG:
                self.log.replace(self.log.with_suffix(".log.1"))
        self._started = time.monotonic()
        self._process = processes.spawn(
            self.command, log=self.log, env=self._env, cwd=self._cwd, pass_fds=self._fds
        )
        with suppress(psutil.Error, OSError):
            processes.write_record(self._record, processes.record_of(self._process.pid))

    def watch(self) -> bool:
        """Start it again if it died and its pause is over; whether it was found dead just now."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._not_before:
                self.start()
            return False
        if self._process.poll() is None:
            return False
        self._process = None
        self.deaths += 1
        self._pause = FIRST_PAUSE_S if now - self._started > SETTLED_AFTER_S else self._pause * 2
        self._not_before = now + min(self._pause, LONGEST_PAUSE_S)
        return True

    def restart(self, **changed: str) -> None:
        """Stop it and start it anew with these changes to its environment."""
        self._env = {**self._env, **changed}
        self.ask_to_stop()
        self.await_end(time.monotonic() + RESTART_WITHIN_S)
        self.start()

    def ask_to_stop(self) -> None:
        """It drains what it has in hand and ends."""
        if self._process:
            with suppress(ProcessLookupError):
                self._process.terminate()

    def await_end(self, deadline: float) -> None:
        """Wait until `deadline`, then end it and all of its session by force."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(self._process.pid, 9)
            self._process.wait(2)
        self._process = None
        self._record.unlink(missing_ok=True)
