"""What a started process keeps out of garbage collection."""

import gc

from backend.launch.garbage import put_off_collecting, spare_what_started


class Node:
    """Refers to itself, so that only a collection can free it."""

    def __init__(self) -> None:
        self.me = self


def test_what_exists_is_spared_and_what_comes_later_is_not() -> None:
    kept = [Node()]
    spare_what_started()
    later = [Node()]
    collected = {id(each) for each in gc.get_objects()}
    assert id(kept[0]) not in collected
    assert id(later[0]) in collected


def test_nothing_is_collected_until_the_process_has_started() -> None:
    put_off_collecting()
    try:
        assert not gc.isenabled()
        spare_what_started()
        assert gc.isenabled()
    finally:
        gc.enable()
