"""MongoDB through Motor; the only module that imports it."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import bson
import structlog
from bson.binary import UUID_SUBTYPE, Binary
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorClientSession,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import UpdateMany, UpdateOne, WriteConcern
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure, PyMongoError

from backend.stores.abandoned import Abandoned, SessionNotes

DEFAULT_DATABASE = "rivulet"
TRANSACTION_TRIES = 30
_DUPLICATE_KEY = 11000
IDS_AT_ONCE = 50  # the embedded server's $in costs the square of its length

Database: TypeAlias = AsyncIOMotorDatabase[dict[str, Any]]
Collection: TypeAlias = AsyncIOMotorCollection[dict[str, Any]]
Session: TypeAlias = AsyncIOMotorClientSession
Client: TypeAlias = AsyncIOMotorClient[dict[str, Any]]

Result = TypeVar("Result")

log = structlog.get_logger()

_notes: WeakKeyDictionary[Client, SessionNotes] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Change:
    """An update of one document that holds only while these fields of it have these plain values."""

    document_id: Any
    expected: dict[str, Any]
    update: dict[str, Any]

    def fits(self, document: dict[str, Any]) -> bool:
        """Whether the document is as expected."""
        return all(document.get(name) == value for name, value in self.expected.items())


@asynccontextmanager
async def open_mongo(url: str, notes: SessionNotes | None = None) -> AsyncIterator[Database]:
    """The database that `url` names (else `rivulet`); a write is acknowledged when a majority synced it.

    With `notes`, transactions that dead processes left open are ended first, and this process's are noted.
    """
    client: Client = AsyncIOMotorClient(
        url,
        tz_aware=True,
        serverSelectionTimeoutMS=3_000,
        appname="rivulet",
    )
    try:
        if notes:
            for left in notes.abandoned():
                await _end(client, left)
            _notes[client] = notes
        yield client.get_default_database(DEFAULT_DATABASE).with_options(
            write_concern=WriteConcern(w="majority", j=True)
        )
        if notes:
            notes.forget()
    finally:
        client.close()


async def _end(client: Client, left: Abandoned) -> None:
    ids = [{"id": Binary(session, UUID_SUBTYPE)} for session in left.sessions]
    try:
        if ids:  # none would mean all there are
            await client.admin.command({"killSessions": ids})
    except OperationFailure as error:
        # Some who rent servers out don't allow it; there what was left open ends by itself.
        log.warning("abandoned_transactions_not_ended", sessions=len(ids), error=str(error))
    left.note.unlink(missing_ok=True)


async def find_by_ids(
    collection: Collection,
    ids: Iterable[Any],
    fields: dict[str, int] | None = None,
    session: Session | None = None,
    *,
    by: str = "_id",
) -> list[dict[str, Any]]:
    """Those of these documents that exist, in as few round trips as there are fifties of ids.

    `by` is another field that has an index and one document a value.
    """
    wanted = list(ids)
    found: list[dict[str, Any]] = []
    for start in range(0, len(wanted), IDS_AT_ONCE):
        some = wanted[start : start + IDS_AT_ONCE]
        # The server closes the cursor with the first batch only when that could have held one more.
        query, size = {by: {"$in": some}}, len(some) + 1
        found += await collection.find(query, fields, session=session, batch_size=size).to_list(None)
    return found


async def in_transaction(database: Database, work: Callable[[Session], Awaitable[Result]]) -> Result:
    """Run `work` in a transaction, again from the start when another one got in the way.

    Raises whatever `work` raises, and the driver's error when it still conflicts after 30 tries.
    """
    client: Client = database.client
    async with await client.start_session() as session:
        if client in _notes:
            named: Any = session.session_id  # Motor annotates it as a method
            _notes[client].note(named["id"])
        for attempt in range(TRANSACTION_TRIES):
            try:
                async with session.start_transaction(write_concern=WriteConcern(w="majority", j=True)):
                    return await work(session)
            except PyMongoError as error:
                if not error.has_error_label("TransientTransactionError") or attempt == TRANSACTION_TRIES - 1:
                    raise
                await asyncio.sleep(random.uniform(0, 0.002 * 2 ** min(attempt, 6)))
    raise AssertionError("unreachable: the last try returns or raises")


async def update_all(collection: Collection, updates: Sequence[UpdateOne]) -> int:
    """Do these updates and return how many found their document.

    Several are one transaction: they reach the disk with one sync, not one each.
    """

    async def work(within: Session | None) -> int:
        result = await collection.bulk_write(updates, ordered=False, session=within)
        return int(result.matched_count)

    if len(updates) == 1:
        return await work(None)
    database: Any = collection.database  # Motor annotates it as a collection
    return await in_transaction(database, work)


async def update_by_ids(
    collection: Collection, updates: Iterable[tuple[Any, dict[str, Any]]], session: Session
) -> int:
    """Do an update for each id, those that are alike in one statement; how many found their document."""
    alike: dict[bytes, tuple[dict[str, Any], list[Any]]] = {}
    for document_id, update in updates:
        alike.setdefault(bson.encode(update), (update, []))[1].append(document_id)
    writes: list[UpdateOne | UpdateMany] = []
    for update, ids in alike.values():
        if len(ids) == 1:
            writes.append(UpdateOne({"_id": ids[0]}, update))
        for start in range(0, len(ids) if len(ids) > 1 else 0, IDS_AT_ONCE):
            writes.append(UpdateMany({"_id": {"$in": ids[start : start + IDS_AT_ONCE]}}, update))
    if not writes:
        return 0
    result = await collection.bulk_write(writes, ordered=False, session=session)
    return int(result.matched_count)


async def compare_and_set(
    collection: Collection, changes: Sequence[Change], session: Session | None = None
) -> int:
    """Do these changes where the document still is as expected, and return how many were done.

    Several are one transaction, this one's or `session`'s. There the documents are read first and written by
    id alone, since the embedded server takes half as long to find one by that; a document that another
    writer changes in between makes the transaction start over, so nobody's change is lost
    (https://www.mongodb.com/docs/manual/core/transactions-production-consideration/).
    """

    async def work(within: Session) -> int:
        fields = dict.fromkeys((name for change in changes for name in change.expected), 1)
        ids = [change.document_id for change in changes]
        found = {each["_id"]: each for each in await find_by_ids(collection, ids, fields, within)}
        fresh = [
            (change.document_id, change.update)
            for change in changes
            if change.document_id in found and change.fits(found[change.document_id])
        ]
        return await update_by_ids(collection, fresh, within)

    if not changes:
        return 0
    if session is not None:
        return await work(session)
    if len(changes) == 1:
        (change,) = changes
        result = await collection.update_one({"_id": change.document_id, **change.expected}, change.update)
        return int(result.matched_count)
    database: Any = collection.database  # Motor annotates it as a collection
    return await in_transaction(database, work)


def is_duplicate(error: BaseException) -> bool:
    """Whether a unique index refused the write, or every write of a bulk that failed."""
    if isinstance(error, BulkWriteError):
        return all(problem["code"] == _DUPLICATE_KEY for problem in error.details["writeErrors"])
    return isinstance(error, DuplicateKeyError)
