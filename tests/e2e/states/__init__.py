"""Every page in every state that a shopper may meet: one table for the pictures and for the tests."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.e2e.states import anywhere, cart, cart_page, entering, home, order, orders, product
from tests.e2e.visit import Visit


@dataclass(frozen=True)
class State:
    """How one comes there; a picture of it is `whole` from top to bottom where nothing lies over the page."""

    page: str
    name: str
    reach: Callable[[Visit], Awaitable[None]]
    whole: bool = True

    def __str__(self) -> str:
        return f"{self.page}/{self.name}"


STATES = (
    State("home", "loading", home.loading),
    State("home", "full", home.full),
    State("home", "searched", home.searched),
    State("home", "category", home.category),
    State("home", "new", home.new),
    State("home", "sale", home.sale),
    State("home", "narrowed", home.narrowed),
    State("home", "nothing-found", home.nothing_found),
    State("home", "nothing-in-category", home.nothing_in_category),
    State("home", "long-names", home.long_names),
    State("product", "loading", product.loading),
    State("product", "full", product.full),
    State("product", "colours", product.colours),
    State("product", "which-size", product.which_size),
    State("product", "size-chosen", product.size_chosen),
    State("product", "few-left", product.few_left),
    State("product", "sold-out", product.sold_out),
    State("product", "zoomed", product.zoomed, whole=False),
    State("product", "unknown", product.unknown),
    State("product", "long-name", product.long_name),
    State("cart", "empty", cart.empty, whole=False),
    State("cart", "few", cart.few, whole=False),
    State("cart", "fifty-lines", cart.fifty_lines, whole=False),
    State("cart", "long-names", cart.long_names, whole=False),
    State("cart", "removed", cart.removed, whole=False),
    State("cart", "problem", cart.problem, whole=False),
    State("cart", "dearer", cart.dearer, whole=False),
    State("cart-page", "loading", cart_page.loading),
    State("cart-page", "empty", cart_page.empty),
    State("cart-page", "few", cart_page.few),
    State("cart-page", "fifty-lines", cart_page.fifty_lines),
    State("cart-page", "long-names", cart_page.long_names),
    State("cart-page", "removed", cart_page.removed),
    State("cart-page", "dearer", cart_page.dearer),
    State("orders", "loading", orders.loading),
    State("orders", "empty", orders.empty),
    State("orders", "created", orders.created),
    State("orders", "under-way", orders.under_way),
    State("orders", "paid", orders.paid),
    State("orders", "declined", orders.declined),
    State("orders", "on-hold", orders.on_hold),
    State("orders", "refunded", orders.refunded),
    State("orders", "many", orders.many),
    State("orders", "fifty-lines", orders.fifty_lines),
    State("orders", "long-names", orders.long_names),
    State("order", "loading", order.loading),
    State("order", "unknown", order.unknown),
    State("order", "paid", order.paid),
    State("order", "declined", order.declined),
    State("order", "on-hold", order.on_hold),
    State("order", "fifty-lines", order.fifty_lines),
    State("order", "long-names", order.long_names),
    State("entering", "sign-in", entering.sign_in),
    State("entering", "sign-in-refused", entering.sign_in_refused),
    State("entering", "sign-up", entering.sign_up),
    State("entering", "sign-up-refused", entering.sign_up_refused),
    State("account", "signed-in", entering.account),
    State("anywhere", "no-such-page", anywhere.no_such_page),
    State("anywhere", "broken", anywhere.broken),
    State("anywhere", "offline", anywhere.offline, whole=False),
    State("anywhere", "done", anywhere.done, whole=False),
    State("anywhere", "which-size", anywhere.which_size, whole=False),
    State("anywhere", "refused", anywhere.refused, whole=False),
)
