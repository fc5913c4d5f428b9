"""The shapes of version 1. Amounts are integers in minor units of `currency`; names are camelCase."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from backend.carts.schemas import CartView
from backend.identity.schemas import Session
from backend.order_history.schemas import OrderView
from backend.orders.schemas import MAX_LINES, MAX_QTY, OrderStatus
from backend.products.schemas import ProductView

MAX_ID = 2**53 - 1
ORDER_ID = "01KA5Z8H3M2Q4R6T8V0W1X3Y5Z"

# What is asked for.
ProductId = Annotated[int, Field(strict=True, ge=1, le=MAX_ID, examples=[11000])]
Qty = Annotated[int, Field(strict=True, ge=1, le=MAX_QTY, examples=[2])]
Price = Annotated[int, Field(strict=True, ge=0, le=MAX_ID, examples=[129900])]

# What is said.
Number = Annotated[int, Field(examples=[11000])]
Name = Annotated[str, Field(examples=["Quiet Blue Shirt"])]
Brand = Annotated[str, Field(examples=["Larkfield"])]
Picture = Annotated[str, Field(examples=["https://shop.example/pictures/11000-0a1b2c3d.svg"])]
Size = Annotated[str, Field(examples=["M"])]
Left = Annotated[int | None, Field(description="only said when few are left", examples=[3])]
Pieces = Annotated[int, Field(examples=[2])]
Minor = Annotated[int, Field(examples=[129900])]
Currency = Annotated[str, Field(examples=["USD"])]
OrderId = Annotated[str, Field(examples=[ORDER_ID])]
Code = Annotated[int, Field(examples=[3])]
CodeName = Annotated[str, Field(examples=["PAYMENT_SUCCESS"])]
Next = Annotated[str | None, Field(examples=["W1sxMl1d"])]


class Shape(BaseModel):
    """camelCase outside, snake_case inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class ProductSize(Shape):
    """One size of a product: `productId` is what a cart and an order take."""

    product_id: Number
    size: Size
    in_stock: bool
    stock_left: Left


class Product(Shape):
    """A product; `description` is sanitised HTML and only in the answer for one product.

    `sizes` are in wearing order, empty where size does not matter; `size` is the one that `productId` stands
    for. Asked for by id, `inStock` and `stockLeft` are that size's; in a list they are of all together.
    """

    product_id: Number
    name: Name
    brand: Brand
    variant: str = Field(examples=["Blue"])
    price: Minor = Field(description="what is charged")
    list_price: Minor = Field(description="before discount")
    currency: Currency
    picture: Picture
    article_type: str = Field(examples=["Shirts"])
    category: str = Field(examples=["Topwear"])
    colour: str = Field(examples=["Blue"])
    gender: str = Field(examples=["Women"])
    season: str = Field(examples=["Summer"])
    usage: str = Field(examples=["Casual"])
    year: int | None = Field(examples=[2026])
    rating: float = Field(examples=[4.5])
    in_stock: bool
    stock_left: Left
    size: Size
    sizes: list[ProductSize]
    description: str = Field(default="", examples=["<p>Soft cotton.</p>"])


class ProductList(Shape):
    """Some of the products that match; `next` is the `cursor` of the following ones."""

    products: list[Product]
    total: int = Field(examples=[240])
    next: Next


class CartLine(Shape):
    """One product in the cart at today's price; `note` says what else changed meanwhile."""

    product_id: Number
    name: Name
    brand: Brand
    picture: Picture
    price: Minor
    was: int | None = Field(description="the price before it changed", examples=[119900])
    qty: Pieces
    available: bool
    note: str = Field(examples=["Only 3 left; reduce the quantity."])
    size: Size


class Cart(Shape):
    """The cart; `count` sums quantities, `total` is what is available of it."""

    lines: list[CartLine]
    count: Pieces
    total: int = Field(examples=[259800])
    currency: Currency


class AddedLine(Shape):
    """So many more of a product."""

    product_id: ProductId
    qty: Qty = 1


class LineQty(Shape):
    """How many of the product there are to be."""

    qty: Qty


class NewOrderLine(Shape):
    """One line; an order whose `productPrice` isn't the shop's price for one piece is refused."""

    product_id: ProductId
    qty: Qty
    product_price: Price | None = None


class NewOrder(Shape):
    """What to order; the shopper is the session's."""

    lines: list[NewOrderLine] = Field(min_length=1, max_length=MAX_LINES)


class Placed(Shape):
    """The order that was taken."""

    order_id: OrderId


class OrderLine(Shape):
    """One line as it was charged."""

    product_id: Number
    name: Name
    brand: Brand
    picture: Picture
    qty: Pieces
    price: Minor
    size: Size


class Step(Shape):
    """One dated step of an order; `reason` is words for the shopper."""

    code: Code
    name: CodeName
    at: datetime
    service: str = Field(examples=["payments"])
    reason: str = Field(examples=[""])


class Order(Shape):
    """An order; `version` rises with every change."""

    order_id: OrderId
    status: Code
    status_name: CodeName
    version: int = Field(examples=[3])
    lines: list[OrderLine]
    total: int = Field(examples=[259800])
    currency: Currency
    created_on: datetime
    payment_id: str | None = Field(examples=["01KA5Z8H9Q2M4R6T8V0W1X3Y5Z"])
    timeline: list[Step]


class OrderList(Shape):
    """Some orders, newest first; `next` is the `cursor` of the older ones."""

    orders: list[Order]
    total: int = Field(examples=[12])
    next: Next


class Credentials(Shape):
    """An account's email and password; without both, the session is a guest's."""

    email: str | None = Field(default=None, max_length=320, examples=["ada@example.com"])
    password: str | None = Field(default=None, max_length=1_000, examples=["a long sentence of yours"])


class Password(Shape):
    """The account's password, typed again."""

    password: str = Field(max_length=1_000, examples=["a long sentence of yours"])


class SessionShape(Shape):
    """The session that the request proves."""

    session_id: str = Field(examples=["01KA5Z8H1A2B3C4D5E6F7G8H9J"])
    signed_in: bool
    email: str = Field(description="empty for a guest", examples=["ada@example.com"])
    admin: bool = Field(examples=[False])


class NewSession(SessionShape):
    """A new session; its `token` is said this once."""

    token: str = Field(examples=["SES_q1w2e3…"])


def product_of(view: ProductView, base_url: str) -> Product:
    """A product with its picture under the shop's own address."""
    return Product.model_validate({**view.model_dump(), "picture": f"{base_url}{view.picture}"})


def cart_of(view: CartView, base_url: str) -> Cart:
    """The cart, pictures likewise."""
    cart = Cart.model_validate(view)
    _with_addresses(cart.lines, base_url)
    return cart


def order_of(view: OrderView, base_url: str) -> Order:
    """An order, pictures likewise."""
    fields: Mapping[str, Any] = view.model_dump()
    timeline = [{**step, "name": name_of(step["code"])} for step in fields["timeline"]]
    order = Order.model_validate({**fields, "status_name": name_of(view.status), "timeline": timeline})
    _with_addresses(order.lines, base_url)
    return order


def session_shape(session: Session) -> dict[str, Any]:
    """The session without what proves it."""
    return {
        "session_id": session.session_id,
        "signed_in": session.signed_in,
        "email": session.email,
        "admin": session.admin,
    }


def name_of(code: int) -> str:
    """The status code in words."""
    return OrderStatus(code).name if code in set(OrderStatus) else str(code)


def _with_addresses(lines: "list[CartLine] | list[OrderLine]", base_url: str) -> None:
    for line in lines:
        line.picture = f"{base_url}{line.picture}" if line.picture else ""
