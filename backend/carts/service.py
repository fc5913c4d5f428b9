"""The shopper's cart, kept on the server."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from backend.carts.buying import TRIES, Buying, busy
from backend.carts.checks import MAX_LINES, MAX_QTY, check_position, check_product_id, check_qty
from backend.carts.locks import Locks
from backend.carts.models import Cart, Line
from backend.carts.ports import Catalogue, Checkout, Product
from backend.carts.repository import CartRepository
from backend.carts.schemas import CartLine, CartView
from backend.events.origin import NOWHERE, Origin
from backend.kit.clock import now
from backend.kit.errors import Problem, RefusedError
from backend.kit.words import words
from backend.stores.mongo import Database


class CartService:
    """What a shopper can do with their cart; a change that is refused (RefusedError) changes nothing."""

    def __init__(self, carts: CartRepository, catalogue: Catalogue, buying: Buying, *, currency: str) -> None:
        self._carts = carts
        self._catalogue = catalogue
        self._buying = buying
        self._currency = currency
        self._locks = Locks()

    async def view(self, user: str) -> CartView:
        """The cart at today's names, prices and stock; the shopper then knows them."""
        cart = await self._buying.settled(user)
        products = await self._products_of(cart)
        told = cart.told(_prices(products))
        # Where somebody changed the cart at this moment, whoever looks next is told again.
        stored = cart if told == cart else await self._carts.save(user, told)
        return self._seen(stored or told, products)

    async def add(self, user: str, product_id: int, qty: int = 1) -> CartView:
        """Put so many more of a product into the cart, up to what one order may have of it."""
        check_product_id(product_id)
        check_qty(qty)
        product = await self._on_sale(product_id)
        if not product.in_stock:
            raise RefusedError(Problem("productId", _sold_out(product)))

        def more(cart: Cart) -> Cart:
            has = cart.qty_of(product_id)
            if has + qty > MAX_QTY:
                raise RefusedError(Problem("qty", _at_most(product.name, has)))
            return cart.with_qty(product_id, has + qty)

        return await self._changed(user, more)

    async def set_quantity(self, user: str, product_id: int, qty: int) -> CartView:
        """Have exactly so many of a product that is in the cart; 0 removes it."""
        check_product_id(product_id)
        check_qty(qty, least=0)

        def exactly(cart: Cart) -> Cart:
            if qty:
                _those_in(cart, product_id)
            return cart.with_qty(product_id, qty)

        return await self._changed(user, exactly)

    async def change_quantity(self, user: str, product_id: int, by: int) -> CartView:
        """Have so many more, or fewer, of a product that is in the cart; with none left its line goes."""
        check_product_id(product_id)
        check_qty(abs(by))

        def other(cart: Cart) -> Cart:
            has = _those_in(cart, product_id)
            if has + by > MAX_QTY:
                most = words("You can order at most {most} of one product.", most=MAX_QTY)
                raise RefusedError(Problem("qty", most))
            return cart.with_qty(product_id, max(has + by, 0))

        return await self._changed(user, other)

    async def remove(self, user: str, product_id: int) -> CartView:
        """Take a product out of the cart, if it is there."""
        return await self.set_quantity(user, product_id, 0)

    async def restore(self, user: str, product_id: int, qty: int, position: int) -> CartView:
        """Undo a removal: the line is back in its place. Done twice, it is there once."""
        check_product_id(product_id)
        check_qty(qty)
        check_position(position)
        await self._on_sale(product_id)
        return await self._changed(
            user, lambda cart: cart.with_qty(product_id, max(qty, cart.qty_of(product_id)), position)
        )

    async def note_price(self, user: str, product_id: int) -> CartView:
        """The shopper has taken note of a changed price: it is said no more."""
        check_product_id(product_id)
        return await self._changed(user, lambda cart: cart.noted(product_id))

    async def put_back(self, user: str, lines: Mapping[int, int]) -> CartView:
        """Have at least so many of each product in the cart, of those that can be bought today.

        Done twice, they are there once.
        """
        products = await self._catalogue.get_many([*lines])
        wanted = {each: min(qty, MAX_QTY) for each, qty in lines.items() if _in_stock(products.get(each))}

        def at_least(cart: Cart) -> Cart:
            for product_id, qty in wanted.items():
                cart = cart.with_qty(product_id, max(qty, cart.qty_of(product_id)))
            return cart

        return await self._changed(user, at_least)

    async def buy(self, user: str, origin: Origin = NOWHERE, shown: Sequence[CartLine] | None = None) -> str:
        """Order what is in the cart and empty it; returns the order's id, on a second click the same.

        Refused where lines, quantities or prices are others than the shopper's page has `shown`; without it,
        where a price is another than they were told last.
        """
        if shown is None:
            return await self._buying.buy(user, origin)
        lines = tuple(Line(line.product_id, line.qty, line.price) for line in shown)
        return await self._buying.buy(user, origin, lines)

    async def take_over(self, guest: str, account: str) -> None:
        """Put what is in the guest's cart into the account's, up to its limits. Once or again."""
        async with self._locks.of(account):
            for _ in range(TRIES):
                left = await self._buying.settled_for(guest, account)
                if not left.version:
                    return
                joined = (await self._buying.settled(account)).joined(left, MAX_LINES, MAX_QTY)
                if await self._carts.move(guest, left, account, joined):
                    return
            raise busy()

    async def forget(self, user: str, stand_in: str) -> None:
        """Remove the shopper's cart; nothing of it stays in the stand-in's name. Once or again."""
        del stand_in
        await self._carts.remove(user)

    async def _on_sale(self, product_id: int) -> Product:
        product = (await self._catalogue.get_many([product_id])).get(product_id)
        if product is None:
            raise RefusedError(Problem("productId", "This product is not sold here."))
        return product

    async def _changed(self, user: str, change: Callable[[Cart], Cart]) -> CartView:
        async with self._locks.of(user):
            for _ in range(TRIES):
                cart = await self._buying.settled(user)
                changed = change(cart)
                if len(changed.lines) > max(MAX_LINES, len(cart.lines)):
                    most = words("A cart holds at most {most} products.", most=MAX_LINES)
                    raise RefusedError(Problem("lines", most))
                products = await self._products_of(changed)
                told = changed.told(_prices(products))
                stored = cart if told == cart else await self._carts.save(user, told)
                if stored:
                    return self._seen(stored, products)
            raise busy()

    async def _products_of(self, cart: Cart) -> Mapping[int, Product]:
        return await self._catalogue.get_many([line.product_id for line in cart.lines]) if cart.lines else {}

    def _seen(self, cart: Cart, products: Mapping[int, Product]) -> CartView:
        lines = tuple(_seen_line(line, products.get(line.product_id)) for line in cart.lines)
        return CartView(
            lines=lines,
            count=sum(line.qty for line in lines),
            total=sum(line.price * line.qty for line in lines if line.available),
            currency=self._currency,
        )


