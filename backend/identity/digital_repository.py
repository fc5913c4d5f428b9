"""The only queries on the collection `digital_identities`."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import BulkWriteError

from backend.identity.digital import KEPT, LOGIN, ORDER, Document, login_id
from backend.stores.mongo import IDS_AT_ONCE, Database, find_by_ids, is_duplicate

LOGINS_A_USER = 20
BATCH = 500


class DigitalIdentityRepository:
    """Inserts only, under natural ids: an identity that is told of twice is stored once."""

    def __init__(self, database: Database) -> None:
        self.collection = database["digital_identities"]

    async def ensure_indexes(self) -> None:
        """Idempotent. MongoDB removes an identity after 90 days."""
        await self.collection.create_indexes(
            [
                IndexModel(
                    [("userId", ASCENDING), ("kind", ASCENDING), ("at", DESCENDING)], name="of_a_shopper"
                ),
                IndexModel("at", expireAfterSeconds=int(KEPT.total_seconds()), name="expired"),
            ]
        )

    async def insert(self, identities: Sequence[Document]) -> None:
        """Store those that are new."""
        if not identities:
            return
        try:
            await self.collection.insert_many(identities, ordered=False)
        except BulkWriteError as error:
            if not is_duplicate(error):
                raise

    async def logins(self, users: Collection[str]) -> list[Document]:
        """These shoppers' logins, the newest first, about twenty each."""
        found: list[Document] = []
        wanted = list(users)
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = wanted[start : start + IDS_AT_ONCE]
            most = len(some) * LOGINS_A_USER
            cursor = self.collection.find({"userId": {"$in": some}, "kind": LOGIN})
            found += await cursor.sort("at", DESCENDING).limit(most).to_list(most)
        return found

    async def recorded(self, session_ids: Iterable[str]) -> set[str]:
        """Those of these sessions whose login is stored."""
        ids = {login_id(each): each for each in session_ids}
        return {ids[found] for found in await self.existing(list(ids))}

    async def newest(self, user: str, size: int) -> list[Document]:
        """A shopper's identities of both kinds, the newest first."""
        found: list[Document] = []
        for kind in (LOGIN, ORDER):
            cursor = self.collection.find({"userId": user, "kind": kind}).sort("at", DESCENDING)
            found += await cursor.limit(size).to_list(size)
        return sorted(found, key=lambda each: each["at"], reverse=True)[:size]

    async def every(self) -> AsyncIterator[list[Document]]:
        """All identities in batches: one shopper after the other, each kind with the newest first."""
        order = [("userId", ASCENDING), ("kind", ASCENDING), ("at", DESCENDING)]
        cursor = self.collection.find().sort(order).batch_size(BATCH)
        while batch := await cursor.to_list(BATCH):
            yield batch

    async def take_over(self, guest: str, account: str) -> None:
        """Make all of the guest's the account's."""
        await self.collection.update_many({"userId": guest}, {"$set": {"userId": account}})

    async def remove_of(self, user: str) -> int:
        """Remove all of this shopper's; how many."""
        return int((await self.collection.delete_many({"userId": user})).deleted_count)

    async def existing(self, ids: Sequence[str]) -> set[str]:
        """Those of these ids that are stored."""
        return {found["_id"] for found in await find_by_ids(self.collection, ids, {"_id": 1})}
