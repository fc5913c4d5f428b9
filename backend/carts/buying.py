"""How a cart becomes an order: once, and emptied with it, also when the shop dies at any point.

1. The cart is stamped with an idempotency key. 2. The order is created under that key. 3. What was bought
leaves the cart and the key moves to `finished`. A crash after 1 leaves a stamp without an order, a crash
after 2 a stamp with one; `settled` tells them apart by asking for the order of that key, before every look
at the cart and every change, and then does step 3.

A stamp without an order stays, since its request may still be on its way. If the shopper changes the cart
and buys again, the new lines are tried under the same key: orders takes a key once, so either the old
request or the new one becomes an order, never both. Whoever comes second is told which order it was. Which
lines that one had is then found by asking for each attempt again: the key is taken, so asking orders nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from backend.carts.locks import Locks
from backend.carts.models import Cart, CheckoutStamp, FinishedCheckout, Lines
from backend.carts.ports import Checkout
from backend.carts.repository import CartRepository
from backend.events.origin import NOWHERE, Origin
from backend.kit.errors import Problem, RefusedError
from backend.kit.ids import new_id
from backend.stores.outage import is_outage

log = structlog.get_logger()

TRIES = 100
KEY_FIELD = "idempotencyKey"
# A second click on an emptied cart within this time meant the same order.
SECOND_CLICK = timedelta(seconds=5)


class Buying:
    """Turns carts into orders and finishes what an earlier process left half done."""

    def __init__(self, carts: CartRepository, checkout: Checkout, clock: Callable[[], datetime]) -> None:
        self._carts = carts
        self._checkout = checkout
        self._clock = clock
        self._locks = Locks()

    async def settled(self, user: str) -> Cart:
        """The cart without what an order has already."""
        cart = await self._carts.load(user)
        if cart.checkout is None:
            return cart
        order_id = await self._checkout.placed(user, cart.checkout.key)
        return await self._finish(user, cart, cart.checkout.key, order_id) if order_id else cart

    async def settled_for(self, guest: str, account: str) -> Cart:
        """The guest's cart without what an order has already, which may be the account's by now.

        Of several attempts the newest is taken for the one that became the order: the guest's key may no
        longer be asked, for it might become an order then.
        """
        cart = await self._carts.load(guest)
        if cart.checkout is None:
            return cart
        key, bought = cart.checkout.key, cart.checkout.attempts[-1]
        order_id = await self._checkout.placed(guest, key) or await self._checkout.placed(account, key)
        return await self._finish(guest, cart, key, order_id, bought) if order_id else cart

    async def buy(self, user: str, origin: Origin = NOWHERE, shown: Lines | None = None) -> str:
        """The id of the order that the cart became. Raises RefusedError with the cart as it was.

        Each line is asked for at the price that the page has `shown`, else at that which the shopper was told
        last. Other lines than the page's are not bought.
        """
        async with self._locks.of(user):
            cart = await self._begin(user, shown)
            if isinstance(cart, str):
                return cart
            assert cart.checkout
            key, lines = cart.checkout.key, cart.bare
            prices = {line.product_id: line.price for line in shown or ()}
            at_prices = [replace(line, price=prices.get(line.product_id, line.price)) for line in cart.lines]
            try:
                order_id = await self._checkout.create_order(user, at_prices, key, origin)
            except RefusedError as refusal:
                if _names(refusal, "lines"):
                    await self._give_up(user, key, lines)
                other = await self._checkout.placed(user, key) if _names(refusal, KEY_FIELD) else None
                if other is None:
                    # Neither a verdict on the lines nor another order: the outcome is open, the stamp stays.
                    raise
                order_id, lines = other, ()
            try:
                await self._finish(user, cart, key, order_id, lines)
            except Exception as error:
                if not is_outage(error):
                    raise
                # It is bought all the same; the next look at the cart takes the lines out.
                log.warning("cart not emptied yet", order_id=order_id, error=repr(error))
            return order_id

    async def _begin(self, user: str, shown: Lines | None) -> Cart | str:
        """The cart stamped for what is in it; or the id of an order that this click already has."""
        for _ in range(TRIES):
            cart = await self._carts.load(user)
            if cart.checkout and (placed := await self._checkout.placed(user, cart.checkout.key)):
                await self._finish(user, cart, cart.checkout.key, placed)
                return placed
            if not cart.lines:
                if just_bought := cart.just_bought(self._clock(), SECOND_CLICK):
                    return just_bought
                raise RefusedError(Problem("lines", "Your cart is empty."))
            if shown is not None and not cart.has_what(shown):
                raise RefusedError(
                    Problem(
                        "cart",
                        "Your cart was changed in another window and is shown here as it is now. "
                        "Nothing was charged.",
                    )
                )
            begun = cart.begun(f"cart_{new_id()}")
            if stored := cart if begun == cart else await self._carts.save(user, begun):
                return stored
        raise busy()

    async def _finish(self, user: str, cart: Cart, key: str, order_id: str, bought: Lines = ()) -> Cart:
        """Take what was bought out of the cart, once; without `bought`, what the stamp says."""
        for _ in range(TRIES):
            if cart.has_finished(key):
                return cart
            lines = bought
            if not lines and cart.checkout and cart.checkout.key == key:
                lines = await self._lines_of(user, cart.checkout)
            ended = cart.ended(FinishedCheckout(key, order_id, self._clock()), lines)
            if stored := await self._carts.save(user, ended):
                return stored
            cart = await self._carts.load(user)
        raise busy()

    async def _lines_of(self, user: str, stamp: CheckoutStamp) -> Lines:
        """Which attempt became the order that has the stamp's key."""
        if len(stamp.attempts) == 1:
            return stamp.attempts[0]
        for attempt in reversed(stamp.attempts):
            try:
                await self._checkout.create_order(user, attempt, stamp.key)
            except RefusedError as refusal:
                if not _names(refusal, KEY_FIELD):
                    raise
                continue
            return attempt
        log.warning("bought lines not recognised", user=user, key=stamp.key)
        return ()

    async def _give_up(self, user: str, key: str, lines: Lines) -> None:
        """End the attempt with these lines, on which there was a verdict; the cart stays as it was."""
        for _ in range(TRIES):
            cart = await self._carts.load(user)
            given_up = cart.given_up(key, lines)
            if given_up == cart or await self._carts.save(user, given_up):
                return
        raise busy()


def _names(refusal: RefusedError, field: str) -> bool:
    return all(problem.field.startswith(field) for problem in refusal.problems)


def busy() -> RefusedError:
    """What a shopper hears when other windows win a hundred times in a row."""
    return RefusedError(Problem("cart", "Your cart is being changed in another window. Please try again."))
