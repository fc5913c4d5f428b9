"""What comes while a write is under way shares the next one."""

import asyncio
from collections.abc import Sequence

import pytest

from backend.kit.group_commit import GroupCommit


class Disk:
    """Writes when it is told to, or fails."""

    def __init__(self) -> None:
        self.written: list[list[int]] = []
        self.may_write = asyncio.Event()
        self.broken = False

    async def write(self, items: Sequence[int]) -> None:
        await self.may_write.wait()
        if self.broken:
            raise OSError("the disk is full")
        self.written.append([*items])


async def test_a_lone_item_is_written_at_once_and_who_comes_meanwhile_shares_the_next_write() -> None:
    disk = Disk()
    together: GroupCommit[int] = GroupCommit(disk.write, most=3)
    writing = [asyncio.create_task(together.write(number)) for number in range(6)]
    await asyncio.sleep(0)
    disk.may_write.set()
    await asyncio.gather(*writing)
    assert [len(batch) for batch in disk.written] == [3, 3]
    await together.write(6)
    await together.write()
    assert disk.written[-1] == [6]


async def test_what_hinders_a_write_is_raised_where_everybody_waits() -> None:
    disk = Disk()
    disk.broken = True
    together: GroupCommit[int] = GroupCommit(disk.write, most=2)
    writing = [asyncio.create_task(together.write(number)) for number in range(5)]
    await asyncio.sleep(0)
    disk.may_write.set()
    assert [type(error) for error in await asyncio.gather(*writing, return_exceptions=True)] == [OSError] * 5
    disk.broken = False
    await together.write(7)
    assert disk.written == [[7]]


async def test_who_no_longer_waits_keeps_nobody_from_being_written() -> None:
    disk = Disk()
    together: GroupCommit[int] = GroupCommit(disk.write, most=8)
    gone, stays = (asyncio.create_task(together.write(number)) for number in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    disk.may_write.set()
    await stays
    assert sorted(number for batch in disk.written for number in batch) == [1, 2]
