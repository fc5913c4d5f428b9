"""`make check` and `make test`: the gates, the browser, the tests, each said before it runs.

python -m backend.launch.testing [check] [browser] [pytest]
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from backend.launch.browser import installed_browser
from backend.launch.frontend import ROOT
from backend.launch.progress import say
from backend.stores.embedded import LaunchError

BIN = Path(sys.executable).parent
GATES = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def check() -> None:
    """All gates, so that one run shows all there is to put right."""
    failed = [gate[0] for gate in GATES if _run(gate) != 0]
    if failed:
        sys.exit(f"not passed: {', '.join(failed)}")


def browser() -> None:
    """A Chromium for the tests in a browser."""
    say(f"- browser: {installed_browser()}")


def tests() -> None:
    """All of them, the slowest named, side by side in workers that each have a shop and stores of their own.

    Two at a time keep a machine of two cores busy; three take as long.
    """
    code = _run(("pytest", "-q", "-n2", "--dist=worksteal", "--durations=10"))
    if code != 0:
        sys.exit(code)


STEPS: dict[str, Callable[[], None]] = {"check": check, "browser": browser, "pytest": tests}


def _run(command: tuple[str, ...]) -> int:
    say(f"- {' '.join(command)}")
    began = time.monotonic()
    code = subprocess.call([str(BIN / command[0]), *command[1:]], cwd=ROOT)
    say(f"- {command[0]}: {'passed' if code == 0 else 'FAILED'} after {time.monotonic() - began:.1f} s")
    return code


if __name__ == "__main__":
    try:
        for name in sys.argv[1:] or STEPS:
            STEPS[name]()
    except LaunchError as error:
        sys.exit(f"rivulet: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
