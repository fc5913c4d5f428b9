"""The account: who is signed in, where, and what the shop has noted to protect them."""

from dataclasses import dataclass

import reflex as rx
from reflex.event import EventSpec

from backend.identity.schemas import IdentityView, SessionView
from backend.kit.words import joined, words
from backend.wiring import shop
from storefront.addresses import ACCOUNT, SIGN_IN
from storefront.browser import local_time
from storefront.cart import show_cart
from storefront.components import buttons
from storefront.components.post_form import hidden_field, post_form
from storefront.components.skeleton import order_skeleton
from storefront.i18n import _, parts, said
from storefront.session import session_of
from storefront.shell import frame
from storefront.shown import Shown

ACTIONS = {
    "first-session": words("First visit"),
    "sign-up": words("Account created"),
    "sign-in": words("Signed in"),
    "order": words("Ordered"),
}
SEEN = words("Seen")
COLUMN = "mx-auto w-full max-w-3xl flex flex-col"


@dataclass
class SessionRow:
    """One browser in which the shopper is known; `here` is the one that shows it."""

    session_id: str
    device: str
    begun_at: str
    seen_at: str
    here: bool


@dataclass
class NotedRow:
    """One thing that the shop has noted; `checked` says what came of an order's check."""

    key: str
    what: str
    at: str
    device: str
    checked: str


class AccountState(rx.State):
    """What the page shows, as it was when the page came up."""

    email: rx.Field[str] = rx.field("")
    sessions: rx.Field[list[SessionRow]] = rx.field(default_factory=list)
    noted: rx.Field[list[NotedRow]] = rx.field(default_factory=list)
    loaded: rx.Field[bool] = rx.field(False)

    @rx.event
    async def load(self) -> EventSpec | None:
        """The page came up; a guest is asked to sign in first."""
        session = await session_of(self)
        if not session.signed_in:
            return rx.redirect(f"{SIGN_IN}?next={ACCOUNT}", replace=True)
        self.email = session.email
        sessions = await shop().sessions.list(session.user)
        self.sessions = [_session_row(each, session.session_id) for each in sessions]
        self.noted = _noted_rows(await shop().identity.list(session.user))
        self.loaded = True
        await show_cart(self)
        return None


def _session_row(session: SessionView, here: str) -> SessionRow:
    return SessionRow(
        session.session_id,
        _device(session.device),
        session.begun_on.isoformat(),
        session.seen_on.isoformat(),
        session.session_id == here,
    )


def _noted_rows(identities: list[IdentityView]) -> list[NotedRow]:
    return [
        NotedRow(
            f"{place}-{each.at.isoformat()}",
            said(ACTIONS.get(each.action, SEEN)),
            each.at.isoformat(),
            _device(each.device),
            _checked(each),
        )
        for place, each in enumerate(identities)
    ]


def _device(name: str) -> str:
    browser, on, system = name.partition(" on ")
    if on:
        return str(_("{browser} on {system}", browser=browser, system=system))
    return name or str(_("A browser of an unknown kind"))


def _checked(identity: IdentityView) -> str:
    if not identity.order_id:
        return ""
    if identity.risk is None:
        return _("Not checked.")
    told = [*identity.reasons] or [words("Checked: nothing unusual.")]
    return said(joined([*told, words("The order was put on hold.")] if identity.on_hold else told))


def account() -> rx.Component:
    """Who, where, what was noted, and the ways out."""
    return frame(
        rx.el.div(
            rx.el.h1(_("Your account"), class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(AccountState.email, class_name="text-body text-muted min-h-[1.6em] break-all"),
            class_name=f"{COLUMN} mb-8 gap-1",
        ),
        rx.cond(
            AccountState.loaded,
            rx.el.div(_where(), _noted(), class_name=f"{COLUMN} gap-10"),
            rx.el.div(order_skeleton(), order_skeleton(), class_name=f"{COLUMN} gap-5"),
        ),
    )


def _where() -> rx.Component:
    return _section(
        "where",
        _("Where you are signed in"),
        _("End a session that isn't yours, or that you no longer need."),
        rx.el.ul(rx.foreach(AccountState.sessions, _session), class_name="divide-y divide-line"),
        rx.el.div(
            post_form(
                "/account/sign-out",
                rx.el.button(_("Sign out"), type="submit", class_name=buttons.QUIET),
            ),
            post_form(
                "/account/sign-out-everywhere",
                rx.el.button(_("Sign out everywhere"), type="submit", class_name=buttons.QUIET),
            ),
            class_name="flex flex-wrap gap-3 border-t border-line pt-5",
        ),
    )


def _session(row: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                row.device,
                rx.cond(
                    row.here,
                    rx.el.span(" · ", _("this browser"), class_name="font-normal text-accent"),
                ),
                class_name="text-card font-medium",
            ),
            rx.el.p(
                parts("Since {when}", when=local_time(row.begun_at)),
                class_name="text-note text-muted",
            ),
            rx.el.p(
                parts("Last used {when}", when=local_time(row.seen_at)), class_name="text-note text-muted"
            ),
            class_name="grow min-w-0",
        ),
        rx.cond(
            row.here,
            rx.fragment(),
            post_form(
                "/account/sessions/end",
                hidden_field("session", row.session_id),
                rx.el.button(
                    _("End"),
                    type="submit",
                    aria_label=_("End the session in {device}", device=row.device),
                    class_name=buttons.QUIET,
                ),
            ),
        ),
        key=row.session_id,
        class_name="flex items-center gap-4 py-4",
    )


def _noted() -> rx.Component:
    return _section(
        "noted",
        _("What the shop has noted"),
        _(
            "So that nobody else buys in your name: when you came and ordered, and from what kind of "
            "browser. Neither your address nor your browser is kept in readable form, and all of it for 90 "
            "days at most."
        ),
        rx.cond(
            AccountState.noted.length() > 0,
            rx.el.ol(rx.foreach(AccountState.noted, _noted_row), class_name="divide-y divide-line"),
            rx.el.p(_("Nothing yet."), class_name="text-card py-4"),
        ),
    )


def _noted_row(row: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.what, class_name="text-card font-medium"),
            rx.el.p(row.device, class_name="text-note text-muted"),
            rx.cond(row.checked != "", rx.el.p(row.checked, class_name="text-note text-muted")),
            class_name="grow min-w-0",
        ),
        rx.el.p(local_time(row.at), class_name="text-note text-muted shrink-0"),
        key=row.key,
        class_name="flex flex-col sm:flex-row sm:justify-between sm:gap-4 py-3.5",
    )


def _section(name: str, title: str, why: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, id=name, class_name="text-h2 font-semibold"),
        rx.el.p(why, class_name="text-card text-muted mt-1 mb-2"),
        *children,
        aria_labelledby=name,
        class_name="rounded-panel border border-line bg-surface p-5 md:p-6",
    )
