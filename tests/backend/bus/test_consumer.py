"""At least once, in bulk, and nothing that can't be handled blocks what is behind it."""

import asyncio
from collections.abc import Sequence

import pytest

from backend.bus import consumer
from backend.bus.consumer import MAX_ATTEMPTS
from backend.bus.dead_letters import Rejected
from tests.backend.bus.conftest import GROUP, Noted, Reading
from tests.conftest import Stores
from tests.waiting import eventually

STREAM = Noted.stream


async def add(stores: Stores, *texts: str) -> None:
    for text in texts:
        await stores.redis.commands.xadd(STREAM, {"text": text})


async def nothing_pending(stores: Stores) -> bool:
    groups = await stores.redis.commands.xinfo_groups(STREAM)
    return bool(groups) and groups[0]["pending"] == 0 and groups[0]["lag"] == 0


async def letters(stores: Stores) -> list[tuple[str, str]]:
    found = stores.database["dead_letters"].find()
    return [(dict(letter["fields"]).get("text", ""), letter["reason"]) async for letter in found]


async def test_what_was_published_before_the_group_existed_is_read_in_bulk(
    stores: Stores, reading: Reading
) -> None:
    await add(stores, "a", "b", "c")
    batches: list[list[str]] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        batches.append([note.text for note in notes])
        return ()

    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
    assert batches == [["a", "b", "c"]]


async def test_what_was_in_flight_when_a_process_died_is_handled_by_its_next_start(
    stores: Stores, reading: Reading
) -> None:
    await add(stores, "a", "b")
    await stores.redis.commands.xgroup_create(STREAM, GROUP, id="0")
    await stores.redis.commands.xreadgroup(GROUP, "me", {STREAM: ">"})
    seen: list[str] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        assert len(notes) == 1, "a redelivered entry is handled alone"
        seen.append(notes[0].text)
        return ()

    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
    assert seen == ["a", "b"]


async def test_what_another_consumer_left_is_claimed_after_the_lease(
    stores: Stores, reading: Reading
) -> None:
    await add(stores, "left")
    await stores.redis.commands.xgroup_create(STREAM, GROUP, id="0")
    await stores.redis.commands.xreadgroup(GROUP, "gone for good", {STREAM: ">"})
    seen: list[str] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        seen.extend(note.text for note in notes)
        return ()

    async with reading(note, lease_s=0.2):
        await eventually(lambda: nothing_pending(stores))
    assert seen == ["left"]


async def test_poison_becomes_a_dead_letter_alone_and_blocks_nobody(stores: Stores, reading: Reading) -> None:
    seen: list[str] = []
    tries = 0

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        nonlocal tries
        if any(note.text == "poison" for note in notes):
            tries += len(notes) == 1
            raise ZeroDivisionError("poison")
        seen.extend(note.text for note in notes)
        return ()

    await add(stores, "a", "poison", "b")
    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
        await add(stores, "c")
        await eventually(lambda: nothing_pending(stores))
    assert sorted(seen) == ["a", "b", "c"]
    assert tries == MAX_ATTEMPTS
    assert [text for text, _ in await letters(stores)] == ["poison"]
    assert await stores.redis.commands.hlen(f"{{{STREAM}}}:attempts:{GROUP}") == 0


async def test_a_message_that_ended_the_process_five_times_is_given_up(
    stores: Stores, reading: Reading
) -> None:
    await add(stores, "crasher")
    await stores.redis.commands.xgroup_create(STREAM, GROUP, id="0")
    ((_, ((entry_id, _),)),) = await stores.redis.commands.xreadgroup(GROUP, "me", {STREAM: ">"})
    await stores.redis.commands.hset(f"{{{STREAM}}}:attempts:{GROUP}", entry_id, MAX_ATTEMPTS)

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        raise AssertionError("it must not be tried again")

    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
    assert [text for text, _ in await letters(stores)] == ["crasher"]


async def test_an_outage_is_waited_out_and_is_no_attempt(
    stores: Stores, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "MAX_BACKOFF_S", 0.1)
    away = 2 * MAX_ATTEMPTS

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        nonlocal away
        away -= 1
        if away >= 0:
            raise ConnectionError("the database is away")
        return ()

    await add(stores, "a")
    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
    assert await letters(stores) == []


async def test_unreadable_and_rejected_entries_are_kept_with_reason_and_original(
    stores: Stores, reading: Reading
) -> None:
    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        return [Rejected(note, "there is no such thing") for note in notes if note.text == "wrong"]

    await stores.redis.commands.xadd(STREAM, {"text": b"\xff\x00"})
    await stores.redis.commands.xadd(STREAM, {"other": "field"})
    await add(stores, "wrong", "right")
    async with reading(note):
        await eventually(lambda: nothing_pending(stores))
    found = dict(await letters(stores))
    assert found.keys() == {"\\xff\\x00", "", "wrong"}
    assert "UTF-8" in found["\\xff\\x00"]
    assert "text" in found[""]
    assert found["wrong"] == "there is no such thing"


async def test_a_group_that_redis_lost_is_made_again(stores: Stores, reading: Reading) -> None:
    seen: list[str] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        seen.extend(note.text for note in notes)
        return ()

    async with reading(note):
        await add(stores, "before")
        await eventually(lambda: nothing_pending(stores))
        await stores.operator.flushall()
        await add(stores, "after")

        async def both() -> bool:
            return seen == ["before", "after"]

        await eventually(both)


async def test_a_slow_batch_does_not_stop_other_lanes_and_stopping_waits_for_it(
    stores: Stores, reading: Reading
) -> None:
    release = asyncio.Event()
    started = asyncio.Event()
    done: list[str] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        if notes[0].text == "slow":
            started.set()
            await release.wait()
        done.extend(note.text for note in notes)
        return ()

    async with reading(note, lanes=2):
        await add(stores, "slow")
        await started.wait()
        await add(stores, "quick")

        async def quick_is_done() -> bool:
            return done == ["quick"]

        await eventually(quick_is_done)
        asyncio.get_running_loop().call_later(0.2, release.set)
    assert done == ["quick", "slow"]
    assert await nothing_pending(stores)


async def test_what_cannot_be_buried_blocks_nobody(
    stores: Stores, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    async def note(notes: Sequence[Noted]) -> Sequence[Rejected]:
        seen.extend(note.text for note in notes)
        return ()

    async def fail(*_: object) -> None:
        raise ValueError("too large")

    monkeypatch.setattr(consumer.DeadLetters, "bury", fail)
    await stores.redis.commands.xadd(STREAM, {"other": "field"})
    await add(stores, "a")
    async with reading(note):
        await add(stores, "b")

        async def both() -> bool:
            return sorted(set(seen)) == ["a", "b"]

        await eventually(both)
