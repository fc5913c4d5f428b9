"""An event is on its stream once, however often it is published, and what was left behind is found."""

import asyncio
from datetime import timedelta
from typing import Any

from backend.bus.outbox import Publisher, entry_of
from backend.bus.streams import ensure_group, trim
from backend.bus.sweeper import Sweeper
from backend.kit.clock import now
from tests.backend.bus.conftest import GROUP, Noted
from tests.conftest import Stores

STREAM = Noted.stream


def document(number: int, **changed: Any) -> dict[str, Any]:
    entry = entry_of(Noted(text=f"note {number}", event_id=f"n{number}:1"))
    old = now() - timedelta(minutes=1)
    return {
        "_id": f"n{number}",
        "version": 1,
        "lastUpdatedOn": old,
        "outbox": [entry],
        "dirty": True,
        **changed,
    }


async def texts(stores: Stores) -> list[str]:
    return [fields[b"text"].decode() for _, fields in await stores.redis.commands.xrange(STREAM)]


async def test_the_same_events_published_by_many_at_once_are_on_the_stream_once_in_order(
    stores: Stores,
) -> None:
    publisher = Publisher(stores.redis.commands)
    entries = [entry_of(Noted(text=str(number), event_id=f"n:{number}")) for number in range(200)]
    await asyncio.gather(*(publisher.publish(entries) for _ in range(5)))
    assert await texts(stores) == [str(number) for number in range(200)]


async def test_the_sweeper_publishes_what_a_crash_left_and_clears_it(stores: Stores) -> None:
    notes = stores.database["notes"]
    fresh = document(3, lastUpdatedOn=now())
    await notes.insert_many([document(1), document(2), fresh])
    sweeper = Sweeper(notes, Publisher(stores.redis.commands), {})
    await sweeper.sweep()
    await sweeper.sweep()
    assert await texts(stores) == ["note 1", "note 2"]
    assert [note["_id"] async for note in notes.find({"dirty": True})] == ["n3"]


async def test_an_event_added_meanwhile_is_never_cleared(stores: Stores) -> None:
    notes = stores.database["notes"]
    await notes.insert_one(document(1))

    async def change(dirty: Any) -> Any:
        await notes.update_one({"_id": "n1"}, {"$inc": {"version": 1}})
        return ()

    await Sweeper(notes, Publisher(stores.redis.commands), {}, change).sweep()
    kept = await notes.find_one({"_id": "n1"})
    assert kept is not None
    assert kept["dirty"]


async def test_an_event_that_redis_lost_is_published_again_while_it_is_owed(stores: Stores) -> None:
    notes = stores.database["notes"]
    await notes.insert_one(document(1))
    publisher = Publisher(stores.redis.commands)

    async def all_of_them(dirty: Any) -> Any:
        return dirty

    sweeper = Sweeper(notes, publisher, {}, all_of_them)
    await sweeper.sweep()
    await stores.operator.flushall()
    await sweeper.sweep()
    assert await texts(stores) == ["note 1"]


async def test_trim_keeps_what_any_listed_group_has_not_handled(stores: Stores) -> None:
    redis = stores.redis.commands
    for number in range(10):
        await redis.xadd(STREAM, {"text": str(number)})
    await ensure_group(redis, STREAM, GROUP)
    assert await trim(redis, STREAM, (GROUP, "not there yet")) == 0
    ((_, entries),) = await redis.xreadgroup(GROUP, "me", {STREAM: ">"}, count=6)
    await redis.xack(STREAM, GROUP, entries[0][0], entries[1][0], entries[3][0])
    await trim(redis, STREAM, (GROUP,))
    assert (await texts(stores))[-8:] == [str(number) for number in range(2, 10)]
