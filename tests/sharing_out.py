"""How tests are shared out among workers: those that need one shop to one worker, the long ones first."""

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import pytest

ROOT = Path(__file__).resolve().parent
# Each is a shop that takes seconds to open, and that a group of modules shares.
SHOPS = ("still_shop", "slow_shop")
# The one that most modules in a browser share is opened twice, so that two workers can take them.
SHARED, TIMES = "running_shop", 2
# Long, and without a shop: for the workers that would else wait for the first one to be filled.
WITHOUT_SHOP = ("backend/gateway/test_openapi.py", "e2e/test_drawn_pictures.py")
ORDER = ("still_shop", *WITHOUT_SHOP, SHARED, "slow_shop", "e2e/", "backend/launch/")


def share_out(items: list[pytest.Item]) -> None:
    """Give each test its group, and put them in the order in which the groups are taken."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=lambda item: _turn(group_of(item)))


def group_of(item: pytest.Item) -> str:
    """The shop that a test needs with others of other modules, else its own module."""
    needed: Sequence[str] = getattr(item, "fixturenames", ())
    if shop := next((name for name in SHOPS if name in needed), None):
        return shop
    module = item.path.relative_to(ROOT).as_posix()
    return f"{SHARED} {crc32(module.encode()) % TIMES}" if SHARED in needed else module


def _turn(group: str) -> int:
    return next((turn for turn, begin in enumerate(ORDER) if group.startswith(begin)), len(ORDER))
