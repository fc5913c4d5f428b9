"""From a bare Python to a `.venv` that can run the shop, then on to the command that was asked for.

    python3 -m backend.launch.bootstrap [--test] COMMAND [ARGUMENT …]

Written for any Python 3 and with nothing but its standard library, so that one that is too old can say so.
"""

import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from backend.launch.installing import INSTALLER, by_pip, installations, installed_by_uv
from backend.launch.progress import run_step, tail_of

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = str(VENV / "bin" / "python")
PLACE = VENV / "made-in"
PR_SET_PDEATHSIG = 1  # prctl(2)
LOG = VENV / "set-up.log"
OLDEST, NEWEST = (3, 11), (3, 13)
PYTHONS = ("python3", "python3.13", "python3.12", "python3.11", "python")
OF_THE_SYSTEM = "/usr/bin/python{}"


class Problem(Exception):  # noqa: N818
    """What stands in the way, in words that say what to do."""


def main(arguments: "list[str]") -> None:
    """Set up what is missing, then become the command. Exits with 1 and a message when it can't."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    test = arguments[:1] == ["--test"]
    command = arguments[1:] if test else arguments
    try:
        set_up(test)
    except Problem as problem:
        sys.exit(f"rivulet: {problem}")
    except OSError as error:
        sys.exit("rivulet: " + because_of(error))
    except KeyboardInterrupt:
        sys.exit(130)
    if command:
        keep_bytecode()
        sys.stdout.flush()
        end_with_parent()
        program = str(VENV / "bin" / command[0])
        os.execv(program, [program, *command[1:]])  # noqa: S606


def set_up(test: bool) -> None:
    """Make `.venv` what the lock says; at once when it is that already."""
    lock = "requirements-test.lock" if test else "requirements.lock"
    check_platform()
    holder = hold_the_folder()
    try:
        # Without pip it is one whose making was interrupted.
        if was_moved() or not works(VENV_PYTHON) or quietly([VENV_PYTHON, "-c", "import pip"]) != 0:
            make_venv(suitable_python())
        stamp = VENV / ("set-up-test" if test else "set-up-run")
        wanted = fingerprint(lock, INSTALLER, "pyproject.toml")
        if not stamp.exists() or stamp.read_text() != wanted:
            install(lock)
            stamp.write_text(wanted)
    finally:
        os.close(holder)


def check_platform() -> None:
    """Without servers of one's own, the embedded ones must exist for this machine."""
    here = (platform.system(), platform.machine())
    if here[0] not in ("Linux", "Darwin"):
        raise Problem("{} isn't supported; Linux and macOS are (Windows: use WSL 2).".format(*here))
    own = os.environ.get("REDIS_URL") and os.environ.get("MONGODB_URL")
    if here not in (("Linux", "x86_64"), ("Darwin", "arm64")) and not own:
        raise Problem(
            "there are no embedded servers for {} {} (Linux x86-64 and macOS arm64 have them). Set REDIS_URL "
            "(Redis 8 or Redis Stack) and MONGODB_URL (a MongoDB replica set); compose.yaml brings both "
            "up.".format(*here)
        )


def suitable_python() -> str:
    """The path of a Python that the lock supports: the first one that is found, or a faster one like it."""
    newest = (3, 11) if platform.system() == "Darwin" else NEWEST
    for name in PYTHONS:
        path = shutil.which(name)
        if path and works(path, newest):
            return the_systems_own(path) or path
    raise Problem(
        f"Python 3.11 to {newest[0]}.{newest[1]} is needed, and this one is {platform.python_version()}. "
        "Install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install "
        "python@3.11) and start again."
    )


def the_systems_own(python: str) -> "str | None":
    """The operating system's Python of the same version, if that was built for speed and this one wasn't.

    Distributions let a profile guide their compilers; pyenv, for one, doesn't unless it is told to, and what
    it builds takes an eighth more time for all that the shop does.
    """
    how = (
        "import sysconfig; print('--enable-optimizations' in (sysconfig.get_config_var('CONFIG_ARGS') or ''))"
    )
    own = OF_THE_SYSTEM.format(version_of(python))
    if said_by(python, how) == "True" or not works(own) or not makes_venvs(own):
        return None
    return own


def works(python: str, newest: "tuple[int, int]" = NEWEST) -> bool:
    """Whether it starts and is of a supported version."""
    check = "import sys; sys.exit(not {} <= sys.version_info[:2] <= {})".format(OLDEST, newest)  # noqa: UP032
    try:
        return quietly([python, "-c", check]) == 0
    except OSError:
        return False


def make_venv(python: str) -> None:
    """A fresh `.venv`."""
    if not makes_venvs(python):
        raise Problem(
            f"{python} has no ensurepip, which makes virtual environments. Install it (Debian and Ubuntu: "
            f"apt-get install python{version_of(python)}-venv) and start again."
        )
    shutil.rmtree(str(VENV), ignore_errors=True)
    step("Making .venv with " + python, [python, "-m", "venv", str(VENV)])
    PLACE.write_text(str(ROOT))


def makes_venvs(python: str) -> bool:
    """Whether it has all that it takes: Debian keeps a part of it in a package of its own."""
    return quietly([python, "-c", "import ensurepip, venv"]) == 0


def version_of(python: str) -> str:
    """As 3.11."""
    return said_by(python, "import sys; print('%d.%d' % sys.version_info[:2])")


def said_by(python: str, code: str) -> str:
    """What it prints."""
    return subprocess.check_output([python, "-c", code]).decode().strip()


def was_moved() -> bool:
    """Whether `.venv` was made in another place: its scripts name their interpreter by path."""
    return PLACE.exists() and PLACE.read_text() != str(ROOT)


def keep_bytecode() -> None:
    """In `.venv` at least: without it each of a shop's processes would compile a thousand modules anew."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))


def end_with_parent() -> None:
    """Have the command end, in good order, when `make` is killed in a way that it can't pass on."""
    if platform.system() == "Linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def install(lock: str) -> None:
    """Exactly what the lock names, by its hashes, then the shop itself."""
    if installed_by_uv(VENV_PYTHON, lock, ROOT, LOG):
        return
    for title, wanted in installations(lock, ROOT):
        step(title, [*by_pip(VENV_PYTHON), *wanted])


def step(title: str, command: "list[str]") -> None:
    """Run a command of the set-up. Raises `Problem` when it fails."""
    if run_step(title, command, LOG, cwd=str(ROOT)) == 0:
        return
    said = tail_of(LOG)
    lowered = said.lower()
    if "no space left" in lowered or "disk quota" in lowered:
        raise Problem("the disk is full. Free some space (about 2 GB are needed) and start again.")
    if any(sign in lowered for sign in ("connection", "name resolution", "timed out", "network is")):
        raise Problem(
            "the packages can't be fetched. Check the network, and pip's own settings where a proxy or a "
            "mirror is in use, and start again.\n" + said
        )
    raise Problem(f"this step failed; its whole output is in {LOG}.\n{said}")


def hold_the_folder() -> int:
    """One set-up at a time in this checkout; another one waits here until the first is through."""
    import fcntl

    folder = os.open(str(ROOT), os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    return folder


def fingerprint(*names: str) -> str:
    """Of the files that decide what is installed."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def quietly(command: "list[str]") -> int:
    """The exit code of a command that says nothing."""
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def because_of(error: OSError) -> str:
    """An operating system's refusal, in words that say what to do."""
    where = error.filename or ROOT
    return f"{where}: {error.strerror}. Free space or give this user access there, and start again."


if __name__ == "__main__":
    main(sys.argv[1:])
