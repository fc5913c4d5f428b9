"""What the pages for signing in and signing up know: what was refused, and where to go on afterwards."""

from urllib.parse import urlencode

import reflex as rx
from reflex.event import EventSpec

from backend.wiring import shop
from storefront import asked
from storefront.addresses import ACCOUNT, SIGN_IN, SIGN_UP
from storefront.cart import show_cart
from storefront.i18n import said
from storefront.session import came_back, session_of


class EnteringState(rx.State):
    """`problem` is why the last try was refused, `wrong` the field to look at.

    `confirm` is an order that is on hold, `carried` what the other of the two pages must know.
    """

    problem: rx.Field[str] = rx.field("")
    wrong: rx.Field[str] = rx.field("")
    email: rx.Field[str] = rx.field("")
    next: rx.Field[str] = rx.field("")
    confirm: rx.Field[str] = rx.field("")
    carried: rx.Field[str] = rx.field("")

    @rx.event
    async def load(self) -> EventSpec | None:
        """The page came up, for the first time or with what the shop has to say of the form before."""
        session = await session_of(self)
        query = self.router.url.query_parameters
        self.next, self.confirm = asked.text(query.get("next", "")), asked.text(query.get("confirm", ""))
        self.carried = f"?{urlencode({'next': self.next})}" if self.next else ""
        if session.signed_in and not self.confirm:
            return rx.redirect(ACCOUNT, replace=True)
        page = SIGN_UP if self.router.url.path.rstrip("/") == SIGN_UP else SIGN_IN
        kept = await shop().flash.take(session.session_id, page)
        if kept is None and await came_back(self):
            return None  # only the connection is new: what was said of the form still stands
        self.problem = said(kept.problem) if kept else ""
        self.wrong = _field_to_look_at(kept.field, page) if kept else ""
        self.email = (kept.email if kept else "") or session.email
        await show_cart(self)
        return None


def _field_to_look_at(refused: str, page: str) -> str:
    """The field that was refused; of both together, the one that the shopper more likely changes."""
    if refused in ("email", "password"):
        return refused
    return "email" if page == SIGN_UP else "password"
