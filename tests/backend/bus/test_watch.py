"""Hints reach whoever watches what they are about, also after the connection was lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from backend.bus.hints import Hint, Topic, hint_text
from backend.bus.watch import MOST_WAITING, Watch, watching
from tests.conftest import Stores
from tests.waiting import next_hint

NOTES = Topic("rivulet:test_notes")
OTHERS = Topic("rivulet:test_notes:others")

Send = Callable[..., Awaitable[None]]


@pytest.fixture
async def watch(stores: Stores) -> AsyncIterator[Watch]:
    async with watching(stores.redis.blocking, NOTES) as opened:
        # The first connection: without it `add` returns at once and a "re-read everything" follows.
        while not opened.is_connected:
            await asyncio.sleep(0)
        yield opened


@pytest.fixture
def send(stores: Stores) -> Send:
    """`await send("alice", "a note", version=2)`."""

    async def sent(watched: str, changed: str = "note", version: int = 1, topic: Topic = NOTES) -> None:
        await stores.redis.commands.publish(topic.channel(watched), hint_text(changed, version))

    return sent


async def kill_connections(stores: Stores) -> None:
    await stores.operator.execute_command("CLIENT", "KILL", "TYPE", "PUBSUB")


async def test_only_what_is_watched_is_heard(watch: Watch, send: Send) -> None:
    await watch.add("alice")
    for other in ("bob", "alice:", "alic", ""):
        await send(other)
    await send("alice", topic=OTHERS)
    await send("alice", "own", 4)
    assert await next_hint(watch) == Hint("alice", "own", 4)


async def test_a_slow_reader_finds_the_newest_hint_of_each_change(watch: Watch, send: Send) -> None:
    await watch.add("alice")
    for changed, version in (("one", 1), ("other", 1), ("one", 3), ("one", 2)):
        await send("alice", changed, version)
    await watch.add("last")
    assert {await next_hint(watch), await next_hint(watch)} == {
        Hint("alice", "one", 3),
        Hint("alice", "other", 1),
    }
    await send("last")
    assert (await next_hint(watch)).watched == "last"


async def test_too_many_changes_become_one_hint_to_read_everything(watch: Watch, send: Send) -> None:
    await watch.add("alice")
    for number in range(MOST_WAITING + 1):
        await send("alice", f"note {number}")
    await watch.add("last")
    assert await next_hint(watch) == Hint("alice", None)


async def test_what_changes_much_keeps_nobody_waiting(watch: Watch, send: Send) -> None:
    await watch.add("alice", "bob")
    for number in range(50):
        await send("alice", f"note {number}")
    await send("bob")
    await watch.add("last")
    assert "bob" in [(await next_hint(watch)).watched for _ in range(2)]


async def test_what_is_added_stays_until_it_is_dropped_also_when_nobody_waits_for_it(
    watch: Watch, stores: Stores
) -> None:
    adding = asyncio.create_task(watch.add("alice", "bob"))
    await asyncio.sleep(0)
    adding.cancel()
    await asyncio.gather(adding, return_exceptions=True)
    await watch.drop("alice")
    await watch.add("last")
    [listener] = await stores.operator.client_list(_type="pubsub")
    assert listener["sub"] == "3"


async def test_what_is_dropped_before_it_was_added_is_not_owed(watch: Watch, send: Send) -> None:
    await watch.drop("alice")
    await watch.add("alice")
    await send("alice")
    assert (await next_hint(watch)).watched == "alice"


async def test_what_was_added_twice_is_heard_until_dropped_twice(
    watch: Watch, send: Send, stores: Stores
) -> None:
    await watch.add("alice", "alice")
    await watch.drop("alice")
    await send("alice")
    assert (await next_hint(watch)).watched == "alice"
    await watch.drop("alice", "alice")
    await watch.add("last")
    await send("alice")
    await send("last")
    assert (await next_hint(watch)).watched == "last"
    channel = NOTES.channel("alice")
    assert await stores.redis.commands.pubsub_numsub(channel) == [(channel.encode(), 0)]


async def test_many_are_watched_over_one_connection(watch: Watch, stores: Stores) -> None:
    await asyncio.gather(*(watch.add(f"user {number}") for number in range(200)))
    [listener] = await stores.operator.client_list(_type="pubsub")
    assert listener["sub"] == "201"


async def test_after_a_lost_connection_everything_is_read_again(
    watch: Watch, send: Send, stores: Stores
) -> None:
    await watch.add("alice", "bob")
    await kill_connections(stores)
    assert {await next_hint(watch), await next_hint(watch)} == {Hint("alice", None), Hint("bob", None)}
    await send("bob", "own")
    assert (await next_hint(watch)).changed == "own"


async def test_what_is_added_while_the_connection_is_lost_is_heard(
    watch: Watch, send: Send, stores: Stores
) -> None:
    for number in range(5):
        await kill_connections(stores)
        await watch.add(f"user {number}")
    await send("user 4", "own")
    while True:
        hint = await next_hint(watch)
        if hint.watched == "user 4":
            break
    assert hint.changed in (None, "own")


async def test_a_message_that_is_no_hint_is_passed_over(watch: Watch, send: Send, stores: Stores) -> None:
    await watch.add("alice")
    for nonsense in (b"", b"\xff", b"[]", b"null", b'{"id": 1}', b'{"id": "x", "version": "y"}'):
        await stores.redis.commands.publish(NOTES.channel("alice"), nonsense)
    await send("alice", "own")
    assert (await next_hint(watch)).changed == "own"


async def test_a_connection_that_says_nothing_is_given_up(stores: Stores) -> None:
    watch = Watch(stores.redis.blocking, NOTES, heartbeat_s=0.2)
    listening = asyncio.create_task(watch.listen())
    while not watch.is_connected:
        await asyncio.sleep(0)
    await watch.add("alice")
    await stores.operator.execute_command("CLIENT", "PAUSE", 1500, "ALL")
    assert await next_hint(watch) == Hint("alice", None)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
