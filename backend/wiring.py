"""Builds the rooms and fills their ports: the one place where rooms meet."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from backend.bus.dead_letters import DeadLetters
from backend.bus.outbox import Publisher
from backend.carts.service import CartService, build_carts
from backend.identity.accounts import AccountService
from backend.identity.erasure import Erasure
from backend.identity.flash import Flash
from backend.identity.secret import secret_of
from backend.identity.service import IdentityService
from backend.identity.sessions import SessionService
from backend.order_history.service import OrderHistoryService, build_order_history
from backend.orders.asking_again import AskingAgain
from backend.orders.service import OrderService
from backend.orders.stock import Stock
from backend.payments.repository import PaymentRepository
from backend.payments.risk import RiskGate
from backend.payments.service import PaymentService
from backend.payments.simulated import SimulatedProvider
from backend.products.query_cache import QueryCache
from backend.products.service import ProductService, build_products
from backend.settings import Settings
from backend.stores.abandoned import SessionNotes
from backend.stores.mongo import open_mongo
from backend.stores.redis import RedisClients, open_redis


class ShopNotOpenError(RuntimeError):
    """This process has no open shop: `open_shop` was not entered, or has ended."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The services of every room, and what runs them."""

    settings: Settings
    redis: RedisClients
    publisher: Publisher
    dead_letters: DeadLetters
    products: ProductService
    queries: QueryCache
    carts: CartService
    orders: OrderService
    asking_again: AskingAgain
    history: OrderHistoryService
    payments: PaymentService
    sessions: SessionService
    accounts: AccountService
    flash: Flash
    identity: IdentityService
    erasure: Erasure


_open: list[Shop] = []


def shop() -> Shop:
    """This process's shop. Raises `ShopNotOpenError`."""
    if not _open:
        raise ShopNotOpenError("the shop is not open in this process; enter open_shop(settings) first")
    return _open[-1]


@asynccontextmanager
async def open_shop(settings: Settings) -> AsyncIterator[Shop]:
    """Open the clients, build the rooms; at the end take no more orders, then close the clients.

    Raises `ValueError` when a store's URL is missing, and the driver's error when MongoDB is away.
    """
    if not settings.redis_url or not settings.mongodb_url:
        raise ValueError("REDIS_URL and MONGODB_URL must be known before the shop is opened")
    async with (
        open_redis(settings.redis_url) as redis,
        open_mongo(settings.mongodb_url, SessionNotes(settings.home)) as database,
    ):
        publisher = Publisher(redis.commands)
        stock = Stock(database)
        products = build_products(database, redis, stock, currency=settings.currency, home=settings.home)
        history = build_order_history(database, redis, products)
        orders = OrderService(database, publisher, products, history, stock, currency=settings.currency)
        carts = build_carts(database, products, orders, currency=settings.currency)
        provider = SimulatedProvider(
            latency_ms=settings.payment_latency_ms,
            decline_rate=settings.payment_decline_rate,
            test_cards=settings.payment_test_cards,
        )
        sessions = SessionService(
            database, redis, publisher, secret_of(settings), life=timedelta(days=settings.session_days)
        )
        identity = IdentityService(database, redis, sessions.repository, hold_at=settings.risk_hold_at)
        accounts = AccountService(database, sessions, heirs=(orders, carts, identity))
        risk = RiskGate(identity, settings.risk_timeout_ms / 1000, fail_closed=settings.risk_fail == "closed")
        payments = PaymentService(
            PaymentRepository(database), publisher, provider, risk, orders, currency=settings.currency
        )
        dead_letters = DeadLetters(database["dead_letters"])
        erasure = Erasure(
            accounts,
            sessions,
            orders,
            payments,
            keepers=(payments, orders, history, carts, identity),
            dead_letters=dead_letters,
            redis=redis.commands,
        )
        built = Shop(
            settings=settings,
            redis=redis,
            publisher=publisher,
            dead_letters=dead_letters,
            products=products,
            queries=products.queries,
            carts=carts,
            orders=orders,
            asking_again=AskingAgain(orders.repository, publisher),
            history=history,
            payments=payments,
            sessions=sessions,
            accounts=accounts,
            flash=Flash(redis.commands),
            identity=identity,
            erasure=erasure,
        )
        async with orders.open(), sessions.open(), accounts.open():
            await payments.repository.ensure_indexes()
            await identity.repository.ensure_indexes()
            _open.append(built)
            try:
                yield built
            finally:
                _open.remove(built)
                await products.queries.close()
