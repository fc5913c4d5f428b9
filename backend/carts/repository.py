"""Carts in MongoDB (collection `carts`), changed by compare-and-set on their version only."""

from dataclasses import replace

from pymongo.errors import DuplicateKeyError

from backend.carts.models import Cart, from_document, to_document
from backend.stores.mongo import Database


class CartRepository:
    """One document a shopper."""

    def __init__(self, database: Database) -> None:
        self._carts = database["carts"]

    async def load(self, user: str) -> Cart:
        """The shopper's cart, an empty one if there is none yet."""
        document = await self._carts.find_one({"_id": user})
        return from_document(document) if document else Cart()

    async def save(self, user: str, cart: Cart) -> Cart | None:
        """Store it if nobody has since it was loaded; returns it as stored, None if somebody has."""
        stored = replace(cart, version=cart.version + 1)
        document = to_document(user, stored)
        if cart.version:
            result = await self._carts.replace_one({"_id": user, "version": cart.version}, document)
            return stored if result.matched_count else None
        try:
            await self._carts.insert_one(document)
        except DuplicateKeyError:
            return None
        return stored
