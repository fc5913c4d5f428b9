"""The app: its pages, and one lifespan that opens the shop, runs what is inside, and closes it last."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx

from backend.settings import Settings
from backend.wiring import open_shop
from backend.worker import run_services
from storefront.edge import Edge
from storefront.entering import EnteringState
from storefront.hearing import hear_only_events
from storefront.notice import say_trouble
from storefront.orders import OrdersState
from storefront.pages.account import AccountState, account
from storefront.pages.home import home, title_of_home
from storefront.pages.not_found import not_found
from storefront.pages.orders import on_arrival, orders
from storefront.pages.product import ProductState, product, title_of_product
from storefront.pages.sign_in import sign_in
from storefront.pages.sign_up import sign_up
from storefront.push import ReflexPages, pushing
from storefront.search import SearchState
from storefront.session import UNKNOWN, OnlyItsOwner
from storefront.shell import error_boundary, head, header
from storefront.shown import events
from storefront.sockets import ReflexConnections, closing_with_sessions


@asynccontextmanager
async def open_for_business() -> AsyncIterator[None]:
    """The shop of this process's environment, for as long as the server runs."""
    settings = Settings()
    if app.event_namespace is not None:
        hear_only_events(app.event_namespace)
    async with (
        open_shop(settings) as the_shop,
        run_services(the_shop, settings.inside_services),
        pushing(ReflexPages(app, events(OrdersState).read_again), the_shop.history),
        closing_with_sessions(ReflexConnections(app, UNKNOWN), the_shop.sessions),
    ):
        yield


app = rx.App(
    stylesheets=["/theme.css"],
    head_components=head(),
    html_lang="en",
    toaster=None,
    app_wraps={(55, "ErrorBoundary"): lambda _: error_boundary(), (10, "Header"): lambda _: header()},
    backend_exception_handler=say_trouble,
    api_transformer=Edge,
)
app.add_middleware(OnlyItsOwner())
app.register_lifespan_task(open_for_business)

app.add_page(home, route="/", title=title_of_home(), image="", on_load=SearchState.load)
app.add_page(
    product, route="/product/[product_id]", title=title_of_product(), image="", on_load=ProductState.load
)
app.add_page(orders, route="/orders", title="Your orders · Rivulet", image="", on_load=on_arrival)
app.add_page(sign_in, route="/sign-in", title="Sign in · Rivulet", image="", on_load=EnteringState.load)
app.add_page(
    sign_up, route="/sign-up", title="Create an account · Rivulet", image="", on_load=EnteringState.load
)
app.add_page(account, route="/account", title="Your account · Rivulet", image="", on_load=AccountState.load)
app.add_page(not_found, route="/404", title="No such page · Rivulet", image="")
