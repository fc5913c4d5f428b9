"""Email and password, and what was wrong with them: the one form for signing in and for signing up."""

from typing import Any

import reflex as rx

from storefront import browser
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.components.post_form import field, hidden_field, post_form
from storefront.entering import EnteringState
from storefront.i18n import _

PROBLEM = "problem"


def account_form(action: str, send: str | rx.Var[str], *, new: bool) -> rx.Component:
    """Posted to `action`; `new` for a password that is chosen here."""
    return post_form(
        action,
        # Until this page's own load is done, what is there is of the page before.
        rx.cond(rx.State.is_hydrated & (EnteringState.problem != ""), _problem()),
        field(
            _("Email"),
            id="email",
            name="email",
            type="email",
            auto_complete="email",
            required=True,
            # What was typed before is put in again, also when the page shows before it knows.
            key=EnteringState.email,
            default_value=EnteringState.email,
            **_described("email"),
        ),
        field(
            _("Password"),
            *([_hint()] if new else []),
            id="password",
            name="password",
            type="password",
            auto_complete="new-password" if new else "current-password",
            required=True,
            **_described("password", hint=new),
        ),
        hidden_field("next", EnteringState.next),
        hidden_field("confirm", EnteringState.confirm),
        rx.el.button(send, type="submit", class_name=f"{buttons.MAIN} w-full mt-2"),
        class_name="flex flex-col gap-5",
    )


def _described(name: str, hint: bool = False) -> dict[str, Any]:
    """What assistive technology says of a field besides its label."""
    wrong = EnteringState.wrong == name
    always = f"{name}-hint" if hint else ""
    return {
        "aria_invalid": rx.cond(wrong, "true", "false"),
        "aria_describedby": rx.cond(wrong, f"{PROBLEM} {always}".strip(), always),
    }


def _hint() -> rx.Component:
    return rx.el.p(_("At least 10 characters."), id="password-hint", class_name="text-note text-muted")


def _problem() -> rx.Component:
    return rx.el.p(
        rx.el.span(icon("warn", 18), class_name="text-sale mt-0.5"),
        rx.el.span(EnteringState.problem, class_name="min-w-0"),
        id=PROBLEM,
        role="alert",
        on_mount=browser.focus_wrong(),
        class_name="flex gap-2 rounded-card border border-line bg-surface px-3.5 py-2.5 text-card",
    )
