"""The packages of a lock into `.venv`: by uv, which takes seconds where pip takes a minute, else by pip.

Like the rest of the set-up for any Python 3, with nothing but its standard library.
"""

import ast
import os
import subprocess
from pathlib import Path

from backend.launch.progress import run_step, say

INSTALLER = "requirements-uv.lock"
# What pip's configuration says is uv's as well; pip's name of it, uv's, and what parts several values.
SETTINGS = (
    ("index-url", "UV_DEFAULT_INDEX", ""),
    ("extra-index-url", "UV_INDEX", " "),
    ("find-links", "UV_FIND_LINKS", ","),
    ("trusted-host", "UV_INSECURE_HOST", " "),
    ("proxy", "ALL_PROXY", ""),
    ("cert", "SSL_CERT_FILE", ""),
    ("client-cert", "SSL_CLIENT_CERT", ""),
    ("timeout", "UV_HTTP_TIMEOUT", ""),
)
LIKE_PIP = {
    # A hash names one file, whichever index has it.
    "UV_INDEX_STRATEGY": "unsafe-best-match",
    "UV_SYSTEM_CERTS": "true",
    "UV_NO_PROGRESS": "true",
}


def installed_by_uv(python: str, lock: str, root: Path, log: Path) -> bool:
    """Install exactly what the lock names, by its hashes, then the shop itself; whether that went well.

    It doesn't where there is no uv for this machine, or where it can't follow pip's settings.
    """
    uv = Path(python).with_name("uv")
    get_uv = [*by_pip(python), "--no-compile", *as_locked(INSTALLER, root)]
    if run_step("Installing uv", get_uv, log, cwd=str(root)) != 0:
        return False
    settings = settings_of_pip(python)
    install = [str(uv), "pip", "install", "--python", python]
    install += ["--no-index"] if settings.get("no-index", "").lower() in ("1", "true", "yes", "on") else []
    env = environment(settings, os.environ)
    for title, wanted in installations(lock, root):
        if run_step(title, [*install, *wanted], log, cwd=str(root), env=env) != 0:
            say("- that was not for uv, so pip does it")
            return False
    return True


def installations(lock: str, root: Path) -> "tuple[tuple[str, list[str]], ...]":
    """What is installed, in this order, and how pip and uv are told of it."""
    return (
        ("Installing the packages of " + lock, as_locked(lock, root)),
        ("Installing the shop", ["--no-deps", "--no-build-isolation", "-e", str(root)]),
    )


def as_locked(lock: str, root: Path) -> "list[str]":
    """Exactly what a lock names, by its hashes."""
    return ["--no-deps", "--require-hashes", "-r", str(root / lock)]


def by_pip(python: str) -> "list[str]":
    """The beginning of pip's command line."""
    return [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]


def settings_of_pip(python: str) -> "dict[str, str]":
    """What pip is told on this machine, by files and by the environment."""
    command = [python, "-m", "pip", "--disable-pip-version-check", "config", "list"]
    listed = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=False).stdout  # noqa: UP021
    found = {}  # type: dict[str, dict[str, str]]
    for line in listed.splitlines():
        name, is_setting, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if is_setting:
            found.setdefault(section, {})[option] = str(ast.literal_eval(value))
    # The later ones count for more.
    return {**found.get("global", {}), **found.get("install", {}), **found.get(":env:", {})}


def environment(settings: "dict[str, str]", own: "os._Environ[str] | dict[str, str]") -> "dict[str, str]":
    """For uv: pip's settings under its names, unless it has been told something itself."""
    env = dict(LIKE_PIP)
    for option, name, between in SETTINGS:
        if settings.get(option):
            env[name] = between.join(settings[option].split()) if between else settings[option]
    env.update(own)
    return env
