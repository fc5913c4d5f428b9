"""A task that didn't hear its cancellation ends all the same."""

import asyncio

from backend.kit.tasks import end


async def test_task_that_misses_two_cancellations_ends() -> None:
    missed = 0

    async def deaf() -> None:
        nonlocal missed
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if missed == 2:
                    raise
                missed += 1

    task = asyncio.create_task(deaf())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await end(task)
    assert task.cancelled()
    assert missed == 2


async def test_what_a_task_raises_is_not_raised_at_its_end() -> None:
    async def failing() -> None:
        raise ValueError

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await end(task)
    assert isinstance(task.exception(), ValueError)


async def test_nothing_ends_at_once() -> None:
    await end()
