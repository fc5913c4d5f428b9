"""Messages that can never be handled, kept with their reason and their original fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import structlog

from backend.kit.clock import now
from backend.stores.mongo import Collection

log = structlog.get_logger()

# A dead letter must always fit a MongoDB document, or the message would block what is behind it.
MOST_FIELDS = 64
MOST_BYTES = 4_000
UNMISTAKABLE = 20


@dataclass(frozen=True, slots=True)
class Rejected:
    """A handler's word that one message of its batch can't be right; it becomes a dead letter."""

    message: Any
    reason: str


class DeadLetters:
    """The collection `dead_letters`, one document an entry and group, however often it is buried."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def bury(
        self, stream: str, group: str, entry_id: str, fields: Mapping[bytes, bytes], reason: str
    ) -> None:
        """Keep the original and why it was given up: up to 64 fields of up to 4,000 bytes each.

        Bytes that are not UTF-8 stay readable as escapes.
        """
        letter = {
            "stream": stream,
            "group": group,
            "entryId": entry_id,
            "reason": reason[:1000],
            "fields": [
                [_readable(name), _readable(value)] for name, value in islice(fields.items(), MOST_FIELDS)
            ],
            "fieldCount": len(fields),
            "buriedOn": now(),
        }
        await self._collection.update_one(
            {"_id": f"{stream}/{group}/{entry_id}"}, {"$setOnInsert": letter}, upsert=True
        )
        log.warning("dead letter", stream=stream, group=group, entry=entry_id, reason=letter["reason"])

    async def scrub(self, names: Iterable[str]) -> int:
        """Take all content out of the letters that have one of these texts in them; returns how many."""
        wanted = list(names)
        scrubbed = 0
        async for letter in self._collection.find({}, {"fields": 1, "reason": 1}):
            texts = [letter["reason"], *(text for field in letter["fields"] for text in field)]
            if any(_names(text, name) for name in wanted for text in texts):
                empty = {"fields": [[name, ""] for name, _ in letter["fields"]], "reason": "erased"}
                await self._collection.update_one({"_id": letter["_id"]}, {"$set": empty})
                scrubbed += 1
        return scrubbed


def _names(text: str, name: str) -> bool:
    """Whether the text is or, where the name is long enough to be nothing else, contains it."""
    return text == name or (len(name) >= UNMISTAKABLE and name in text)


def _readable(raw: bytes) -> str:
    return raw[:MOST_BYTES].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
