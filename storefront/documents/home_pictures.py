"""The pictures of the home page's document: those that are in sight before any script has run."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import structlog

from backend.wiring import Shop, shop
from storefront.components.hero import DOOR, DOOR_PICTURE
from storefront.components.product_card import CARD_PICTURE, ProductCard, card_of
from storefront.documents.slots import Slots, picture
from storefront.front import front_now
from storefront.pages.home import LISTED, NEW
from storefront.wishes import Wish

IN_SIGHT = 4
PATIENCE_S = 1.0
LIFE_S = 5.0

log = structlog.get_logger(__name__)


async def pictures_at_home(wish: Wish, query: str) -> Slots:
    """What the skeleton at this address shows; none where the stores are slow, for a page needs none."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await _of_list(wish) if query else await _front.now()
    except Exception:
        log.exception("home_page_without_pictures")
        return {}


async def _of_list(wish: Wish) -> Slots:
    """As many as come into sight; what has a query that asks for nothing will be the bare home page."""
    found = () if wish.is_home else (await wish.page(1)).products[:IN_SIGHT]
    return {LISTED: _pictures_of([card_of(product) for product in found])}


def _pictures_of(cards: Sequence[ProductCard]) -> list[str]:
    return [picture(card.picture, card.picture_set, CARD_PICTURE, at_once=card is cards[0]) for card in cards]


@dataclass
class _Front:
    """Those of the bare home page, which cost six queries: read every few seconds at most."""

    of: Shop | None = None
    until: float = 0.0
    slots: Slots | None = None

    async def now(self) -> Slots:
        if self.slots is None or self.of is not shop() or self.until < monotonic():
            self.of, self.until, self.slots = shop(), monotonic() + LIFE_S, await self._read()
        return self.slots

    async def _read(self) -> Slots:
        front = await front_now()
        doors = [picture(door.picture, "", DOOR_PICTURE, at_once=False) for door in front.doors]
        return {DOOR: doors, NEW: _pictures_of(front.fresh)}


_front = _Front()
