"""`make check` and `make test`: the gates; then a browser, the front end and the tests.

python -m backend.launch.testing check|test
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from backend.launch.browser import installed_browser
from backend.launch.frontend import ROOT, built_frontend
from backend.launch.progress import say
from backend.stores.embedded import LaunchError

BIN = Path(sys.executable).parent
MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 << 30  # bytes; all tests together leave less than half of that
GATES = (
    ("mypy",),
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("lint-imports",),
)


def check() -> None:
    """All gates side by side, so that one run shows all there is to put right."""
    failed = [gate[0] for gate, passed in zip(GATES, _side_by_side(GATES), strict=True) if not passed]
    if failed:
        sys.exit(f"not passed: {', '.join(failed)}")


def test() -> None:
    """All gates and, while mypy works on one core, what the tests need; then all of them, the slowest named.

    Their workers each have shops and stores of their own. Three at a time keep a machine of two cores busy:
    tests wait as well.
    """
    with ThreadPoolExecutor() as pool:
        steps = [pool.submit(step) for step in (check, _browser, built_frontend, _compiled)]
    for step in steps:
        step.result()
    with _scratch() as place:
        tests = ("pytest", "-q", "-n3", "--no-loadscope-reorder", "--durations=10", *place)
        say(f"- {' '.join(tests)}")
        code = subprocess.call([str(BIN / tests[0]), *tests[1:]], cwd=ROOT)
    if code:
        sys.exit(code)


STEPS: dict[str, Callable[[], None]] = {"check": check, "test": test}


@contextmanager
def _scratch() -> Iterator[tuple[str, ...]]:
    """Where tests keep their files: in memory, if there is room for them.

    Their stores sync each write, and would spend a sixth of their time waiting for a disk.
    """
    if not _has_room(MEMORY):
        yield ()
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left there
    with TemporaryDirectory(prefix="rivulet-tests-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        yield ("--basetemp", f"{folder}/files")


def _has_room(place: Path) -> bool:
    """Whether it is there, large enough, and programs that tests write run in it."""
    try:
        found = os.statvfs(place)
    except OSError:
        return False
    return not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize >= ROOM


def _browser() -> None:
    say(f"- browser: {installed_browser()}")


def _compiled() -> None:
    """Whatever tests import is compiled once, and not by each worker."""
    subprocess.run(
        [str(BIN / "pytest"), "-q", "--collect-only"], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )


def _side_by_side(gates: Sequence[tuple[str, ...]]) -> list[bool]:
    """Whether each passed; what they say comes gate by gate."""
    with ThreadPoolExecutor(len(gates)) as pool:
        return list(pool.map(_passes, gates))


def _passes(gate: tuple[str, ...]) -> bool:
    began = time.monotonic()
    command = [str(BIN / gate[0]), *gate[1:]]
    ended = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    passed = "passed" if ended.returncode == 0 else "FAILED"
    said = ended.stdout.rstrip() if ended.returncode else ""
    say(
        f"- {' '.join(gate)}: {passed} after {time.monotonic() - began:.1f} s" + (f"\n{said}" if said else "")
    )
    return ended.returncode == 0


if __name__ == "__main__":
    try:
        STEPS[sys.argv[1]]()
    except LaunchError as error:
        sys.exit(f"rivulet: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
