"""Runs services: the consumer and the sweeper of each, until told to stop."""

import asyncio
import contextlib
import fcntl
import platform
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

import structlog

from backend.bus.consumer import Consumer
from backend.bus.sweeper import Sweeper
from backend.events import (
    LOGINS_CON_GROUP,
    LOGINS_STREAM,
    ORDERS_CON_GROUP,
    ORDERS_STREAM,
    PAYMENTS_CON_GROUP,
    PAYMENTS_STREAM,
    READERS,
    STOCK_CON_GROUP,
    STOCK_STREAM,
)
from backend.events.logins import SessionBegun
from backend.events.orders import OrderPlaced
from backend.events.payments import PaymentReported
from backend.events.stock import StockChanged
from backend.identity.handlers import record_logins
from backend.identity.indexing import Indexing
from backend.kit.ids import new_id
from backend.kit.tasks import end
from backend.orders.handlers import record_payments
from backend.payments.handlers import charge_orders
from backend.products.handlers import update_availability
from backend.wiring import Shop

log = structlog.get_logger()

STOP_WITHIN_S = 3.0
RESTART_AFTER_S = 1.0
PAYMENT_LANES = 4  # more would charge more orders at once, and orders that are being taken wait for it
WRITTEN_AT_ONCE = 32  # orders that are being taken wait for each such write


class Loop(Protocol):
    """Something that runs until it is told to stop."""

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set, then finish what is in flight."""
        ...


def _products(shop: Shop, name: str) -> Sequence[Loop]:
    handle = partial(update_availability, products=shop.products)
    return [Consumer(shop.redis, StockChanged, STOCK_CON_GROUP, handle, shop.dead_letters, name)]


def _orders(shop: Shop, name: str) -> Sequence[Loop]:
    handle = partial(record_payments, orders=shop.orders)
    return [
        Consumer(
            shop.redis,
            PaymentReported,
            PAYMENTS_CON_GROUP,
            handle,
            shop.dead_letters,
            name,
            batch=WRITTEN_AT_ONCE,
        ),
        Sweeper(
            shop.orders.repository.collection,
            shop.publisher,
            {stream: READERS[stream] for stream in (ORDERS_STREAM, STOCK_STREAM)},
            shop.asking_again.still_owed,
        ),
    ]


def _payments(shop: Shop, name: str) -> Sequence[Loop]:
    handle = partial(charge_orders, payments=shop.payments)
    # A batch waits for its slowest charge, so others must be able to overtake it.
    lease_s = 30 + 2 * shop.settings.payment_latency_ms / 1000
    return [
        Consumer(
            shop.redis,
            OrderPlaced,
            ORDERS_CON_GROUP,
            handle,
            shop.dead_letters,
            name,
            batch=WRITTEN_AT_ONCE,
            lanes=PAYMENT_LANES,
            lease_s=lease_s,
        ),
        Sweeper(
            shop.payments.repository.collection, shop.publisher, {PAYMENTS_STREAM: READERS[PAYMENTS_STREAM]}
        ),
    ]


def _identity(shop: Shop, name: str) -> Sequence[Loop]:
    takeovers = shop.accounts.takeovers
    handle = partial(record_logins, identity=shop.identity, takeovers=takeovers)
    return [
        Consumer(shop.redis, SessionBegun, LOGINS_CON_GROUP, handle, shop.dead_letters, name),
        Sweeper(
            shop.sessions.repository.collection,
            shop.publisher,
            {LOGINS_STREAM: READERS[LOGINS_STREAM]},
            shop.identity.unrecorded,
        ),
        Indexing(shop.identity),
        takeovers,
    ]


# Every reaction of the shop: service, what runs it.
SERVICES: dict[str, Callable[[Shop, str], Sequence[Loop]]] = {
    "products": _products,
    "orders": _orders,
    "payments": _payments,
    "identity": _identity,
}


@contextlib.asynccontextmanager
async def run_services(shop: Shop, names: Sequence[str]) -> AsyncIterator[None]:
    """Run these services inside; at the end they finish what is in flight, for at most three seconds."""
    stop = asyncio.Event()
    with contextlib.ExitStack() as held:
        tasks = [
            asyncio.create_task(_keep_running(loop, stop, name), name=name)
            for name in names
            for loop in SERVICES[name](shop, held.enter_context(consumer_name(shop.settings.home, name)))
        ]
        try:
            yield
        finally:
            stop.set()
            if tasks:
                _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN_S)
                await end(*late)


async def _keep_running(loop: Loop, stop: asyncio.Event, service: str) -> None:
    while not stop.is_set():
        try:
            await loop.run(stop)
        except Exception:
            log.exception("service failed, starting it again", service=service)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), RESTART_AFTER_S)


def _shop_id(file: Path) -> str:
    """What tells this home from every other; whole from the first moment that it can be read."""
    draft = file.with_suffix(f".{new_id()}")
    draft.write_text(new_id())
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()
    return file.read_text()


@contextlib.contextmanager
def consumer_name(home: Path, service: str) -> Iterator[str]:
    """A consumer name that is this process's alone and that its next start gets again.

    A process that ends in any way lets go of the file lock behind it, so the process that takes its place
    finds the entries that were left pending under its own name.
    """
    slots = home / "consumers"
    slots.mkdir(parents=True, exist_ok=True)
    shop_id = _shop_id(slots / "id")
    number = 0
    while True:
        with (slots / f"{service}.{number}").open("w") as slot:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                number += 1
                continue
            yield f"{service}@{platform.node()}/{shop_id}/{number}"
            return
