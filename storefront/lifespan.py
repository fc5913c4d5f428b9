"""What runs beside the pages as long as the server does: the shop, services inside it, news and goodbyes."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import reflex as rx

from backend.settings import Settings
from backend.wiring import open_shop
from backend.worker import run_services
from storefront.hearing import hear_only_events
from storefront.open_pages import ReflexPages
from storefront.order_news import OrderNewsState
from storefront.pages.product import ProductState
from storefront.push import ORDERS, STOCK, pushing
from storefront.session import UNKNOWN
from storefront.shown import events
from storefront.sockets import ReflexConnections, closing_with_sessions


def open_for_business(app: rx.App) -> Callable[[], AbstractAsyncContextManager[None]]:
    """The lifespan of this app; the shop is that of the process's environment, and is closed last."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[None]:
        settings = Settings()
        if app.event_namespace is not None:
            hear_only_events(app.event_namespace)
        async with (
            open_shop(settings) as the_shop,
            run_services(the_shop, settings.inside_services),
            pushing(
                ReflexPages(
                    app, {ORDERS: events(OrderNewsState).heard, STOCK: events(ProductState).stock_changed}
                ),
                {ORDERS: the_shop.history.watch, STOCK: the_shop.products.watch},
            ),
            closing_with_sessions(ReflexConnections(app, UNKNOWN), the_shop.sessions),
        ):
            yield

    return opened
