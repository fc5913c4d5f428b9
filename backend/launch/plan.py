"""Which processes a shop consists of, and what each finds in its environment."""

import os
import sys
from pathlib import Path

from backend.launch.child import Child
from backend.launch.frontend import ROOT, environment
from backend.settings import Settings
from backend.stores.embedded.ports import free_port


def store_environment(settings: Settings) -> dict[str, str]:
    """What every process of the shop is told, whether the stores are given or embedded."""
    return {
        **os.environ,
        "REDIS_URL": str(settings.redis_url),
        "MONGODB_URL": str(settings.mongodb_url),
        "RIVULET_HOME": str(settings.home),
        "PYTHONUNBUFFERED": "1",
    }


def children(settings: Settings, frontend: Path | None, listener: int) -> list[Child]:
    """The storefront, reloading where there is no built front end, and a worker for each service beside."""
    own = store_environment(settings)
    own = {**environment(own), **{name: own[name] for name in own if name != "PATH"}}
    if frontend is None:
        served, fds = own, []
        serve = ["-m", "reflex", "run", "--env", "dev", "--frontend-port", str(settings.port)]
        serve += ["--backend-host", settings.host, "--backend-port", str(free_port())]
    else:
        serve, fds = ["-m", "backend.launch.storefront", str(listener)], [listener]
        served = {
            **own,
            "REFLEX_WEB_WORKDIR": str(frontend),
            "REFLEX_ENV_MODE": "prod",
            # Two switches of Reflex' own: serve the build that is there instead of making one.
            "__REFLEX_SKIP_COMPILE": "true",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
        }
    storefront = Child(
        "storefront", [sys.executable, *serve], home=settings.home, cwd=ROOT, env=served, pass_fds=fds
    )
    workers = [
        Child(
            name,
            [sys.executable, "-m", "backend.cli", "worker", name],
            home=settings.home,
            cwd=ROOT,
            env=store_environment(settings),
        )
        for name in settings.beside_services
    ]
    return [storefront, *workers]
