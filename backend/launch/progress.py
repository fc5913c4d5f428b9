"""Long steps that show that they go on. Runs on any Python 3, before anything is installed."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

QUIET_EVERY_S = 10
URL = re.compile(r"\b\w+://\S+")


class Step:
    """`- Installing ... 12 s`, kept up to date on a terminal, a line now and then elsewhere."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.detail = ""
        self._began = time.monotonic()
        self._over = threading.Event()
        self._terminal = sys.stdout.isatty()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Step":
        """Say what begins."""
        self._show(f"- {self.title} ...", last=not self._terminal)
        self._ticker.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Say how long it took, or that it was left."""
        self._over.set()
        self._ticker.join()
        end = "done in" if kind is None else "stopped after"
        self._show(f"- {self.title}: {end} {time.monotonic() - self._began:.1f} s", last=True)

    def update(self, detail: str) -> None:
        """What it does at the moment; shown at the next turn."""
        self.detail = URL.sub("...", detail.strip())[:60]

    def _tick(self) -> None:
        while not self._over.wait(0.5 if self._terminal else QUIET_EVERY_S):
            seconds = int(time.monotonic() - self._began)
            self._show(f"- {self.title} ... {seconds} s  {self.detail}")

    def _show(self, line: str, last: bool = False) -> None:
        if self._terminal:
            line = "\r\x1b[K" + line
        _write(line + ("\n" if last or not self._terminal else ""))


def run_step(title: str, command: "list[str]", log: Path, **options: object) -> int:
    """Run a command as a step, all that it says going to the file `log` too; its exit code.

    `options` go to `subprocess.Popen`. When this process is asked to stop, so is the command.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with Step(title) as step, log.open("ab") as kept:
        started = subprocess.Popen(  # type: ignore[call-overload]
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
        try:
            for line in started.stdout:
                kept.write(line)
                step.update(line.decode("utf-8", "replace"))
            return int(started.wait())
        except BaseException:
            end_group(started)
            raise


def end_group(started: "subprocess.Popen[bytes]") -> None:
    """Stop a command and all that it started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(started.pid, sign)
        except OSError:
            return
        try:
            started.wait(2)
        except subprocess.TimeoutExpired:
            continue


def tail_of(log: Path, lines: int = 15) -> str:
    """The end of a log without the addresses in it."""
    try:
        said = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return URL.sub("...", "\n".join(said.splitlines()[-lines:]))


def say(line: str) -> None:
    """One line for the person who started the shop."""
    _write(line + "\n")


def _write(text: str) -> None:
    # A closed terminal or pipe must not end the shop in the middle of something.
    with suppress(OSError):
        sys.stdout.write(text)
        sys.stdout.flush()
