"""A Chromium for the tests: the system's, else installed with the system's package manager."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from backend.launch.progress import run_step, tail_of
from backend.stores.embedded import LaunchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
INSTALLERS = (
    ("apt-get", (("update", "-q"), ("install", "-yq", "--no-install-recommends", "chromium"))),
    ("dnf", (("install", "-y", "chromium"),)),
    ("apk", (("add", "chromium"),)),
    ("brew", (("install", "--cask", "google-chrome"),)),
)
LOG = Path(".build") / "browser.log"


def found_browser() -> str | None:
    """The path of a Chromium or Chrome on this machine."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return wanted
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


def installed_browser() -> str:
    """As `found_browser`, after installing one where there is none. Raises `LaunchError` with what to do."""
    found = found_browser()
    if found:
        return found
    for manager, commands in INSTALLERS:
        if shutil.which(manager):
            _install(manager, commands)
            found = found_browser()
            if found:
                return found
    raise LaunchError(f"The tests need Chromium or Google Chrome. {_advice()}")


def _install(manager: str, commands: tuple[tuple[str, ...], ...]) -> None:
    as_root = _as_root(manager)
    if as_root is None:
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        code = run_step(f"{manager} {' '.join(command)}", [*as_root, manager, *command], LOG, env=env)
        # An update of the lists may fail in part and still be enough.
        if code != 0 and command[0] != "update":
            raise LaunchError(
                f"Chromium couldn't be installed. {_advice()}\nThe end of {LOG}:\n{tail_of(LOG)}"
            )


def _as_root(manager: str) -> list[str] | None:
    """How to run the package manager without asking anybody for a password; None when that can't be."""
    if manager == "brew" or os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _advice() -> str:
    if sys.platform == "darwin":
        command = "brew install --cask google-chrome"
    elif shutil.which("dnf"):
        command = "sudo dnf install -y chromium"
    elif shutil.which("apk"):
        command = "sudo apk add chromium"
    else:
        command = "sudo apt-get install -y chromium"
    return f"Install it ({command}), or set CHROMIUM to the path of one, and run make test again."
