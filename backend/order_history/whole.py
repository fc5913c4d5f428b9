"""All of a shopper's orders in one answer: the texts from Redis, what is right from MongoDB."""

import asyncio
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

import structlog

from backend.order_history import contract
from backend.order_history.index import OrderIndex, is_indexable
from backend.order_history.ports import Catalogue
from backend.order_history.repository import OrderRepository

log = structlog.get_logger(__name__)

MOST = 2_000

Answer = TypeVar("Answer")
Data: TypeAlias = dict[int, bytes | None]


class FromRedis(Protocol):
    """What Redis answers in good time, else None."""

    async def __call__(self, asked: Awaitable[Answer], /) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class _View:
    """Redis' word: each order's version and text, newest first, and the answer that they make."""

    orders: Mapping[str, tuple[int, bytes]]
    data: Data
    answer: bytes

    def stale(self, truth: Mapping[str, int]) -> list[str]:
        """The orders that Redis hasn't as MongoDB has them."""
        nothing = (-1, b"")
        return [each for each, version in truth.items() if self.orders.get(each, nothing)[0] < version]


class WholeHistory:
    """Reads ids and versions from MongoDB while Redis sends the texts; a text that is behind isn't used."""

    def __init__(
        self, repository: OrderRepository, index: OrderIndex, catalogue: Catalogue, from_redis: FromRedis
    ) -> None:
        self._repository = repository
        self._index = index
        self._catalogue = catalogue
        self._from_redis = from_redis

    async def read(self, user: str, base_url: str) -> bytes:
        """As `OrderHistoryService.everything`."""
        # The embedded MongoDB takes longer than all the rest, so the answer is made meanwhile.
        truth, view = await asyncio.gather(
            self._repository.newest_versions(user, MOST), self._view(user, base_url)
        )
        stale = view.stale(truth)
        if not stale and len(truth) == len(view.orders):
            return view.answer
        texts = {each: text for each, (_, text) in view.orders.items()}
        if stale:
            texts |= await self._fresh(user, stale, among=len(truth))
        data = dict(view.data)
        return await self._joined([texts[each] for each in truth if each in texts], data, base_url)

    async def _view(self, user: str, base_url: str) -> _View:
        orders: Mapping[str, tuple[int, bytes]] = {}
        if is_indexable(user):
            orders = await self._from_redis(self._index.texts(user, MOST)) or {}
        data: Data = {}
        answer = await self._joined([text for _, text in orders.values()], data, base_url)
        return _View(orders, data, answer)

    async def _joined(self, texts: list[bytes], data: Data, base_url: str) -> bytes:
        """One text of these, completed from `data` and from the catalogue, whose word goes into `data`."""
        parts = contract.joined(texts)
        gaps = contract.products_in(parts)
        if unasked := set(gaps.values()).difference(data):
            found = await self._catalogue.contract_data([*unasked], base_url)
            data.update((each, found.get(each)) for each in unasked)
        return contract.filled(parts, gaps, data, base_url)

    async def _fresh(self, user: str, stale: Collection[str], *, among: int) -> dict[str, bytes]:
        """The texts of these orders from MongoDB; their views are written anew on the way."""
        if len(stale) > among // 2:
            orders = await self._repository.page(user, None, MOST)
        else:
            orders = await self._repository.get_many(user, stale)
        log.info("order_views_repaired", user=user, stale=len(stale))
        await self._from_redis(self._index.write(orders, again=True))
        return {order["_id"]: contract.text_of(order) for order in orders}
