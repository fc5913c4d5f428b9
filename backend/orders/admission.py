"""Which of the waiting orders fit the stock there is: in order of arrival, whole orders only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from backend.bus.outbox import OutboxEntry
from backend.events.origin import Origin
from backend.kit.errors import Problem, RefusedError
from backend.kit.money import to_major
from backend.kit.words import words
from backend.orders.errors import PriceChangedError
from backend.orders.models import Document, fingerprint, new_order
from backend.orders.schemas import OrderLine
from backend.orders.stock import Level, taken_by

Quotes = Mapping[int, Mapping[str, Any]]


class Waiting(Protocol):
    """What admission needs to know of a request."""

    user: str
    lines: tuple[OrderLine, ...]
    idempotency_key: str
    origin: Origin
    order_id: str


@dataclass
class Admission:
    """The outcome for a batch: new order documents, and for each request that doesn't fit its refusal."""

    orders: list[Document] = field(default_factory=list)
    refused: list[tuple[Any, RefusedError]] = field(default_factory=list)

    def changes(self) -> dict[int, int]:
        """What the orders take, summed by product, as negative numbers."""
        changes: dict[int, int] = {}
        for order in self.orders:
            for product_id, qty in taken_by(order["products"]).items():
                changes[product_id] = changes.get(product_id, 0) - qty
        return changes

    def attach(self, messages: Mapping[int, OutboxEntry]) -> None:
        """Put each product's stock message into the outbox of the last order that took of it."""
        left = dict(messages)
        for order in reversed(self.orders):
            for product_id in taken_by(order["products"]):
                if product_id in left:
                    order["outbox"].append(left.pop(product_id))


def admit(
    waiting: Sequence[Waiting], quotes: Quotes, levels: Mapping[int, Level], *, currency: str, at: datetime
) -> Admission:
    """Admit what fits. `quotes` are the server's prices (minor units), `levels` the stock before."""
    admission = Admission()
    left = {product_id: level.available for product_id, level in levels.items()}
    for request in waiting:
        if refusal := _refusal(request.lines, quotes, left, currency):
            admission.refused.append((request, refusal))
            continue
        products = [_stored_line(line, quotes[line.product_id]) for line in request.lines]
        for product_id, qty in taken_by(products).items():
            left[product_id] -= qty
        admission.orders.append(
            new_order(
                request.order_id,
                request.user,
                products,
                currency=currency,
                idempotency_key=request.idempotency_key,
                request_hash=fingerprint(request.lines),
                origin=request.origin,
                at=at,
            )
        )
    return admission


def _refusal(
    lines: Sequence[OrderLine], quotes: Quotes, left: Mapping[int, int], currency: str
) -> RefusedError | None:
    problems = []
    other_price = False
    wanted: dict[int, int] = {}
    for number, line in enumerate(lines):
        quote = quotes.get(line.product_id)
        if quote is None or not quote["active"]:
            problems.append(Problem(f"lines[{number}].productId", "This product is not for sale."))
            continue
        if line.price not in (None, quote["price"]):
            other_price = True
            name = quote["productData"]["productDisplayName"]
            costs = words(
                "{name} costs {price} {currency} now. Nothing was ordered.",
                name=name,
                price=to_major(quote["price"]),
                currency=currency,
            )
            problems.append(Problem(f"lines[{number}].productPrice", costs))
        wanted[line.product_id] = wanted.get(line.product_id, 0) + line.qty
        available = left.get(line.product_id, 0)
        if wanted[line.product_id] > available:
            problems.append(Problem(f"lines[{number}].qty", _too_little(quote["productData"], available)))
    if not problems:
        return None
    return PriceChangedError(*problems) if other_price else RefusedError(*problems)


def _too_little(product: Mapping[str, Any], left: int) -> str:
    name, size = product["productDisplayName"], product.get("size")
    if size:
        if left:
            return words("Only {left} left of {name} in size {size}.", left=left, name=name, size=size)
        return words("{name} is sold out in size {size}.", name=name, size=size)
    if left:
        return words("Only {left} left of {name}.", left=left, name=name)
    return words("{name} is sold out.", name=name)


def _stored_line(line: OrderLine, quote: Mapping[str, Any]) -> Document:
    return {
        "productId": line.product_id,
        "qty": line.qty,
        "productPrice": quote["price"],
        "productData": dict(quote["productData"]),
    }
