"""What a cart's lines say to the shopper, and why one was not bought."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.carts.schemas import CartLine, CartView
from backend.kit.errors import RefusedError
from backend.kit.words import joined
from backend.orders.schemas import MAX_QTY
from storefront.addresses import product_address
from storefront.i18n import _, money, plural, said

LINE, PRICE = "lines[", ".productPrice"


@dataclass
class CartRow:
    """One line as it is shown: `price` is that of the line, `each` of one piece where there are more.

    `change` says what its price was, `note` what else is to be known, `is_counted` whether it is part of the
    total, `is_back` that it was just put back.
    """

    product_id: int
    name: str
    brand: str
    picture: str
    address: str
    size: str
    qty: int
    price: str
    each: str
    change: str
    note: str
    is_counted: bool
    can_add: bool
    is_back: bool


def row_of(line: CartLine, currency: str, is_back: bool) -> CartRow:
    """As it is shown; `is_back` that it was just put back."""
    return CartRow(
        product_id=line.product_id,
        name=line.name,
        brand=line.brand,
        picture=line.picture,
        address=product_address(line.product_id, line.name),
        size=_("Size {size}", size=line.size) if line.size else "",
        qty=line.qty,
        price=money(line.price * line.qty, currency),
        each=_("{price} each", price=money(line.price, currency)) if line.qty > 1 else "",
        change=_price_was(line.was, line.price, currency) if line.was is not None else "",
        note=said(line.note),
        is_counted=line.available,
        can_add=line.available and line.qty < MAX_QTY,
        is_back=is_back,
    )


def _price_was(was: int, now: int, currency: str) -> str:
    return str(_("The price was {was} and is now {now}.", was=money(was, currency), now=money(now, currency)))


def why_not_bought(refused: RefusedError, shown: Mapping[int, int], cart: CartView) -> str:
    """In words for the shopper, who was `shown` these prices of what is now as `cart` says."""
    if not all(problem.field.startswith(LINE) for problem in refused.problems):
        return said(refused.message)
    changed = [line for line in cart.lines if shown.get(line.product_id, line.price) != line.price]
    sentences = [said(problem.message) for problem in refused.problems if not problem.field.endswith(PRICE)]
    if len(changed) == 1:
        line = changed[0]
        sentences.append(price_changed(line.name, shown[line.product_id], line.price, cart.currency))
    elif changed:
        sentences.append(
            plural(
                "The price of {n} product in your cart has changed.",
                "The prices of {n} products in your cart have changed.",
                len(changed),
            )
        )
    return str(joined([*sentences, _("Nothing was charged.")]))


def price_changed(name: str, was: int, now: int, currency: str) -> str:
    """That a product's price (minor units) is no longer what the shopper was told."""
    return str(
        _(
            "The price of {name} was {was} and is now {now}.",
            name=name,
            was=money(was, currency),
            now=money(now, currency),
        )
    )
