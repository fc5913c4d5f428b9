"""The shop that is measured, and how busy it keeps the machine."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from backend.launch.home import shop as shop_of
from backend.launch.status import status
from backend.settings import Settings
from backend.stores.embedded.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
OPEN_WITHIN_S = 180.0
# All load comes from one address.
UNLIMITED = {
    f"RIVULET_{name.upper()}": str(10**9) for name in Settings.model_fields if name.startswith("rate_limit_")
}


@contextmanager
def running_shop(home: Path, **settings: str) -> Iterator[dict[str, Any]]:
    """What `rivulet status` says of a shop that is open inside the block, on stores of its own.

    `settings` are those of its `RIVULET_*` variables that are not as shipped.
    """
    left_out = ("RIVULET_", "REDIS_URL", "MONGODB_URL")
    own = {"RIVULET_HOME": str(home), "RIVULET_PORT": str(free_port(0)), **settings}
    env = {name: value for name, value in os.environ.items() if not name.startswith(left_out)} | own
    command = [str(Path(sys.executable).with_name("rivulet")), "run"]
    with (home.parent / "shop.out").open("w+") as said:
        shop = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True)
        try:
            deadline = time.monotonic() + OPEN_WITHIN_S
            while not (found := status(home))["url"]:
                if shop.poll() is not None or time.monotonic() > deadline:
                    said.seek(0)
                    raise SystemExit(f"the shop did not open. It said:\n{said.read()}")
                time.sleep(0.2)
            yield found
        finally:
            shop.terminate()
            shop.wait(20)


class Load:
    """How busy this machine was: by the shop, by all of it, and the kernel's load average."""

    def __init__(self, shop: dict[str, Any]) -> None:
        pids = {service["pid"] for service in shop["services"]}
        self._services = [psutil.Process(pid) for pid in pids]
        self._stores = [psutil.Process(shop[name]["pid"]) for name in ("redis", "mongodb")]
        self._started, self._before = time.monotonic(), self._seconds()
        psutil.cpu_percent()

    def so_far(self) -> dict[str, float]:
        """Percent of one core each; all cores together are `machine`."""
        took = time.monotonic() - self._started
        busy = {name: 100 * (after - self._before[name]) / took for name, after in self._seconds().items()}
        machine = psutil.cpu_percent() * (psutil.cpu_count() or 1)
        return {"seconds": took, **busy, "machine": machine, "load average": os.getloadavg()[0]}

    def _seconds(self) -> dict[str, float]:
        times = {"services": self._services, "stores": self._stores}
        return {
            name: sum(sum(process.cpu_times()[:2]) for process in processes)
            for name, processes in times.items()
        }


class Family:
    """All processes of a running shop: its own Python ones, and its Redis; its MongoDB is left out."""

    def __init__(self, shop: dict[str, Any], home: Path) -> None:
        launcher = psutil.Process(shop_of(home)["pid"])
        stores = {shop[name]["pid"] for name in ("redis", "mongodb")}
        family = [launcher, *launcher.children(recursive=True)]
        self._python = [process for process in family if process.pid not in stores]
        self._redis = psutil.Process(shop["redis"]["pid"])

    def cpu_seconds(self) -> dict[str, float]:
        """Processor time so far, of each by its last argument and of Redis."""
        used = {"redis": sum(self._redis.cpu_times()[:2])}
        for process in self._python:
            name = _name(process.cmdline())
            used[name] = used.get(name, 0.0) + sum(process.cpu_times()[:2])
        return used

    def memory_mb(self) -> float:
        """What the Python processes hold in memory, shared pages counted once for each."""
        return float(sum(process.memory_info().rss for process in self._python)) / 1_000_000


def _name(command: list[str]) -> str:
    """`… -m backend.launch.storefront 4` is the storefront, `… worker payments` is payments."""
    module = next((part for part in command if part.startswith("backend.launch.")), command[-1])
    return module.rpartition(".")[2]
