"""Group commit: one task takes all orders that wait into one MongoDB transaction, with their stock.

While a commit is under way new orders queue, and the next transaction takes them all; there is no timer, so
a lone order waits for nothing. A product that everyone wants is one decrement a commit, not one conflict an
order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from pymongo.errors import PyMongoError

from backend.events.origin import NOWHERE, Origin
from backend.kit.clock import now
from backend.kit.ids import new_id
from backend.orders.admission import Admission, admit
from backend.orders.errors import IdempotencyConflictError, OrdersUnavailableError
from backend.orders.models import Document, fingerprint
from backend.orders.ports import Catalogue
from backend.orders.repository import Key, OrderRepository
from backend.orders.schemas import OrderLine
from backend.orders.stock import OversoldError, Stock
from backend.stores.mongo import Database, Session, in_transaction, is_duplicate
from backend.stores.outage import is_outage

log = structlog.get_logger()

AT_ONCE = 128
TRIES = 5
TRIES_AWAY = 2  # a shopper is waiting, and each try may take as long as finding the server does


@dataclass(eq=False)
class Request:
    """One order that waits to be taken; `answer` becomes its order id or the reason it was refused."""

    user: str
    lines: tuple[OrderLine, ...]
    idempotency_key: str
    origin: Origin = NOWHERE
    answer: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    order_id: str = field(default_factory=new_id)

    @property
    def key(self) -> Key:
        """What makes the request the same as another."""
        return self.user, self.idempotency_key


class Intake:
    """Takes requests in order of arrival; `taken` is called with each batch of new orders, before answers."""

    def __init__(
        self,
        database: Database,
        orders: OrderRepository,
        stock: Stock,
        catalogue: Catalogue,
        taken: Callable[[Sequence[Document]], Awaitable[None]],
        *,
        currency: str,
    ) -> None:
        self._database = database
        self._orders = orders
        self._stock = stock
        self._catalogue = catalogue
        self._taken = taken
        self._currency = currency
        self._waiting: asyncio.Queue[Request] = asyncio.Queue(maxsize=10_000)
        self._announcing: set[asyncio.Task[None]] = set()

    async def take(self, request: Request) -> str:
        """The order's id, once it is stored. Raises `RefusedError`. A cancelled caller's order stands."""
        await self._waiting.put(request)
        return await asyncio.shield(request.answer)

    async def run(self) -> None:
        """Take orders until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            await self._take_batch(batch)
            for _ in batch:
                self._waiting.task_done()

    async def drain(self) -> None:
        """Return once every order that was waiting is answered."""
        await self._waiting.join()
        await asyncio.gather(*self._announcing)

    async def _take_batch(self, batch: Sequence[Request]) -> None:
        try:
            orders = await self._commit(batch)
        except Exception as error:
            if len(batch) > 1 and not is_outage(error):
                # One of them is to blame; alone, it can't take its neighbours along.
                for request in batch:
                    await self._take_batch([request])
                return
            log.error(
                "orders not taken", waiting=len(batch), error=repr(error), exc_info=not is_outage(error)
            )
            _answer(batch, OrdersUnavailableError())
            return
        # Publishing overlaps with the next commit; who ordered waits for it, so that the order is on its way.
        task = asyncio.create_task(self._announce(batch, orders))
        self._announcing.add(task)
        task.add_done_callback(self._announcing.discard)

    async def _announce(self, batch: Sequence[Request], orders: Sequence[Document]) -> None:
        if orders:
            await self._taken(orders)
        for request in batch:
            if not request.answer.done():
                request.answer.set_result(request.order_id)

    async def _commit(self, batch: Sequence[Request]) -> list[Document]:
        """Store what can be taken and answer what can't; returns the new orders."""
        known: dict[Key, Document] = {}
        for attempt in range(TRIES):
            try:
                return await self._try_commit(batch, known)
            except (OversoldError, PyMongoError) as error:
                # A key was used before, another process took the same stock, or the outcome of the commit
                # is unknown: looking again finds the order by its key.
                away = is_outage(error)
                again = is_duplicate(error) or isinstance(error, OversoldError) or away
                if not again or attempt == (TRIES_AWAY if away else TRIES) - 1:
                    raise
                await asyncio.sleep(0.02 * 2**attempt)
                known = await self._orders.by_keys({request.key for request in batch})
        raise AssertionError("unreachable: the last try returns or raises")

    async def _try_commit(self, batch: Sequence[Request], known: Mapping[Key, Document]) -> list[Document]:
        fresh = {request.key: request for request in reversed(batch) if request.key not in known}
        first = [request for request in batch if fresh.get(request.key) is request]
        quotes = await self._catalogue.quote(list({line.product_id for one in first for line in one.lines}))

        async def work(session: Session) -> Admission:
            levels = await self._stock.read(quotes, session)
            admission = admit(first, quotes, levels, currency=self._currency, at=now())
            if admission.orders:
                messages = await self._stock.change(levels, admission.changes(), session)
                admission.attach(messages)
                await self._orders.insert(admission.orders, session)
            return admission

        admission = await in_transaction(self._database, work) if first else Admission()
        refused = {request.key: refusal for request, refusal in admission.refused}
        # Who comes again for an order that took the last piece gets that order, not a refusal.
        stored = {**known, **(await self._orders.by_keys(refused))}
        for order in admission.orders:
            stored[order["userId"], order["idempotencyKey"]] = order
        later = []
        for request in batch:
            if request.key in stored:
                _answer_with(request, stored[request.key])
            elif fingerprint(request.lines) == fingerprint(fresh[request.key].lines):
                request.answer.set_exception(refused[request.key])
            else:
                later.append(request)
        return admission.orders + (await self._commit(later) if later else [])


def _answer(batch: Iterable[Request], refusal: BaseException) -> None:
    for request in batch:
        if not request.answer.done():
            request.answer.set_exception(refusal)


def _answer_with(request: Request, order: Document) -> None:
    if fingerprint(request.lines) == order["requestHash"]:
        request.order_id = order["_id"]
    else:
        request.answer.set_exception(IdempotencyConflictError())
