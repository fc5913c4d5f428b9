"""Shops that a test may start, stop and kill."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.filled_home import copy_filled_home
from tests.running_shop import RunningShop


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningShop]:
    """A shop that is open for all tests of a module; they leave it open."""
    home = copy_filled_home(tmp_path_factory, tmp_path_factory.mktemp("open") / "home")
    shop = RunningShop(home, RIVULET_PAYMENT_LATENCY_MS="50")
    try:
        yield shop.start()
    finally:
        shop.clean_up()


@pytest.fixture
def shop_of(tmp_path: Path) -> Iterator[Callable[..., RunningShop]]:
    """A shop that isn't started yet, with these variables in its environment; cleaned up at the end."""
    made: list[RunningShop] = []

    def make(home: str = "home", **env: str) -> RunningShop:
        made.append(RunningShop(tmp_path / home, RIVULET_PAYMENT_LATENCY_MS="50", **env))
        return made[-1]

    yield make
    for shop in made:
        shop.clean_up()


@pytest.fixture
def filled_shop_of(
    shop_of: Callable[..., RunningShop], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., RunningShop]:
    """The same of a shop that was open before, which opens sooner than a new one."""

    def make(**env: str) -> RunningShop:
        shop = shop_of(**env)
        copy_filled_home(tmp_path_factory, shop.home)
        return shop

    return make
