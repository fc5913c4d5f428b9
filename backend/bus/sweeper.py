"""Finds the events that a crash, or a Redis that lost its newest entries, left behind in outboxes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from pymongo import ASCENDING, IndexModel

from backend.bus.outbox import Publisher
from backend.bus.streams import ensure_group, trim
from backend.kit.clock import now
from backend.stores.mongo import Change, Collection, compare_and_set
from backend.stores.outage import is_outage

log = structlog.get_logger()

AT_ONCE = 500
CLEARED_AT_ONCE = 32  # what waits behind such a write, a shopper's order say, must not wait long

# What a collection needs that is swept: none of its documents is in it but the few that are dirty.
DIRTY = IndexModel(
    [("dirty", ASCENDING), ("_id", ASCENDING)], partialFilterExpression={"dirty": True}, name="dirty"
)

Document = dict[str, Any]


@dataclass
class Sweeper:
    """Looks every `every_s` at the documents that have been dirty for longer than `grace_s`.

    An event that is not on its stream is published. The outbox of a document whose events all are is
    cleared, unless `owed` keeps it because what the event asks for has not happened yet; `owed` gets such
    documents and returns the ones to keep. It also trims `trims`, a table of streams and their groups.
    """

    collection: Collection
    publisher: Publisher
    trims: dict[str, tuple[str, ...]]
    owed: Callable[[Sequence[Document]], Awaitable[Sequence[Document]]] | None = None
    every_s: float = 5.0
    grace_s: float = 5.0

    async def run(self, stop: asyncio.Event) -> None:
        """Sweep until `stop` is set; an outage is waited out.

        It makes the listed groups first: whoever reads in them later, ours or not, misses nothing.
        """
        while not stop.is_set():
            try:
                for stream, groups in self.trims.items():
                    for group in groups:
                        await ensure_group(self.publisher.redis, stream, group)
                    await trim(self.publisher.redis, stream, groups)
                await self.sweep()
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("store away", sweeping=self.collection.name, error=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self.every_s)

    async def sweep(self) -> None:
        """One look at all that is dirty, oldest first, 500 documents at a time."""
        before = now() - timedelta(seconds=self.grace_s)
        last_id: str | None = None
        while True:
            query: Document = {"dirty": True, "lastUpdatedOn": {"$lt": before}}
            if last_id is not None:
                query["_id"] = {"$gt": last_id}
            dirty = await self.collection.find(query).sort("_id", 1).limit(AT_ONCE).to_list(AT_ONCE)
            if not dirty:
                return
            last_id = dirty[-1]["_id"]
            await self._sweep_documents(dirty)

    async def _sweep_documents(self, dirty: Sequence[Document]) -> None:
        entries = [entry for document in dirty for entry in document["outbox"]]
        entry_ids = await self.publisher.entry_ids(entries)
        lost = [entry for entry, entry_id in zip(entries, entry_ids, strict=True) if entry_id is None]
        if lost:
            log.warning("publishing what was left behind", source=self.collection.name, events=len(lost))
            await self.publisher.publish(lost)
        kept = await self.owed(dirty) if self.owed else ()
        kept_ids = {document["_id"] for document in kept}
        cleared = [
            # The version guards an event that was added meanwhile.
            Change(
                document["_id"],
                {"version": document["version"]},
                {"$set": {"outbox": []}, "$unset": {"dirty": ""}},
            )
            for document in dirty
            if document["_id"] not in kept_ids
        ]
        for start in range(0, len(cleared), CLEARED_AT_ONCE):
            await compare_and_set(self.collection, cleared[start : start + CLEARED_AT_ONCE])
