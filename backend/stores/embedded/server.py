"""What the two embedded servers have in common: start or take over, wait until ready, stop."""

import errno
import os
import secrets
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import psutil

from backend.stores.embedded import processes
from backend.stores.embedded.errors import LaunchError, usable
from backend.stores.embedded.ports import free_port

READY_WITHIN_S = 30.0
STOP_WITHIN_S = 0.9
PORT_TRIES = 3
LEAST_SPACE = 64_000_000


class EmbeddedServer(ABC):
    """A store on loopback whose data, password, log and run record live in the shop's home."""

    name: ClassVar[str]
    title: ClassVar[str]
    variable: ClassVar[str]

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.data = self.home / self.name
        self.log = self.home / "logs" / f"{self.name}.log"
        self.record = self.home / "run" / f"{self.name}.json"
        self.secret = self.data / "password"
        self.port = 0
        self.process: psutil.Process | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._abandoned = False

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients find it, password included."""

    @abstractmethod
    def command(self) -> list[str]:
        """How it is started on `self.port`; the password isn't among the arguments."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether it answers a request that has the password."""

    def prepare(self) -> None:  # noqa: B027 - a server that needs nothing before its first start
        """Whatever must be there before it is started."""

    def nudge(self) -> None:  # noqa: B027 - most servers need none
        """Called again and again while it is asked to stop."""

    @property
    def pid(self) -> int:
        """Of the running server, else 0."""
        return self.process.pid if self.process else 0

    @property
    def password(self) -> str:
        """Made at the first start."""
        return self.made_once(self.secret)

    def made_once(self, path: Path) -> str:
        """A password kept there; letters and digits only, so that it may stand in a URL as it is."""
        if not path.exists():
            processes.write_private(path, secrets.token_hex(24).encode())
        return path.read_text().strip()

    def find(self) -> bool:
        """Whether a server of this home is running; it is then what this object stands for."""
        self.process = processes.living(self.record, str(self.data))
        record = processes.read_record(self.record)
        self.port = record.port if self.process and record else 0
        return self.process is not None

    def start(self) -> None:
        """Start it, or take over the one that an earlier launcher left behind.

        Raises `LaunchError` with the end of its log when it doesn't become ready.
        """
        with usable(self.home):
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.data.mkdir(exist_ok=True, mode=0o700)
            if shutil.disk_usage(self.home).free < LEAST_SPACE:
                raise OSError(errno.ENOSPC, "disk full")
            if self.find():
                if self._ready(time.monotonic() + 3):
                    return
                self.stop()
            self.prepare()
            self._launch()

    def _launch(self) -> None:
        known = processes.read_json(self.data / "port.json").get("port", 0)
        for _ in range(PORT_TRIES):
            self.port = free_port(known if isinstance(known, int) else 0)
            self._spawn(self.command())
            if self._ready(time.monotonic() + READY_WITHIN_S):
                processes.write_json(self.data / "port.json", {"port": self.port})
                return
            self.stop()
            known = 0
            if "ddress already in use" not in processes.tail(self.log):
                break
        raise LaunchError(self._why())

    def abandon(self) -> None:
        """End it for good, a start that is still under way in another thread too."""
        self._abandoned = True
        self.stop()

    def alive(self) -> bool:
        """Whether its process lives."""
        process = self.process
        return process is not None and processes.is_alive(process) and not self._ended()

    def _spawn(self, command: list[str]) -> None:
        if self._abandoned:
            raise LaunchError(f"The embedded {self.title} was stopped while it started.")
        self.log.unlink(missing_ok=True)
        # A locale that the environment names and the machine lacks would stop Redis.
        environment = {**os.environ, "LC_ALL": "C"}
        self._child = processes.spawn(command, log=self.log, cwd=self.data, env=environment)
        try:
            self.process = psutil.Process(self._child.pid)
            processes.write_record(self.record, processes.record_of(self._child.pid, self.port))
        except psutil.Error:
            self.process = None

    def _ready(self, deadline: float) -> bool:
        while self.alive():
            if self.answers():
                return True
            if not processes.wait_until(deadline):
                return False
        return False

    def _ended(self) -> bool:
        child = self._child
        return child is not None and child.poll() is not None

    def stop(self) -> None:
        """End it in order, by force after a while; nothing of its data that was acknowledged is lost."""
        process, child = self.process, self._child
        if process:
            with suppress(psutil.Error):
                process.terminate()
            deadline = time.monotonic() + STOP_WITHIN_S
            while self.alive() and processes.wait_until(deadline):
                self.nudge()
            processes.await_end([process], patience_s=0)
        if child:
            child.wait(timeout=2)
        self.process = self._child = None
        self.record.unlink(missing_ok=True)

    def _why(self) -> str:
        log = processes.tail(self.log)
        full = shutil.disk_usage(self.home).free < LEAST_SPACE
        if full or "no space left" in log.lower():
            advice = (
                f"The disk that holds {self.home} is full: free some space, or set RIVULET_HOME elsewhere."
            )
        else:
            advice = f"Put that right, or set {self.variable} to a server of your own."
        return f"The embedded {self.title} didn't start. {advice}\nThe end of {self.log}:\n{log}"