def build_carts(
    database: Database,
    catalogue: Catalogue,
    checkout: Checkout,
    *,
    currency: str,
    clock: Callable[[], datetime] = now,
) -> CartService:
    """The carts on this database."""
    carts = CartRepository(database)
    return CartService(carts, catalogue, Buying(carts, checkout, clock), currency=currency)


def _prices(products: Mapping[int, Product]) -> dict[int, int]:
    return {product_id: product.price for product_id, product in products.items()}


def _those_in(cart: Cart, product_id: int) -> int:
    has = cart.qty_of(product_id)
    if not has:
        raise RefusedError(Problem("productId", "This product is no longer in your cart."))
    return has


def _at_most(name: str, has: int) -> str:
    return words(
        "You can order at most {most} of {name}; {has} are in your cart.", most=MAX_QTY, name=name, has=has
    )


def _in_stock(product: Product | None) -> bool:
    return product is not None and product.in_stock


def _seen_line(line: Line, product: Product | None) -> CartLine:
    if product is None:
        return CartLine(
            product_id=line.product_id,
            name=f"Product {line.product_id}",
            brand="",
            picture="",
            price=0,
            qty=line.qty,
            available=False,
            note=words("No longer sold."),
        )
    left = product.stock_left
    note = ""
    if not product.in_stock:
        note = words("Sold out.")
    elif left is not None and line.qty > left:
        note = words("Only {left} left; reduce the quantity.", left=left)
    return CartLine(
        product_id=line.product_id,
        name=product.name,
        brand=product.brand,
        size=product.size,
        picture=product.picture,
        price=product.price,
        was=line.was,
        qty=line.qty,
        available=product.in_stock,
        note=note,
    )


def _sold_out(product: Product) -> str:
    if product.size:
        return words("{name} is sold out in size {size}.", name=product.name, size=product.size)
    return words("{name} is sold out.", name=product.name)
