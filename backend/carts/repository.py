"""Carts in MongoDB (collection `carts`), changed by compare-and-set on their version only."""

from dataclasses import replace

from pymongo.errors import DuplicateKeyError

from backend.carts.models import Cart, from_document, to_document
from backend.stores.mongo import Database, Session, in_transaction


class _MovedOnError(RuntimeError):
    """One of the carts was changed meanwhile; nothing of the transaction was stored."""


class CartRepository:
    """One document a shopper."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._carts = database["carts"]

    async def load(self, user: str) -> Cart:
        """The shopper's cart, an empty one if there is none yet."""
        document = await self._carts.find_one({"_id": user})
        return from_document(document) if document else Cart()

    async def move(self, guest: str, emptied: Cart, account: str, joined: Cart) -> bool:
        """Store the account's cart and remove the guest's, both or none; False when either was changed."""

        async def work(session: Session) -> None:
            gone = await self._carts.delete_one({"_id": guest, "version": emptied.version}, session=session)
            if not gone.deleted_count or not await self.save(account, joined, session):
                raise _MovedOnError

        try:
            await in_transaction(self._database, work)
        except _MovedOnError:
            return False
        return True

    async def remove(self, user: str) -> None:
        """Remove the shopper's cart."""
        await self._carts.delete_one({"_id": user})

    async def save(self, user: str, cart: Cart, session: Session | None = None) -> Cart | None:
        """Store it if nobody has since it was loaded; returns it as stored, None if somebody has."""
        stored = replace(cart, version=cart.version + 1)
        document = to_document(user, stored)
        if cart.version:
            query = {"_id": user, "version": cart.version}
            result = await self._carts.replace_one(query, document, session=session)
            return stored if result.matched_count else None
        try:
            await self._carts.insert_one(document, session=session)
        except DuplicateKeyError:
            return None
        return stored
