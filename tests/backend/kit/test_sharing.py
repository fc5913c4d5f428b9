"""Work that many ask for at once is shared, and never with who asked after it had begun."""

import asyncio

import pytest

from backend.kit.sharing import Shared


class Work:
    """Ends when it is let go; its answer is its number."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()

    async def __call__(self) -> int:
        self.begun += 1
        number = self.begun
        await self.may_end.wait()
        return number


async def test_who_asks_while_it_runs_shares_the_next_one() -> None:
    shared, work = Shared[int](), Work()
    first = asyncio.create_task(shared.ask("key", work))
    await asyncio.sleep(0)
    later = [asyncio.create_task(shared.ask("key", work)) for _ in range(50)]
    await asyncio.sleep(0)
    assert work.begun == 1
    work.may_end.set()
    assert await first == 1
    assert await asyncio.gather(*later) == [2] * 50
    assert await shared.ask("key", work) == 3


async def test_other_keys_do_not_wait() -> None:
    shared, slow, quick = Shared[int](), Work(), Work()
    waiting = asyncio.create_task(shared.ask("slow", slow))
    quick.may_end.set()
    assert await shared.ask("quick", quick) == 1
    slow.may_end.set()
    assert await waiting == 1


async def test_a_failure_is_everyones_and_the_next_one_begins_anew() -> None:
    shared = Shared[int]()

    async def fails() -> int:
        await asyncio.sleep(0)
        raise LookupError

    async def works() -> int:
        return 7

    answers = await asyncio.gather(*(shared.ask("key", fails) for _ in range(5)), return_exceptions=True)
    assert {type(answer) for answer in answers} == {LookupError}
    assert await shared.ask("key", works) == 7


async def test_who_gives_up_takes_the_answer_from_nobody() -> None:
    shared, work = Shared[int](), Work()
    first = asyncio.create_task(shared.ask("key", work))
    await asyncio.sleep(0)
    second, third = (asyncio.create_task(shared.ask("key", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    second.cancel()
    work.may_end.set()
    assert await third == 2
    with pytest.raises(asyncio.CancelledError):
        await first
