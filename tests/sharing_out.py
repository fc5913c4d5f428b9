"""How tests are shared out among workers: those that need one shop to one worker, the long ones first."""

from pathlib import Path
from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling

E2E = "tests/e2e/"
# Shops that take seconds to open are opened once for all that need them.
GROUPS = {
    f"{E2E}test_accessibility.py": "a still shop",
    f"{E2E}test_payments_of_others.py": "a still shop",
    f"{E2E}test_one_build.py": "a still shop",
}
# These have one of their own, or none.
ALONE = tuple(f"{E2E}test_{name}.py" for name in ("declined", "drawn_pictures", "on_hold", "restarts"))
# All others in a browser share a shop, which is opened twice, so that two workers can take them.
SHARED, TIMES = "a shop", 2
# Long, and without a shop: for the workers that would else wait for the first one to be filled.
WITHOUT_SHOP = ("tests/backend/gateway/test_openapi.py", f"{E2E}test_drawn_pictures.py")
ORDER = ("a still shop", *WITHOUT_SHOP, SHARED, E2E, "tests/backend/launch/")


class ByShop(LoadScopeScheduling):  # type: ignore[misc]
    """A group at a time; xdist's own groups are by marks, which pytest 9.2 doesn't let it put into ids."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def in_order(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which their groups are taken."""
    items.sort(key=lambda item: _turn(group_of(item.nodeid)))


def group_of(nodeid: str) -> str:
    """Which tests go with this one: those of its module, or of all that need the same shop."""
    module = nodeid.partition("::")[0]
    if module.startswith(E2E) and module not in (*GROUPS, *ALONE):
        return f"{SHARED} {crc32(Path(module).name.encode()) % TIMES}"
    return GROUPS.get(module, module)


def _turn(group: str) -> int:
    return next((turn for turn, begin in enumerate(ORDER) if group.startswith(begin)), len(ORDER))
