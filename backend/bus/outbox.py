"""The outbox: events stored inside the document whose change they tell, published at least once.

A document carries `outbox: [{id, stream, fields}]` and `dirty: true` while it has some, so that a change
and its events can't part (https://microservices.io/patterns/data/transactional-outbox.html).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TypedDict

from redis.asyncio import Redis

from backend.bus.message import Message

SEEN_SECONDS = 86_400

# KEYS: the stream, then one `seen` key an event, all in the stream's hash slot. ARGV: how long a seen key
# lives, then for each event the number of its field and value texts, and those.
# A seen key holds the id of the entry that it stands for.
_PUBLISH_ONCE = """
local at = 2
for event = 2, #KEYS do
  local size = tonumber(ARGV[at])
  if redis.call('EXISTS', KEYS[event]) == 0 then
    local entry = redis.call('XADD', KEYS[1], '*', unpack(ARGV, at + 1, at + size))
    redis.call('SET', KEYS[event], entry, 'EX', ARGV[1])
  end
  at = at + size + 1
end
"""


class OutboxEntry(TypedDict):
    """One event waiting in a document."""

    id: str
    stream: str
    fields: dict[str, str]


def entry_of(message: Message) -> OutboxEntry:
    """The outbox entry of a message, which must have its `event_id`."""
    return {"id": message.event_id, "stream": message.stream, "fields": message.fields()}


def seen_key(entry: OutboxEntry) -> str:
    """The key that says that this event is on its stream; its value is the stream entry's id."""
    return f"{{{entry['stream']}}}:seen:{entry['id']}"


class Publisher:
    """Puts events on their streams, each event id once within the day; consumers absorb what is older."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self._publish_once = redis.register_script(_PUBLISH_ONCE)

    async def publish(self, entries: Iterable[OutboxEntry]) -> None:
        """One atomic script a stream, in the order given. After an error of Redis some may be published."""
        by_stream = sorted(entries, key=lambda entry: entry["stream"])
        for stream, group in groupby(by_stream, key=lambda entry: entry["stream"]):
            events = list(group)
            arguments: list[Any] = [SEEN_SECONDS]
            for event in events:
                texts = [text for pair in event["fields"].items() for text in pair]
                arguments += [len(texts), *texts]
            await self._publish_once(keys=[stream, *map(seen_key, events)], args=arguments)

    async def entry_ids(self, entries: Sequence[OutboxEntry]) -> list[str | None]:
        """For each event the id of its stream entry, None when Redis does not know it."""
        async with self.redis.pipeline(transaction=False) as pipe:
            for entry in entries:
                pipe.get(seen_key(entry))
            return [entry_id.decode() if entry_id else None for entry_id in await pipe.execute()]
