"""The app: its pages, what stands around them, and what every event passes."""

import reflex as rx

from storefront.edge import Edge
from storefront.entering import EnteringState
from storefront.lifespan import open_for_business
from storefront.notice import say_trouble
from storefront.pages.account import AccountState, account
from storefront.pages.home import home, title_of_home
from storefront.pages.not_found import not_found
from storefront.pages.orders import on_arrival, orders
from storefront.pages.product import ProductState, product, title_of_product
from storefront.pages.sign_in import sign_in
from storefront.pages.sign_up import sign_up
from storefront.search import SearchState
from storefront.session import OnlyItsOwner
from storefront.shell import error_boundary, head, header

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
app.register_lifespan_task(open_for_business(app))

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
