"""The app: its pages, what stands around them, and what every event passes."""

import reflex as rx

from backend.kit.languages import TAGS
from storefront.cart import CartState
from storefront.documents.built import documents_in_languages
from storefront.edge import Edge
from storefront.entering import EnteringState
from storefront.i18n import _, language
from storefront.lifespan import open_for_business
from storefront.notice import say_trouble
from storefront.pages.account import AccountState, account
from storefront.pages.cart import cart
from storefront.pages.home import home, title_of_home
from storefront.pages.not_found import not_found, nothing_here
from storefront.pages.order import on_order, order, title_of_order
from storefront.pages.orders import on_arrival, orders
from storefront.pages.product import ProductState, product, title_of_product
from storefront.pages.sign_in import sign_in
from storefront.pages.sign_up import sign_up
from storefront.search import SearchState
from storefront.session import OnlyItsOwner
from storefront.shell import error_boundary, head, header, titled

app: rx.App = rx.App(
    stylesheets=["/theme.css"],
    head_components=head(),
    html_lang=TAGS[language()],
    toaster=None,
    app_wraps={(55, "ErrorBoundary"): lambda _page: error_boundary(), (10, "Header"): lambda _page: header()},
    backend_exception_handler=say_trouble,
    api_transformer=lambda pages: Edge(pages, documents_in_languages(app.router)),
)
app.add_middleware(OnlyItsOwner())
app.register_lifespan_task(open_for_business(app))

app.add_page(home, route="/", title=title_of_home(), on_load=SearchState.load)
app.add_page(product, route="/product/[product_id]", title=title_of_product(), on_load=ProductState.load)
app.add_page(cart, route="/cart", title=titled(_("Cart")), on_load=CartState.arrive)
app.add_page(orders, route="/orders", title=titled(_("Your orders")), on_load=on_arrival)
app.add_page(order, route="/orders/[order_id]", title=title_of_order(), on_load=on_order)
app.add_page(sign_in, route="/sign-in", title=titled(_("Sign in")), on_load=EnteringState.load)
app.add_page(sign_up, route="/sign-up", title=titled(_("Create an account")), on_load=EnteringState.load)
app.add_page(account, route="/account", title=titled(_("Your account")), on_load=AccountState.load)
app.add_page(not_found, route="/404", title=titled(_("No such page")), description=nothing_here())
