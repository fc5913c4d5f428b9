"""What stays while pages change: header with search, cart and theme, the notices; and each page's frame."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex.style import color_mode, set_color_mode
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_too_many_connection_errors
from reflex_components_core.el.elements.inline import A

from storefront import browser, head_scripts
from storefront.addresses import ACCOUNT, ORDERS, SIGN_IN
from storefront.cart import CartState
from storefront.components import buttons
from storefront.components.cart_drawer import CART, cart_drawer
from storefront.components.footer import footer
from storefront.components.icons import icon, wave
from storefront.components.language_switch import language_switch
from storefront.components.search_box import search_box
from storefront.components.size_dialog import size_dialog
from storefront.following import follows_the_browser
from storefront.i18n import _, language, plural
from storefront.notice import notices
from storefront.session import SessionState
from storefront.shown import events

STRANGER, ANOTHER = "stranger", "another-language"
LINK = (
    "inline-flex items-center justify-center gap-1.5 min-h-11 min-w-11 lg:px-2.5 rounded-full text-card "
    "font-medium whitespace-nowrap hover:bg-hover transition-colors"
)
LABEL = "sr-only lg:not-sr-only"
# The code of pages that a handler may send to: there before a connection may be lost, and at once.
AT_HAND = {"prefetch": "render"}


# Pages about what a shopper has or buys are narrower than shelves, and share their edges.
COLUMN = "mx-auto w-full max-w-5xl"


def frame(*children: Any, over: Sequence[rx.Component] = ()) -> rx.Component:
    """A page's content between the header, which stays, and the footer; and what may lie `over` it all.

    The footer begins below the screen, so that it never moves when less comes than a skeleton held room for.
    The content is isolated: what is painted elsewhere, as the cart, has a browser look at none of it again.
    """
    return rx.fragment(
        rx.el.main(
            *children,
            id="main",
            tab_index=-1,
            on_mount=browser.arrive(),
            class_name="mx-auto w-full max-w-page px-4 md:px-6 pt-8 md:pt-10 pb-20 min-h-dvh isolate",
        ),
        *over,
        footer(),
    )


def titled(name: Any) -> Any:
    """What the browser calls a page; `name` may be a `Var`."""
    return name + " · Rivulet"


def header() -> rx.Component:
    """Everything above the pages, and what lies over them."""
    return rx.fragment(
        A.create(
            _("Skip to content"),
            href="#main",
            class_name="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:top-2 focus:left-2 "
            "focus:px-5 focus:py-2.5 focus:rounded-full focus:bg-accent focus:text-on-accent",
        ),
        rx.el.header(
            rx.el.div(
                rx.el.a(
                    wave(),
                    rx.el.span("Rivulet", class_name="max-[374px]:sr-only"),
                    href="/",
                    custom_attrs=AT_HAND,
                    class_name="inline-flex items-center gap-2 min-h-11 min-w-11 text-[1.25rem] "
                    "font-semibold tracking-tight",
                ),
                search_box(),
                rx.el.nav(
                    rx.el.a(
                        icon("orders"),
                        rx.el.span(_("Orders"), class_name=LABEL),
                        href=ORDERS,
                        custom_attrs=AT_HAND,
                        class_name=LINK,
                    ),
                    _account_link(),
                    language_switch(),
                    _theme_button(),
                    _cart_button(),
                    aria_label=_("Shop"),
                    class_name="flex items-center gap-0.5 md:gap-1 ml-auto md:ml-0 order-2 md:order-3 -mr-1",
                ),
                class_name="mx-auto max-w-page px-4 md:px-6 py-2.5 flex flex-wrap md:flex-nowrap "
                "items-center gap-x-3 md:gap-x-8 gap-y-2",
            ),
            class_name="sticky top-0 z-40 bg-canvas border-b border-line",
        ),
        _without_scripts(),
        _unknown(),
        _in_another_language(),
        follows_the_browser(),
        cart_drawer(),
        size_dialog(),
        _offline(),
        notices(),
    )


def _account_link() -> rx.Component:
    """Where a guest signs in, and whoever has done so finds the account."""
    return rx.el.a(
        icon("person"),
        rx.el.span(rx.cond(SessionState.signed_in, _("Account"), _("Sign in")), class_name=LABEL),
        href=rx.cond(SessionState.signed_in, ACCOUNT, SIGN_IN),
        class_name=LINK,
    )


def _theme_button() -> rx.Component:
    """Light, dark, as the system: one click further each time."""
    return rx.el.button(
        rx.match(color_mode, ("light", icon("light")), ("dark", icon("dark")), icon("system")),
        type="button",
        aria_label=rx.match(
            color_mode,
            ("light", _("Change theme, now light")),
            ("dark", _("Change theme, now dark")),
            _("Change theme, now as the system"),
        ),
        on_click=set_color_mode(rx.match(color_mode, ("light", "dark"), ("dark", "system"), "light")),
        class_name=buttons.BARE,
    )


def _cart_button() -> rx.Component:
    return rx.el.button(
        icon("bag"),
        rx.cond(
            CartState.count > 0,
            rx.el.span(
                CartState.count,
                aria_hidden="true",
                class_name="count tabular absolute top-0.5 right-1 min-w-4.5 h-4.5 px-1 rounded-full bg-ink "
                "text-canvas text-[0.75rem] leading-4.5 font-medium text-center",
            ),
        ),
        type="button",
        aria_label=plural("Cart, {n} item", "Cart, {n} items", CartState.count),
        aria_haspopup="dialog",
        on_click=[browser.open_dialog(CART), events(CartState).open],
        class_name=f"{buttons.BARE} relative",
    )


def _without_scripts() -> rx.Component:
    """The server adds what the page would show (storefront/documents), before these words."""
    return rx.el.noscript(
        rx.el.div(
            rx.el.p(
                _(
                    "Rivulet is an online shop, and its pages need JavaScript. Allow it for this site, then "
                    "load the page again."
                )
            ),
            class_name="mx-auto w-full max-w-page px-4 md:px-6 pt-8 md:pt-10 flex flex-col gap-3",
        )
    )


def _offline() -> rx.Component:
    """Our own words for a lost connection; Reflex's would show the server's address."""
    return rx.el.div(
        icon("offline", 18),
        rx.el.span(
            _("The connection is lost. Your cart and orders are safe; the page catches up by itself."),
            rx.el.span(" ", _("Nothing was bought: try again when it is back."), class_name="when-refused"),
        ),
        role="status",
        id=browser.OFFLINE,
        custom_attrs={"data-lost": rx.cond(has_too_many_connection_errors, "", None)},
        class_name="flex items-center justify-center gap-2 px-4 py-2 text-note bg-ink text-canvas",
    )


def _unknown() -> rx.Component:
    """Loads the page anew; words only when that was done a moment ago and did not help."""
    return rx.cond(
        SessionState.unknown,
        rx.el.div(
            _(
                "The shop knows you by a cookie, and got none that it knows. Allow cookies for this site, "
                "or wait a moment, then load the page again."
            ),
            role="status",
            id=STRANGER,
            hidden=True,
            on_mount=browser.reload_once(STRANGER),
            class_name="px-4 py-2 text-note text-center bg-ink text-canvas",
        ),
    )


def _in_another_language() -> rx.Component:
    """Another tab has chosen another language, and this page's connection is a new one: it follows."""
    return rx.cond(
        (SessionState.language != "") & (SessionState.language != language()),
        rx.el.span(id=ANOTHER, on_mount=browser.reload_once(ANOTHER), class_name="hidden"),
    )


def head() -> list[rx.Component]:
    """What every document says before it has content."""
    return [
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(
            rel="preload",
            href="/fonts/geist-latin.woff2",
            type="font/woff2",
            custom_attrs={"as": "font"},
            cross_origin="",
        ),
        _script(head_scripts.THEME),
        _script(head_scripts.SHAPES),
        _script(head_scripts.LINE),
        _script(head_scripts.OVER),
    ]


def _script(code: str) -> rx.Component:
    return rx.el.script(custom_attrs={"dangerouslySetInnerHTML": {"__html": code}})


def error_boundary() -> rx.Component:
    """A page that could not be drawn: said in our words, with a way on."""
    return ErrorBoundary.create(
        fallback_render=rx.el.main(
            rx.el.title("Rivulet"),
            rx.el.h1(_("This page could not be shown"), class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(_("Your cart and your orders are safe."), class_name="text-body text-muted"),
            A.create(_("Load the shop again"), href="/", class_name=buttons.QUIET),
            class_name="min-h-dvh flex flex-col items-center justify-center gap-5 p-6 text-center",
        )
    )
