"""The only queries on the collection `sessions`."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument, UpdateOne

from backend.bus.sweeper import DIRTY
from backend.events.logins import SessionBegun
from backend.identity.models import Document
from backend.stores import mongo
from backend.stores.mongo import IDS_AT_ONCE, Database, update_all

MOST_LISTED = 100
ENDED_KEPT = timedelta(days=1)


class SessionRepository:
    """Sessions by the digest of their token. One that ended stays for a day, lest its event be lost."""

    def __init__(self, database: Database) -> None:
        self.collection = database["sessions"]

    async def ensure_indexes(self) -> None:
        """Idempotent. MongoDB removes a session when it has expired, or a day after it was ended."""
        kept_s = int(ENDED_KEPT.total_seconds())
        await self.collection.create_indexes(
            [
                IndexModel("sessionId", unique=True, name="session_id"),
                IndexModel([("userId", ASCENDING), ("sessionId", DESCENDING)], name="sessions_of_a_shopper"),
                IndexModel("expiresOn", expireAfterSeconds=0, name="expired"),
                IndexModel("endedOn", expireAfterSeconds=kept_s, name="ended"),
                DIRTY,
            ]
        )

    async def insert(self, session: Document, within: mongo.Session | None = None) -> None:
        """Store a new session."""
        await self.collection.insert_one(session, session=within)

    async def insert_all(self, sessions: Sequence[Document]) -> None:
        """Store new sessions in one write."""
        await self.collection.insert_many(sessions, ordered=False)

    async def find(self, digest: str) -> Document | None:
        """The session of this digest unless it was ended; it may have expired."""
        return await self.collection.find_one({"_id": digest, "endedOn": None})

    async def touch(self, digest: str, seen_on: datetime, expires_on: datetime) -> bool:
        """Note that a session that lives is in use; False when it was ended."""
        result = await self.collection.update_one(
            {"_id": digest, "endedOn": None}, {"$set": {"seenOn": seen_on, "expiresOn": expires_on}}
        )
        return bool(result.matched_count)

    async def end(
        self, query: dict[str, Any], at: datetime, within: mongo.Session | None = None
    ) -> Document | None:
        """End the one session that fits; None when none did, or another was faster."""
        return await self.collection.find_one_and_update(
            {**query, "endedOn": None},
            {"$set": {"endedOn": at}},
            return_document=ReturnDocument.AFTER,
            session=within,
        )

    async def end_all(self, user: str, at: datetime) -> list[Document]:
        """End every session of a shopper that lives; those that this ended."""
        living = await self.collection.find(
            {"userId": user, "endedOn": None, "expiresOn": {"$gt": at}}, {"sessionId": 1}
        ).to_list(None)
        # Only those that were read: one that begins meanwhile must not end without being told.
        if living:
            change = {"$set": {"endedOn": at}}
            await update_all(
                self.collection,
                [UpdateOne({"_id": each["_id"], "endedOn": None}, change) for each in living],
            )
        return living

    async def any_of(self, user: str) -> bool:
        """Whether a session of this shopper is stored, ended or not."""
        return await self.collection.find_one({"userId": user}, {"_id": 1}) is not None

    async def remove_all(self, user: str) -> None:
        """Remove every session of a shopper, with what was not published of it."""
        await self.collection.delete_many({"userId": user})

    async def begun_unrecorded(self, users: Collection[str]) -> list[SessionBegun]:
        """How those sessions of these shoppers began that identity may not have recorded yet."""
        found: list[SessionBegun] = []
        wanted = list(users)
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = wanted[start : start + IDS_AT_ONCE]
            cursor = self.collection.find({"userId": {"$in": some}, "dirty": True}, {"outbox": 1})
            async for session in cursor.limit(MOST_LISTED * len(some)):
                found += [SessionBegun.model_validate(entry["fields"]) for entry in session["outbox"]]
        return found

    async def living_of(self, user: str, at: datetime) -> list[Document]:
        """A shopper's sessions that live, the newest first, at most a hundred."""
        return (
            await self.collection.find({"userId": user, "endedOn": None, "expiresOn": {"$gt": at}})
            .sort("sessionId", DESCENDING)
            .limit(MOST_LISTED)
            .to_list(MOST_LISTED)
        )

    async def living(self, session_ids: Sequence[str], at: datetime) -> set[str]:
        """Those of these sessions that live, in as few round trips as there are fifties."""
        found: set[str] = set()
        for start in range(0, len(session_ids), IDS_AT_ONCE):
            some = list(session_ids[start : start + IDS_AT_ONCE])
            cursor = self.collection.find(
                {"sessionId": {"$in": some}, "endedOn": None, "expiresOn": {"$gt": at}},
                {"_id": 0, "sessionId": 1},
                batch_size=len(some) + 1,
            )
            found.update(each["sessionId"] for each in await cursor.to_list(None))
        return found
