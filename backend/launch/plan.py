"""Which processes a shop consists of, and what each finds in its environment."""

import os
import sys
from pathlib import Path

from backend.launch.child import Child
from backend.launch.frontend import ROOT, environment
from backend.settings import Settings

FRONTEND = "REFLEX_WEB_WORKDIR"


def store_environment(settings: Settings) -> dict[str, str]:
    """What every process of the shop is told, whether the stores are given or embedded."""
    return {
        **os.environ,
        "REDIS_URL": str(settings.redis_url),
        "MONGODB_URL": str(settings.mongodb_url),
        "RIVULET_HOME": str(settings.home),
        "PYTHONUNBUFFERED": "1",
    }


def children(settings: Settings, frontend: Path, listener: int, *, reloading: bool = False) -> list[Child]:
    """The storefront, and a worker for each service beside it."""
    own = store_environment(settings)
    served = {
        **environment(own),
        **{name: own[name] for name in own if name != "PATH"},
        FRONTEND: str(frontend),
        "REFLEX_ENV_MODE": "prod",
        # Two switches of Reflex' own: serve the build that is there instead of making one.
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    app = ["backend.launch.reloading:app"] if reloading else []
    serve = [sys.executable, "-m", "backend.launch.storefront", str(listener), *app]
    storefront = Child("storefront", serve, home=settings.home, cwd=ROOT, env=served, pass_fds=[listener])
    workers = [
        Child(
            name,
            [sys.executable, "-m", "backend.cli", "worker", name],
            home=settings.home,
            cwd=ROOT,
            env=own,
        )
        for name in settings.beside_services
    ]
    return [storefront, *workers]
