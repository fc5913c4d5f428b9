"""Who the shopper is: the session that the connection's cookie proves, looked up for every event.

The WebSocket's handshake carries the cookie, and handlers trust nothing else: a page's own token is chosen
by the browser. An event whose session is missing or has ended is not handled; its page loads once more, and
is given a guest's session on the way.
"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import reflex as rx
import structlog
from reflex.event import Event
from reflex.state import BaseState, OnLoadInternalState, StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from starlette.requests import cookie_parser

from backend.gateway.callers import COOKIE
from backend.gateway.guards.limits import limits
from backend.identity.schemas import Caller, Session
from backend.kit.clock import now
from backend.kit.languages import chosen, speak
from backend.wiring import shop
from storefront import push, sockets
from storefront.notice import NoticeState, notice, too_much, trouble

if TYPE_CHECKING:
    from backend.events.origin import Origin

CONNECTED = f"{rx.State.get_full_name()}.hydrate_and_load"
ARRIVED = (CONNECTED, f"{OnLoadInternalState.get_full_name()}.on_load_internal")

# A state's vars that are named by this are kept when the tab's next document comes up.
OUTLIVES = "outlives_documents"

log = structlog.get_logger(__name__)


class SessionState(rx.State):
    """Whose page this is, so that another's connection never inherits it."""

    outlives_documents: ClassVar[tuple[str, ...]] = ("signed_in", "language", "_session", "_back", "_since")

    signed_in: rx.Field[bool] = rx.field(False)
    # What handlers speak: another tab may have chosen another one since this page was loaded.
    language: rx.Field[str] = rx.field("")
    # Only ever said to a page, never kept: what it says changes nothing of whose page this is.
    unknown: rx.Field[bool] = rx.field(False)
    _session: Session | None = None
    _back: bool = False
    _since: datetime | None = None


UNKNOWN = StateUpdate(delta={SessionState.get_full_name(): {f"unknown{FIELD_MARKER}": True}})
"""What a page without a living session is told."""


async def session_of(state: rx.State) -> Session:
    """The session that brought this event, which `OnlyItsOwner` found alive."""
    session = (await state.get_state(SessionState))._session
    if session is None:
        raise RuntimeError("an event was handled that OnlyItsOwner has not seen")
    return session


async def shopper(state: rx.State) -> str:
    """The shopper whose connection brought this event."""
    return (await session_of(state)).user


async def origin_of(state: rx.State) -> "Origin":
    """Where an order that this event asks for comes from, in what the shop keeps of it."""
    return shop().sessions.origin(await session_of(state), caller_of(state))


def caller_of(state: rx.State) -> Caller:
    """What the event's connection says of itself."""
    headers = state.router.headers
    return Caller(state.router.session.client_ip, headers.user_agent[:500], headers.accept_language[:200])


async def came_back(state: rx.State) -> bool:
    """Whether the document that is open was here before on a connection that it lost; true only once."""
    session = await state.get_state(SessionState)
    back, session._back = session._back, False
    return back


async def up_since(state: rx.State) -> datetime | None:
    """When the document that is open came up; None for a page that never said."""
    return (await state.get_state(SessionState))._since


class OnlyItsOwner(rx.Middleware):
    """Lets an event in only with a living session, and never to the state of another shopper's page."""

    async def preprocess(self, app: rx.App, state: rx.State, event: Event) -> StateUpdate | None:  # type: ignore[override]
        """Look the session up; an answer of our own means that the event goes no further."""
        headers = state.router.headers
        speak(spoken := chosen(headers.cookie, headers.accept_language))
        try:
            session = await shop().sessions.find(cookie_parser(headers.cookie).get(COOKIE))
        except Exception:
            log.exception("session_not_looked_up")
            return notice(problem=trouble())
        if session is None:
            return UNKNOWN
        # Only what the page itself sends has a route; what follows from that, and news, is not counted.
        if event.router_data and not limits().event_allowed(session.session_id):
            return notice(problem=too_much())
        sockets.note(state.router.session.session_id, session.session_id)
        root = state._get_root_state()
        page = await root.get_state(SessionState)
        if page._session is not None and page._session.user != session.user:
            # A guessed page token, or another shopper in this browser.
            root.reset()  # type: ignore[no-untyped-call]
        if page._session != session:
            page._session, page.signed_in = session, session.signed_in
        if page.language != spoken:
            page.language = spoken
        await _follow(page, session.user, event)
        return None


def _forget_document(root: BaseState) -> None:
    """Begin as a new document does: what the one before showed is not sent to this one.

    It would stand there, under another address or in another language, until the page has read its own. Nor
    does what was just done on that one say anything of this one, which may have come up unaware of it.
    """
    for state in root.substates.values():
        kept = {name: getattr(state, name) for name in getattr(type(state), OUTLIVES, ())}
        state.reset()  # type: ignore[no-untyped-call]
        for name, value in kept.items():
            setattr(state, name, value)


async def _follow(page: SessionState, user: str, event: Event) -> None:
    """Keep in mind which document sends the event, and have it told of its shopper's orders from now on."""
    notices, missed = await page.get_state(NoticeState), False
    if event.name == CONNECTED:
        page._back = not event.payload.get("hashes")  # only a new document sends what it holds
        missed = page._back and page._since is not None
        if not page._back:
            _forget_document(page._get_root_state())
        if not missed:
            page._since = now()
    # Only what the page itself sends has a route: news don't keep a page followed that is gone.
    if event.router_data:
        token = page.router.session.client_token
        if await push.follow(user, token) and missed:
            push.catch_up(token)
        if event.name in ARRIVED:
            await push.look_at([], token)  # no more at what the page before showed
            notices._arrive(page.router.url.path.rstrip("/"))
