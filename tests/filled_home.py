"""A home whose shop is filled, made once for all tests of a run: to fill one takes longer than to open it."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.behind import fill_shelves
from tests.running_shop import RunningShop


def copy_filled_home(folders: pytest.TempPathFactory, to: Path) -> Path:
    """Make this the home of a shop that was open once, has full shelves, and was stopped in good order."""
    # Servers come back at their ports, and the password of every copy would let another shop in there.
    shutil.copytree(_filled_home(folders), to, ignore=shutil.ignore_patterns("port.json"))
    return to


def _filled_home(folders: pytest.TempPathFactory) -> Path:
    root = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # what all workers share
    made = root / "filled-home"
    with (root / "filled-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shop = RunningShop(root / "filling" / "home")
            shop.home.parent.mkdir()
            try:
                fill_shelves(shop.start())
                shop.stop()
            finally:
                shop.clean_up()
            shop.home.rename(made)
    return made
