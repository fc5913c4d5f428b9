"""A Chromium for the tests, and a font that has Chinese: the system's, else by its package manager."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from backend.launch.progress import run_step, tail_of
from backend.stores.embedded import LaunchError

# What has no window comes first: the same engine, which takes a quarter less processor time for our tests.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# What a package manager is told, and what it calls the two.
INSTALL: dict[str, tuple[tuple[str, ...], ...]] = {
    "apt-get": (
        ("update", "-q"),
        # Another installation that runs now is waited for.
        ("install", "-yq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"),
    ),
    "dnf": (("install", "-y"),),
    "apk": (("add",),),
    "brew": (("install", "--cask"),),
}
CHROMIUM = {"apt-get": "chromium", "dnf": "chromium", "apk": "chromium", "brew": "google-chrome"}
CHINESE = {"apt-get": "fonts-noto-cjk", "dnf": "google-noto-sans-cjk-fonts", "apk": "font-noto-cjk"}
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
    found = found_browser() or (_install("Chromium", CHROMIUM) and found_browser())
    if not found:
        advice = f"{_advice(CHROMIUM)}, or set CHROMIUM to the path of one"
        raise LaunchError(
            f"The tests need Chromium or Google Chrome. Install it ({advice}), and start again."
        )
    return found


def installed_chinese() -> str:
    """The name of a font that has Chinese, likewise. Raises `LaunchError` with what to do."""
    found = _chinese() or (_install("A font that has Chinese", CHINESE) and _chinese())
    if not found:
        raise LaunchError(
            f"A font that has Chinese is needed. Install it ({_advice(CHINESE)}), and start again."
        )
    return found


def _chinese() -> str:
    if sys.platform == "darwin":
        return "PingFang SC"
    if not shutil.which("fc-list"):
        return ""
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return listed.stdout.partition("\n")[0].partition(",")[0]


def _install(what: str, packages: dict[str, str]) -> bool:
    """Whether it was installed. Raises `LaunchError` when that was tried and went wrong."""
    manager = next((name for name in packages if shutil.which(name)), None)
    as_root = _as_root(manager) if manager else None
    if manager is None or as_root is None:
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for said in INSTALL[manager]:
        command = said if said[0] == "update" else (*said, packages[manager])
        code = run_step(f"{manager} {' '.join(command)}", [*as_root, manager, *command], LOG, env=env)
        # An update of the lists may fail in part and still be enough.
        if code != 0 and command[0] != "update":
            raise LaunchError(
                f"{what} couldn't be installed. Try it yourself ({_advice(packages)}), and start again.\n"
                f"The end of {LOG}:\n{tail_of(LOG)}"
            )
    return True


def _as_root(manager: str) -> list[str] | None:
    """How to run the package manager without asking anybody for a password; None when that can't be."""
    if manager == "brew" or os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _advice(packages: dict[str, str]) -> str:
    """The command by which a person installs it; Debian's where no other manager is at hand."""
    managers = ["brew"] if sys.platform == "darwin" else ["dnf", "apk"]
    manager = next((name for name in managers if name in packages and shutil.which(name)), "apt-get")
    root = "" if manager == "brew" else "sudo "
    return f"{root}{manager} {INSTALL[manager][-1][0]} {packages[manager]}"
