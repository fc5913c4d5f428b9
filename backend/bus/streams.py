"""What a consumer group has read and what it still owes, asked of Redis."""

from collections.abc import Collection
from dataclasses import dataclass

from redis.asyncio import Redis
from redis.exceptions import ResponseError

EntryId = tuple[int, int]

PURGED_AT_ONCE = 500


def parse_id(entry_id: str | bytes) -> EntryId:
    """`"1700000000000-3"` -> `(1700000000000, 3)`, which compares as the stream does."""
    text = entry_id.decode() if isinstance(entry_id, bytes) else entry_id
    milliseconds, _, sequence = text.partition("-")
    return int(milliseconds), int(sequence or 0)


@dataclass(frozen=True, slots=True)
class GroupPosition:
    """`low_water`: every entry up to and including it is handled; `pending`: delivered, not yet acked."""

    low_water: EntryId
    last_delivered: EntryId
    pending: int


async def ensure_group(redis: Redis, stream: str, group: str) -> None:
    """Create the group at the stream's start, so that what was published before it is read too."""
    try:
        await redis.xgroup_create(stream, group, id="0", mkstream=True)
    except ResponseError as error:
        if not str(error).startswith("BUSYGROUP"):
            raise


async def group_position(redis: Redis, stream: str, group: str) -> GroupPosition | None:
    """Where a group stands; None when the stream or the group doesn't exist."""
    try:
        groups = await redis.xinfo_groups(stream)
    except ResponseError as error:
        if "no such key" in str(error):
            return None
        raise
    for found in groups:
        if found["name"] == group.encode():
            last = parse_id(found["last-delivered-id"])
            pending = await redis.xpending(stream, group)
            oldest = pending["min"]
            low = last
            if oldest is not None:
                milliseconds, sequence = parse_id(oldest)
                low = (milliseconds, sequence - 1) if sequence else (milliseconds - 1, 2**64 - 1)
            return GroupPosition(low_water=low, last_delivered=last, pending=pending["pending"])
    return None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits for a group: `waiting` entries, delivered or not, and how long nobody has asked for any."""

    waiting: int
    quiet_ms: int | None


async def backlog(redis: Redis, stream: str, group: str) -> Backlog:
    """How a group keeps up. `quiet_ms` is None when nobody has ever read in it.

    Where Redis can't tell what is yet to be delivered (an entry was deleted), only what is pending counts.
    """
    try:
        groups = {found["name"]: found for found in await redis.xinfo_groups(stream)}
        found = groups[group.encode()]
        consumers = await redis.xinfo_consumers(stream, group)
    except (ResponseError, KeyError) as error:
        if isinstance(error, KeyError) or "no such key" in str(error):
            return Backlog(0, None)
        raise
    waiting = found["pending"] + (found["lag"] or 0)
    return Backlog(waiting, min((each["idle"] for each in consumers), default=None))


async def trim(redis: Redis, stream: str, groups: tuple[str, ...]) -> int:
    """Drop the entries that every listed group has handled; returns how many.

    Exact `MINID`, because MAXLEN drops what a slow group hasn't read. A listed group that is missing keeps
    everything; groups that are not listed are not waited for.
    """
    positions = [await group_position(redis, stream, group) for group in groups]
    known = [position.low_water for position in positions if position is not None]
    if not known or len(known) < len(positions):
        return 0
    milliseconds, sequence = min(known)
    return int(await redis.xtrim(stream, minid=f"{milliseconds}-{sequence}", approximate=False))


async def purge(redis: Redis, stream: str, names: Collection[str]) -> int:
    """Delete the entries that have one of these texts in a field, handled or not; returns how many."""
    wanted = {name.encode() for name in names}
    newest = await redis.xrevrange(stream, count=1)
    if not newest:
        return 0
    last, after, deleted = newest[0][0], "-", 0
    while entries := await redis.xrange(stream, min=after, max=last, count=PURGED_AT_ONCE):
        found = [entry_id for entry_id, fields in entries if not wanted.isdisjoint(fields.values())]
        if found:
            deleted += int(await redis.xdel(stream, *found))
        after = b"(" + entries[-1][0]
    return deleted
