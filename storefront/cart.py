"""The cart as pages hold it: a picture of the server's, replaced by each answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import monotonic

import reflex as rx
from reflex.event import EventSpec

from backend.carts.schemas import CartLine, CartView
from backend.kit.errors import RefusedError
from backend.wiring import shop
from storefront import asked
from storefront.cart_rows import CartRow, row_of, why_not_bought
from storefront.i18n import _, money, said
from storefront.notice import NoticeState, not_understood, say
from storefront.orders import show_bought
from storefront.session import origin_of, shopper

JUST_NOW_S = 3.0


@dataclass
class Removed:
    """What "Undo" puts back, and where."""

    product_id: int
    qty: int
    position: int


class CartState(rx.State):
    """The shopper's cart; `problem` is said inside the open cart, `sold` rises when it became an order."""

    rows: rx.Field[list[CartRow]] = rx.field(default_factory=list)
    count: rx.Field[int] = rx.field(0)
    total: rx.Field[str] = rx.field("")
    loaded: rx.Field[bool] = rx.field(False)
    removed_name: rx.Field[str] = rx.field("")
    problem: rx.Field[str] = rx.field("")
    sold: rx.Field[int] = rx.field(0)
    _removed: Removed | None = None
    _shown: tuple[CartLine, ...] = ()
    _sold_at: float = -JUST_NOW_S

    @rx.event
    async def load(self) -> None:
        """A page came up: read the cart for the button in the header, unless it was just sold."""
        await self._read()

    @rx.event
    async def arrive(self) -> None:
        """The cart's own page came up."""
        self.problem = ""
        self._forget_removed()
        await self._read()

    @rx.event
    async def open(self) -> None:
        """Read the cart again: another tab may have changed it. What was put in is now in sight."""
        (await self.get_state(NoticeState)).done = ""
        self.problem = ""
        self._forget_removed()
        self._show(await shop().carts.view(await shopper(self)))

    @rx.event
    async def add(self, product_id: int) -> None:
        """Put one piece in from a card or a product's page."""
        user, wanted = await shopper(self), asked.number(product_id)
        if wanted is None:
            await say(self, problem=not_understood())
            return
        try:
            cart = await shop().carts.add(user, wanted)
        except RefusedError as refused:
            await say(self, problem=said(refused.message))
            return
        self._show(cart)
        name = next(line.name for line in cart.lines if line.product_id == wanted)
        await say(self, done=_("{name} is in your cart.", name=name))

    @rx.event
    async def one_more(self, product_id: int) -> None:
        """One more of a line: a click counts also when the one before it is not yet answered."""
        await self._change(product_id, by=1)

    @rx.event
    async def one_less(self, product_id: int) -> None:
        """One less of a line; the last one takes it out."""
        await self._change(product_id, by=-1)

    @rx.event
    async def remove(self, product_id: int) -> None:
        """Take a line out; it can be put back."""
        user, line = await shopper(self), asked.number(product_id)
        if line is not None:
            await self._take_out(user, line)

    @rx.event
    async def undo(self) -> None:
        """Put the line back that was removed last, where it was."""
        user, removed = await shopper(self), self._removed
        self._forget_removed()
        if removed is None:
            return
        try:
            cart = await shop().carts.restore(user, removed.product_id, removed.qty, removed.position)
            self._show(cart, back=removed.product_id)
        except RefusedError as refused:
            self.problem = said(refused.message)

    @rx.event
    async def note_price(self, product_id: int) -> None:
        """The shopper has taken note that a price has changed."""
        user, line = await shopper(self), asked.number(product_id)
        if line is not None:
            self._show(await shop().carts.note_price(user, line))

    @rx.event(temporal=True)
    async def buy(self) -> AsyncIterator[EventSpec]:
        """Order what the page shows of the cart, then show the orders; what is refused stays in the cart.

        Without a connection the click is dropped: nobody's order waits for a better line.
        """
        user = await shopper(self)
        if self._is_just_sold() and not (await shop().carts.view(user)).lines:
            return  # the second click of two: the first has emptied the cart and sent the page to its orders
        try:
            await shop().carts.buy(user, await origin_of(self), self._shown)
        except RefusedError as refused:
            shown = {line.product_id: line.price for line in self._shown}
            cart = await shop().carts.view(user)
            self._show(cart)
            self.problem = why_not_bought(refused, shown, cart)
            return
        self._forget_removed()
        self.problem = ""
        self._sold_at = monotonic()
        self._show(await shop().carts.view(user))
        self.sold += 1
        (await self.get_state(NoticeState))._clear()
        yield rx.redirect("/orders")
        await show_bought(self, user)

    async def _follow(self) -> None:
        """Another tab may have bought what is in the cart."""
        if self.count:
            await self._read()

    async def _read(self) -> None:
        if not self._is_just_sold():
            self._show(await shop().carts.view(await shopper(self)))

    def _is_just_sold(self) -> bool:
        return monotonic() - self._sold_at < JUST_NOW_S

    def _show(self, cart: CartView, back: int = 0) -> None:
        """Take over what the server says."""
        self.rows = [row_of(line, cart.currency, line.product_id == back) for line in cart.lines]
        self._shown = cart.lines
        self.count, self.total, self.loaded = cart.count, money(cart.total, cart.currency), True

    async def _change(self, product_id: object, by: int) -> None:
        user, wanted = await shopper(self), asked.number(product_id)
        if wanted is None:
            self.problem = not_understood()
            return
        lines = (await shop().carts.view(user)).lines
        if any(line.product_id == wanted and line.qty + by <= 0 for line in lines):
            await self._take_out(user, wanted)
            return
        self._forget_removed()
        try:
            self._show(await shop().carts.change_quantity(user, wanted, by))
            self.problem = ""
        except RefusedError as refused:
            self.problem = said(refused.message)

    async def _take_out(self, user: str, product_id: int) -> None:
        cart = await shop().carts.view(user)
        for position, line in enumerate(cart.lines):
            if line.product_id == product_id:
                self._removed = Removed(product_id, line.qty, position)
                self.removed_name = line.name
        self._show(await shop().carts.remove(user, product_id))
        self.problem = ""

    def _forget_removed(self) -> None:
        self._removed, self.removed_name = None, ""


async def show_cart(state: rx.State, problem: str = "") -> None:
    """Read the cart for the button in the header, as each page does on its way in.

    A `problem` is said in the cart, which has just been opened.
    """
    cart = await state.get_state(CartState)
    cart._show(await shop().carts.view(await shopper(state)))
    if problem:
        cart.problem = problem
