"""The cart as pages hold it: a picture of the server's, replaced by each answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import monotonic

import reflex as rx
from reflex.event import EventSpec

from backend.carts.schemas import CartView
from backend.kit.errors import RefusedError
from backend.orders.schemas import MAX_QTY
from backend.wiring import shop
from storefront import asked
from storefront.components.price import money
from storefront.notice import NoticeState, not_understood, say
from storefront.orders import show_bought
from storefront.session import origin_of, shopper

JUST_NOW_S = 3.0


@dataclass
class CartRow:
    """One line as it is shown."""

    product_id: int
    name: str
    brand: str
    picture: str
    qty: int
    price: str
    note: str
    can_add: bool


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
    _sold_at: float = -JUST_NOW_S

    @rx.event
    async def load(self) -> None:
        """A page came up: read the cart for the button in the header, unless it was just sold."""
        if monotonic() - self._sold_at >= JUST_NOW_S:
            self._show(await shop().carts.view(await shopper(self)))

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
            await say(self, problem=refused.message)
            return
        self._show(cart)
        name = next((line.name for line in cart.lines if line.product_id == wanted), "It")
        await say(self, done=f"{name} is in your cart.")

    @rx.event
    async def set_quantity(self, product_id: int, qty: int) -> None:
        """Change one line's quantity; zero takes it out."""
        user = await shopper(self)
        line, pieces = asked.number(product_id), asked.number(qty, low=0, high=MAX_QTY)
        if line is None or pieces is None:
            self.problem = not_understood()
            return
        if pieces == 0:
            await self._take_out(user, line)
            return
        self._forget_removed()
        try:
            self._show(await shop().carts.set_quantity(user, line, pieces))
            self.problem = ""
        except RefusedError as refused:
            self.problem = refused.message

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
            self._show(await shop().carts.restore(user, removed.product_id, removed.qty, removed.position))
        except RefusedError as refused:
            self.problem = refused.message

    @rx.event
    async def buy(self) -> AsyncIterator[EventSpec]:
        """Order the whole cart, then show the orders; what is refused stays in the cart."""
        user = await shopper(self)
        if monotonic() - self._sold_at < JUST_NOW_S and not (await shop().carts.view(user)).lines:
            return  # the second click of two: the first has emptied the cart and sent the page to its orders
        try:
            await shop().carts.buy(user, await origin_of(self))
        except RefusedError as refused:
            self._show(await shop().carts.view(user))
            self.problem = refused.message
            return
        self._forget_removed()
        self.problem = ""
        self._sold_at = monotonic()
        self._show(await shop().carts.view(user))
        self.sold += 1
        (await self.get_state(NoticeState))._clear()
        yield rx.redirect("/orders")
        await show_bought(self, user)

    def _show(self, cart: CartView) -> None:
        """Take over what the server says."""
        self.rows = [
            CartRow(
                product_id=line.product_id,
                name=line.name,
                brand=line.brand,
                picture=line.picture,
                qty=line.qty,
                price=money(line.price * line.qty, cart.currency),
                note=line.note,
                can_add=line.available and line.qty < MAX_QTY,
            )
            for line in cart.lines
        ]
        self.count, self.total, self.loaded = cart.count, money(cart.total, cart.currency), True

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


async def show_cart(state: rx.State) -> None:
    """Read the cart for the button in the header; each page does on its way in."""
    cart = await state.get_state(CartState)
    cart._show(await shop().carts.view(await shopper(state)))
