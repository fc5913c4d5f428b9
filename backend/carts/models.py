"""The cart as it is stored and the ways it changes; every change gives a new cart."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

# How many finished checkouts a cart remembers, so that a late second finish takes nothing twice.
FINISHED_KEPT = 5
# Each unresolved attempt takes a crash or an outage; more than this many in a row are not told apart.
ATTEMPTS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one product. Orders takes today's price, and no other than the shopper was told.

    `price` is what they were told last (minor units; None before that), `was` what it was before it changed,
    until they have taken note of it.
    """

    product_id: int
    qty: int
    price: int | None = None
    was: int | None = None

    def told(self, today: int) -> "Line":
        """As the shopper knows it once they see today's price."""
        if self.price in (None, today):
            return replace(self, price=today)
        before = self.price if self.was is None else self.was
        return replace(self, price=today, was=None if before == today else before)

    def noted(self) -> "Line":
        """Without the price of before."""
        return replace(self, was=None)

    @property
    def bare(self) -> "Line":
        """At no price: what an attempt to buy it is known by."""
        return Line(self.product_id, self.qty)


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CheckoutStamp:
    """A purchase under way: its idempotency key and the lines it was tried with, the newest last."""

    key: str
    attempts: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class FinishedCheckout:
    """A purchase whose lines were taken out of the cart."""

    key: str
    order_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Cart:
    """One shopper's cart; `version` rises with every stored change, 0 is a cart never stored."""

    lines: Lines = ()
    version: int = 0
    checkout: CheckoutStamp | None = None
    finished: tuple[FinishedCheckout, ...] = field(default=())

    def qty_of(self, product_id: int) -> int:
        """How many of this product are in it."""
        return next((line.qty for line in self.lines if line.product_id == product_id), 0)

    def has_what(self, lines: Lines) -> bool:
        """Whether it holds as much of the same products as these, whatever they cost."""
        return Counter(self.bare) == Counter(line.bare for line in lines)

    def with_qty(self, product_id: int, qty: int, position: int | None = None) -> "Cart":
        """So many of this product: in its place, else at `position`, else last; 0 takes it out."""
        if self.qty_of(product_id):
            changed = (
                replace(line, qty=qty) if line.product_id == product_id else line for line in self.lines
            )
            return replace(self, lines=tuple(line for line in changed if line.qty > 0))
        if qty <= 0:
            return self
        place = len(self.lines) if position is None else position
        return replace(self, lines=(*self.lines[:place], Line(product_id, qty), *self.lines[place:]))

    def told(self, today: Mapping[int, int]) -> "Cart":
        """With the prices that the shopper now sees; lines without one keep theirs."""
        lines = (
            line.told(today[line.product_id]) if line.product_id in today else line for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def noted(self, product_id: int) -> "Cart":
        """With nothing more to say of a change of that product's price."""
        lines = (line.noted() if line.product_id == product_id else line for line in self.lines)
        return replace(self, lines=tuple(lines))

    @property
    def bare(self) -> Lines:
        """Its lines at no price."""
        return tuple(line.bare for line in self.lines)

    def begun(self, fresh_key: str) -> "Cart":
        """With a purchase of what is in it under way.

        A purchase that was never resolved hands its key on, so that whichever attempt becomes an order, no
        other can.
        """
        key, before = (self.checkout.key, self.checkout.attempts) if self.checkout else (fresh_key, ())
        others = [attempt for attempt in before if attempt != self.bare]
        return replace(self, checkout=CheckoutStamp(key, (*others, self.bare)[-ATTEMPTS_KEPT:]))

    def given_up(self, key: str, attempt: Lines) -> "Cart":
        """Without that attempt, which can't become an order; the last one takes the purchase with it."""
        if self.checkout is None or self.checkout.key != key:
            return self
        others = tuple(each for each in self.checkout.attempts if each != attempt)
        return replace(self, checkout=CheckoutStamp(key, others) if others else None)

    def ended(self, finished: FinishedCheckout, bought: Lines) -> "Cart":
        """Without what was bought; what came into the cart meanwhile stays."""
        left = self
        for line in bought:
            left = left.with_qty(line.product_id, left.qty_of(line.product_id) - line.qty)
        under_way = None if self.checkout and self.checkout.key == finished.key else self.checkout
        return replace(left, checkout=under_way, finished=(*self.finished, finished)[-FINISHED_KEPT:])

    def joined(self, other: "Cart", most_lines: int, most_qty: int) -> "Cart":
        """With what is in the other one too, up to the limits, and its purchase under way if it has none."""
        joined = self
        for line in other.lines:
            if has := joined.qty_of(line.product_id):
                joined = joined.with_qty(line.product_id, max(has, min(most_qty, has + line.qty)))
            elif len(joined.lines) < most_lines:
                new = replace(line, qty=min(most_qty, line.qty))
                joined = replace(joined, lines=(*joined.lines, new))
        return replace(joined, checkout=self.checkout or other.checkout)

    def has_finished(self, key: str) -> bool:
        """Whether that purchase's lines are out of the cart."""
        return any(finished.key == key for finished in self.finished)

    def just_bought(self, at: datetime, within: timedelta) -> str | None:
        """The order that this cart became a moment ago."""
        if self.finished and at - self.finished[-1].at <= within:
            return self.finished[-1].order_id
        return None


def to_document(user: str, cart: Cart) -> dict[str, Any]:
    """The cart as MongoDB stores it."""
    checkout = cart.checkout and {
        "key": cart.checkout.key,
        "lines": _stored(cart.checkout.attempts[-1]),
        "earlier": [_stored(attempt) for attempt in cart.checkout.attempts[:-1]],
    }
    return {
        "_id": user,
        "items": _stored(cart.lines),
        "version": cart.version,
        "checkout": checkout,
        "finished": [{"key": each.key, "orderId": each.order_id, "at": each.at} for each in cart.finished],
    }


def from_document(document: dict[str, Any]) -> Cart:
    """The cart that MongoDB stored."""
    stamp = document.get("checkout")
    attempts = (*stamp.get("earlier", ()), stamp["lines"]) if stamp else ()
    return Cart(
        lines=_lines(document["items"]),
        version=document["version"],
        checkout=CheckoutStamp(stamp["key"], tuple(map(_lines, attempts))) if stamp else None,
        finished=tuple(
            FinishedCheckout(each["key"], each["orderId"], each["at"])
            for each in document.get("finished", ())
        ),
    )


def _stored(lines: Lines) -> list[dict[str, int]]:
    return [
        {"productId": line.product_id, "qty": line.qty}
        | ({} if line.price is None else {"price": line.price})
        | ({} if line.was is None else {"was": line.was})
        for line in lines
    ]


def _lines(stored: list[dict[str, int]]) -> Lines:
    return tuple(Line(each["productId"], each["qty"], each.get("price"), each.get("was")) for each in stored)
