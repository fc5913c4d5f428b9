"""Moves orders along their edges when payments reports, and gives stock back exactly once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.bus.dead_letters import Rejected
from backend.events.payments import PaymentReported
from backend.kit.clock import now
from backend.orders.models import Document
from backend.orders.repository import OrderRepository
from backend.orders.schemas import OrderStatus
from backend.orders.status import GIVES_STOCK_BACK, PAID, UNPAID, next_status
from backend.orders.stock import Stock, taken_by
from backend.stores.mongo import Database, Session, in_transaction

TRIES = 8


class LostRaceError(RuntimeError):
    """Some of the orders moved on between the read and the write."""


@dataclass
class Applied:
    """`changed` orders as they are stored now, `touched` all orders that the reports are about."""

    changed: list[Document]
    touched: list[Document]
    rejected: list[Rejected]


class Progress:
    """Compare-and-set on `version`: a report that lost a race is looked at again from the start."""

    def __init__(self, database: Database, orders: OrderRepository, stock: Stock) -> None:
        self._database = database
        self._orders = orders
        self._stock = stock

    async def apply(self, reports: Sequence[PaymentReported]) -> Applied:
        """Write what the reports change, in their order. Raises `LostRaceError` when it can't win a race."""
        written: dict[str, Document] = {}
        for _ in range(TRIES):
            stored = await self._orders.by_ids({report.order_id for report in reports})
            changed, rejected = _moved(stored, reports, now())
            try:
                await self._write(changed, written)
            except LostRaceError:
                continue
            touched = [written.get(order_id, order) for order_id, order in stored.items()]
            return Applied(list(written.values()), touched, rejected)
        raise LostRaceError(f"{len(reports)} reports lost {TRIES} races")

    async def _write(self, changed: Mapping[str, Document], written: dict[str, Document]) -> None:
        returning = [order for order in changed.values() if _returns_stock(order)]
        plain = [order for order in changed.values() if not _returns_stock(order)]
        if returning:

            async def work(session: Session) -> list[Document]:
                return await self._give_back(returning, session)

            written |= {order["_id"]: order for order in await in_transaction(self._database, work)}
        # Noted first: a crash may leave a note too many, never one too few.
        held = [order["_id"] for order in plain if order["orderStatusCode"] == OrderStatus.ON_HOLD]
        await self._orders.note_held(held)
        if plain and not await self._orders.advance(plain):
            raise LostRaceError("an order moved on meanwhile")
        written |= {order["_id"]: order for order in plain}

    async def _give_back(self, orders: Sequence[Document], session: Session) -> list[Document]:
        """Write these orders and return their stock in the session's transaction; the orders as written."""
        back: dict[int, int] = {}
        for order in orders:
            for product_id, qty in taken_by(order["products"]).items():
                back[product_id] = back.get(product_id, 0) + qty
        messages = await self._stock.change(await self._stock.read(back, session), back, session)
        written = []
        for order in orders:
            news = [messages.pop(product) for product in taken_by(order["products"]) if product in messages]
            outbox = [*order["outbox"], *news]
            written.append({**order, "stockReturned": True, "outbox": outbox, "dirty": bool(outbox)})
        if not await self._orders.advance(written, session):
            raise LostRaceError("an order moved on while it failed")
        return written


def _moved(
    stored: Mapping[str, Document], reports: Sequence[PaymentReported], at: datetime
) -> tuple[dict[str, Document], list[Rejected]]:
    """The orders after the reports, each at one version more, however many reports it had."""
    changed: dict[str, Document] = {}
    rejected = []
    for report in reports:
        order = changed.get(report.order_id) or stored.get(report.order_id)
        if order is None:
            rejected.append(Rejected(report, "orderId: there is no such order"))
            continue
        if not _is_of(order, report.user_id):
            rejected.append(Rejected(report, "userId: the order is another shopper's"))
            continue
        try:
            reported = OrderStatus(report.order_status_code)
            past = [step["code"] for step in order["timeline"]]
            following = next_status(OrderStatus(order["orderStatusCode"]), reported, past)
        except ValueError as error:
            rejected.append(Rejected(report, f"orderStatusCode: {error}"))
            continue
        if following is not None:
            fresh = report.order_id not in changed
            changed[report.order_id] = _advanced(order, following, report, at, fresh=fresh)
    return changed, rejected


def _advanced(
    order: Document, status: OrderStatus, report: PaymentReported, at: datetime, *, fresh: bool
) -> Document:
    step: Document = {"code": int(status), "at": at, "service": "payments"}
    if report.reason:
        step["reason"] = report.reason
    # What asked for the payment is kept until it is answered, for the sweeper to ask again.
    outbox = order["outbox"] if status in UNPAID else []
    return {
        **order,
        "orderStatusCode": int(status),
        "version": order["version"] + fresh,
        # A refund is of the payment that succeeded, whatever its report says.
        "paymentId": order["paymentId"] if order["orderStatusCode"] in PAID else report.payment_id,
        "timeline": [*order["timeline"], step],
        "lastUpdatedOn": at,
        "lastUpdatedBy": "payments",
        "outbox": outbox,
        "dirty": bool(outbox),
        **({} if report.risk is None else {"risk": float(report.risk)}),
    }


def _is_of(order: Document, user: str) -> bool:
    """Whether a report names whoever placed the order, or whose it is now; of an erased person, anybody."""
    return user in (order["createdBy"], order["userId"]) or bool(order.get("erased"))


def _returns_stock(order: Document) -> bool:
    return order["orderStatusCode"] in GIVES_STOCK_BACK and not order.get("stockReturned")
