"""The only queries on the collections `accounts` and `taken_guests`."""

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel, ReturnDocument

from backend.identity.schemas import Role
from backend.stores.mongo import Database, Session

AT_ONCE = 500

Document = dict[str, Any]


class AccountRepository:
    """Accounts by user id and by email, and which guests became whose: a guest once and for ever."""

    def __init__(self, database: Database) -> None:
        self._accounts = database["accounts"]
        self._guests = database["taken_guests"]

    async def ensure_indexes(self) -> None:
        """Idempotent."""
        await self._accounts.create_index("email", unique=True, name="email")
        await self._guests.create_indexes(
            [
                IndexModel("account", name="guests_of_an_account"),
                IndexModel(
                    [("open", ASCENDING), ("_id", ASCENDING)],
                    partialFilterExpression={"open": True},
                    name="open",
                ),
            ]
        )

    async def by_email(self, email: str) -> Document | None:
        """The account with this email, in its stored form."""
        return await self._accounts.find_one({"email": email})

    async def by_user(self, user: str) -> Document | None:
        """The account of this user, None for a guest."""
        return await self._accounts.find_one({"_id": user})

    async def insert(
        self,
        user: str,
        email: str,
        password_hash: str,
        role: Role,
        at: datetime,
        within: Session | None = None,
    ) -> None:
        """Store a new account. Raises a duplicate key's error when the user or the email has one."""
        account = {
            "_id": user,
            "email": email,
            "password": password_hash,
            "role": role,
            "createdOn": at,
            "lastUpdatedOn": at,
        }
        await self._accounts.insert_one(account, session=within)

    async def change(
        self, user: str, changes: dict[str, Any], at: datetime, within: Session | None = None
    ) -> Document | None:
        """The account after these changes; None when it is gone."""
        return await self._accounts.find_one_and_update(
            {"_id": user},
            {"$set": {**changes, "lastUpdatedOn": at}},
            return_document=ReturnDocument.AFTER,
            session=within,
        )

    async def take_guest(self, guest: str, account: str, at: datetime, within: Session) -> None:
        """Note whose the guest is from now on; open until no order can be on its way to the guest."""
        await self._guests.insert_one(
            {"_id": guest, "account": account, "on": at, "open": True}, session=within
        )

    async def open_guests(self, before: datetime) -> list[tuple[str, str]]:
        """Some of the guests (with their accounts) that were taken before then and are still open."""
        found = await self._guests.find({"open": True, "on": {"$lt": before}}).limit(AT_ONCE).to_list(AT_ONCE)
        return [(each["_id"], each["account"]) for each in found]

    async def close_guest(self, guest: str) -> None:
        """Nothing is to come to this guest any more."""
        await self._guests.update_one({"_id": guest}, {"$unset": {"open": ""}})

    async def guests_of(self, account: str) -> list[str]:
        """The guests that became this account."""
        return [each["_id"] async for each in self._guests.find({"account": account}, {"_id": 1})]

    async def remove(self, user: str) -> None:
        """Remove an account and the memory of its guests."""
        await self._accounts.delete_one({"_id": user})
        await self._guests.delete_many({"account": user})
