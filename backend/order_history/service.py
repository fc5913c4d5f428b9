"""The shopper's past orders: answered from the Redis OM view, from MongoDB where that can't be relied on."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

import structlog
from redis.exceptions import LockError, RedisError

from backend.bus.watch import Watch, watching
from backend.kit.errors import Problem, RefusedError
from backend.kit.sharing import Shared
from backend.order_history.index import ORDERS, Found, OrderIndex, is_indexable, is_missing_index
from backend.order_history.models import is_order_id, view_of
from backend.order_history.ports import Catalogue
from backend.order_history.repository import Order, OrderRepository
from backend.order_history.schemas import OrderPage, OrderView
from backend.order_history.whole import WholeHistory
from backend.stores.mongo import Database
from backend.stores.redis import RedisClients

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]
Answer = TypeVar("Answer")

LARGEST_PAGE = 100
MISSING = float("inf")
UNUSABLE = -1
REDIS_PATIENCE_S = 2.0
REBUILD_BATCH = 500
REBUILD_LOCK = "rivulet:order_view_rebuild"
REBUILD_LEASE_S = 60.0


class OrderHistoryService:
    """Reads only what is the shopper's; Redis gone, emptied or behind never shows, it only costs time."""

    def __init__(
        self, repository: OrderRepository, index: OrderIndex, catalogue: Catalogue, redis: RedisClients
    ) -> None:
        self._repository = repository
        self._index = index
        self._redis = redis
        self._whole = WholeHistory(repository, index, catalogue, self._from_redis)
        self._reading: Shared[bytes] = Shared()

    async def page(self, user: str, before: str | None = None, size: int = 10) -> OrderPage:
        """The shopper's orders, newest first, older than the order `before`.

        Raises RefusedError that names `before` or `size` when it can't be one.
        """
        _check_page(before, size)
        total, found = await asyncio.gather(
            self._repository.count(user), self._indexed(user, before, size + 1)
        )
        if found is not None and await self._agrees(user, found, total):
            orders = found.orders
        else:
            orders = [_view(order) for order in await self._repository.page(user, before, size + 1)]
            if found is not None:
                await self._from_redis(self._repair(user, found.spoilt))
        shown, more = tuple(orders[:size]), len(orders) > size
        return OrderPage(orders=shown, total=total, older=shown[-1].order_id if more else None)

    async def everything(self, user: str, base_url: str) -> bytes:
        """The JSON array of the tutorial's order objects of this shopper, newest first, as UTF-8 text.

        At most the newest 2,000, as right as `page` is. Each line is completed with what the catalogue says
        of its product today, pictures under `base_url`; a product that is no more shows what the order kept.
        """

        async def read() -> bytes:
            return await self._whole.read(user, base_url)

        return await self._reading.ask((user, base_url), read)

    async def get(self, user: str, order_id: str) -> OrderView | None:
        """That order, if it is the shopper's."""
        return (await self.get_many(user, [order_id])).get(order_id)

    async def one(self, user: str, order_id: str) -> OrderView | None:
        """That order, if it is the shopper's, as right as `page` is."""
        if not is_order_id(order_id):
            return None
        found, truth = await asyncio.gather(
            self.get_many(user, [order_id]), self._repository.versions(user, [order_id])
        )
        order = found.get(order_id)
        if order is None or order.version >= truth.get(order_id, MISSING):
            return order
        stored = await self._repository.get_many(user, [order_id])
        await self._from_redis(self._repair(user, ()))
        return _view(stored[0]) if stored else None

    async def get_many(self, user: str, order_ids: Sequence[str]) -> dict[str, OrderView]:
        """Those of these orders that are the shopper's, by id."""
        wanted = list(dict.fromkeys(each for each in order_ids if is_order_id(each)))
        found = await self._from_redis(self._index.get_many(user, wanted)) or {}
        missing = [each for each in wanted if each not in found]
        if missing:
            orders = await self._repository.get_many(user, missing)
            found |= {order["_id"]: _view(order) for order in orders}
            if orders:
                await self._from_redis(self._index.write(orders, again=True))
        return {each: found[each] for each in wanted if each in found}

    async def refresh(self, orders: Sequence[Order]) -> None:
        """Write the views of these order documents where they are newer, and send each one's hint after it.

        One round trip. Raises `redis.exceptions.RedisError` when Redis can't; the views then follow from
        MongoDB when they are next read.
        """
        if orders:
            await self._index.write(orders, hint=True)

    async def forget(self, user: str, stand_in: str) -> None:
        """Remove the views that this person still has; orders forget them before. Once or again."""
        del stand_in
        await self.ensure_index()
        await self._index.remove(list(await self._index.versions(user)))

    def watch(self) -> AbstractAsyncContextManager[Watch]:
        """Hints of the orders of shoppers added to it, over one connection; a process needs one."""
        return watching(self._redis.blocking, ORDERS)

    async def ensure_index(self) -> None:
        """Create the index if it is missing or of another schema; rebuild the views if any are missing."""
        created = await self._index.create()
        if not created:
            indexed = await self._index.size()
            if indexed is None or indexed == await self._repository.count_all():
                return
        await self.reindex()

    async def reindex(self, progress: Progress | None = None) -> int:
        """Rebuild every view from MongoDB; how many. Processes take turns, readers never see less."""
        lock = self._redis.commands.lock(REBUILD_LOCK, timeout=REBUILD_LEASE_S, raise_on_release_error=False)
        async with lock:
            await self._index.create()
            total, done = await self._repository.count_all(), 0
            async for orders in self._repository.every(REBUILD_BATCH):
                await self._index.write(orders, again=True)
                done += len(orders)
                if progress:
                    progress(done, max(done, total))
                try:
                    await lock.extend(REBUILD_LEASE_S, replace_ttl=True)
                except LockError:
                    # Another process rebuilds beside us now; both write the same.
                    log.info("rebuild_lease_lost", done=done)
            await self._forget_strangers()
        log.info("order_views_rebuilt", orders=done)
        return done

    async def _forget_strangers(self) -> None:
        """Remove views of orders that MongoDB doesn't have."""
        stored = await self._index.stored_ids(REBUILD_BATCH)
        for start in range(0, len(stored), REBUILD_BATCH):
            ids = stored[start : start + REBUILD_BATCH]
            known = await self._repository.existing(ids)
            await self._index.remove([each for each in ids if each not in known])

    async def _indexed(self, user: str, before: str | None, size: int) -> Found | None:
        if not is_indexable(user):
            return None
        return await self._from_redis(self._index.page(user, before, size))

    async def _agrees(self, user: str, found: Found, total: int) -> bool:
        """Whether MongoDB has as many orders of this shopper, and none of the page's in a newer version.

        A few reads by id and a count in an index: what a Redis that lost its end, or a refresh still under
        way, can't pass.
        """
        if found.spoilt or found.total != total:
            return False
        truth = await self._repository.versions(user, [order.order_id for order in found.orders])
        return all(order.version >= truth.get(order.order_id, MISSING) for order in found.orders)

    async def _repair(self, user: str, spoilt: Sequence[str]) -> None:
        """Bring this shopper's views to what MongoDB has: Redis lost its end, or a refresh is under way."""
        have, truth = await asyncio.gather(self._index.versions(user), self._repository.versions(user))
        have |= dict.fromkeys(spoilt, UNUSABLE)
        stale = [each for each, version in truth.items() if have.get(each, UNUSABLE) < version]
        extra = [each for each in have if each not in truth]
        log.info("order_views_repaired", user=user, stale=len(stale), extra=len(extra))
        await self._index.remove(extra)
        for start in range(0, len(stale), REBUILD_BATCH):
            batch = stale[start : start + REBUILD_BATCH]
            await self._index.write(await self._repository.get_many(user, batch), again=True)

    async def _from_redis(self, asked: Awaitable[Answer]) -> Answer | None:
        """What Redis answers in good time, else None: MongoDB is asked then."""
        try:
            async with asyncio.timeout(REDIS_PATIENCE_S):
                return await asked
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            log.warning("order_views_unavailable", error=str(error) or type(error).__name__)
            if is_missing_index(error):
                await self._start_over()
        return None

    async def _start_over(self) -> None:
        """Redis was emptied while we run: an index again at once, each shopper's views at their next page."""
        try:
            await self._index.create()
        except (RedisError, OSError) as error:
            log.warning("order_index_not_created", error=str(error))


def build_order_history(database: Database, redis: RedisClients, catalogue: Catalogue) -> OrderHistoryService:
    """The order history on these stores; nothing is connected before the first question."""
    return OrderHistoryService(OrderRepository(database), OrderIndex(redis.commands), catalogue, redis)


def _view(order: Order) -> OrderView:
    return OrderView.model_validate(view_of(order))


def _check_page(before: object, size: object) -> None:
    if before is not None and not is_order_id(before):
        raise RefusedError(Problem("before", "There is no such order."))
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= LARGEST_PAGE:
        raise RefusedError(Problem("size", f"A page holds 1 to {LARGEST_PAGE} orders."))
