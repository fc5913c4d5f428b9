"""A whole shop for a test, started as a person starts it, stopped by signals; every wait has an end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from backend.launch.home import shop as shop_of
from backend.launch.status import status
from backend.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
RIVULET = Path(sys.executable).parent / "rivulet"
OPEN_WITHIN_S = 180.0
# All shoppers of the tests have one address.
NO_LIMITS = {
    f"RIVULET_{name.upper()}": "0" for name in Settings.model_fields if name.startswith("rate_limit_")
}


class RunningShop:
    """`rivulet run` in a home and on a port of its own, without limits; keywords are its environment."""

    def __init__(self, home: Path, **env: str) -> None:
        self.home = home
        self.port = int(env.get("RIVULET_PORT") or free_port())
        self.output_file = home.parent / f"{home.name}.out"
        place = {"RIVULET_HOME": str(home), "RIVULET_PORT": str(self.port)}
        self.env = {**os.environ, **NO_LIMITS, **place, **env}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return self.output_file.read_text()

    def launch(self) -> None:
        """Start it without waiting."""
        with self.output_file.open("wb") as output:
            self.process = subprocess.Popen(
                [RIVULET, "run"], cwd=ROOT, env=self.env, stdout=output, stderr=output, start_new_session=True
            )

    def start(self) -> "RunningShop":
        """Start it and wait until it says that it is open."""
        self.launch()
        wait_for(lambda: "Rivulet is open at" in self.output or self._ended(), OPEN_WITHIN_S, self._account)
        assert not self._ended(), self._account()
        return self

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> float:
        """Ask it to stop; how long that took. Fails when a process is left."""
        assert self.process
        family = self.family()
        began = time.monotonic()
        self.process.send_signal(sign)
        self.process.wait(20)
        took = time.monotonic() - began
        left = [member for member in family if alive(member)]
        assert not left, f"left behind: {left}"
        return took

    def kill(self) -> None:
        """The launcher dies at once, as with kill -9; what it started lives on."""
        assert self.process
        self.process.kill()
        self.process.wait(5)

    def clean_up(self) -> None:
        """Whatever a test did, nothing of this shop runs after this."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        for process in psutil.process_iter():
            try:
                ours = process.environ().get("RIVULET_HOME") == str(self.home)
                ours = ours or any(str(self.home) in part for part in process.cmdline())
            except psutil.Error:
                continue
            if ours and process.pid != os.getpid():
                process.kill()

    def family(self) -> list[psutil.Process]:
        """The launcher and all that descends from it."""
        assert self.process
        launcher = psutil.Process(self.process.pid)
        return [launcher, *launcher.children(recursive=True)]

    def status(self) -> dict[str, Any]:
        """What `rivulet status --json` says, without starting a process for it."""
        return status(self.home)

    def rivulet(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Another command on the same home."""
        return subprocess.run(
            [RIVULET, *arguments],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def pid_of(self, service: str) -> int | None:
        """The process that runs a service now."""
        services = {found["name"]: found["pid"] for found in self.status()["services"]}
        pid: int | None = services[service]
        return pid

    def children(self) -> dict[str, int]:
        """The storefront and the workers that the launcher runs now."""
        found: dict[str, int] = shop_of(self.home)["children"]
        return found

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _account(self) -> str:
        logs = "\n".join(f"--- {log.name}\n{log.read_text()[-3000:]}" for log in self.home.glob("logs/*.log"))
        return f"the shop said:\n{self.output}\n{logs}"


def free_port() -> int:
    """One that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(process: psutil.Process) -> bool:
    """Running, and not just waiting to be collected."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def wait_for(condition: Callable[[], Any], within_s: float, account: Callable[[], str] = str) -> None:
    """Until it holds; fails with `account()` when it doesn't in time."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, f"not within {within_s} s. {account()}"
        time.sleep(0.05)
