"""Forms of the pages, answered with a redirect: sign up, sign in, sign out, end a session, confirm an order.

The browser's session is its cookie alone. What goes wrong is kept for the page in `Shop.flash`, never in an
address.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from backend.gateway import entering
from backend.gateway.callers import COOKIE, caller_of, cookie_header
from backend.identity.schemas import Caller, Session
from backend.kit.errors import Problem, RefusedError
from backend.kit.languages import LANGUAGES, language_cookie
from backend.kit.words import words
from backend.wiring import shop

URLENCODED = "application/x-www-form-urlencoded"
MOST_FIELDS = 20
# One slash and then no second one: anything else could lead to another site.
OF_OURS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,500}")
NOT_CONFIRMED = words("That order is not yours to confirm, or is not on hold any more. Nothing was changed.")
SIGN_IN_AGAIN = RefusedError(Problem("session", "Your session has ended. Please sign in again."))

Enter = Callable[[str | None, Caller, object, object], Awaitable[tuple[str, Session]]]


@dataclass(frozen=True, slots=True)
class Form:
    """What was posted, and the session of the browser that did."""

    request: Request
    fields: dict[str, str]
    token: str | None
    session: Session | None

    def field(self, name: str) -> str:
        """What was typed there, nothing if it wasn't."""
        return self.fields.get(name, "")

    def next_page(self, otherwise: str) -> str:
        """Where the shopper wants to go afterwards; never another site."""
        wanted = self.field("next")
        return wanted if OF_OURS.fullmatch(wanted) else otherwise


async def sign_up(form: Form) -> Response:
    """The browser's guest becomes an account; `email`, `password`, `next`."""
    return await _enter(form, "/sign-up", entering.sign_up)


async def sign_in(form: Form) -> Response:
    """Likewise into an account that there is; `confirm` is an order to let go on from its hold."""
    return await _enter(form, "/sign-in", entering.sign_in, confirm=form.field("confirm"))


async def sign_out(form: Form) -> Response:
    """End the browser's session; `next`."""
    await shop().sessions.end(form.token)
    return _to(form, form.next_page("/"), cookie=_cookie(form, None))


async def sign_out_everywhere(form: Form) -> Response:
    """End every session of the shopper; `next`."""
    if form.session:
        await shop().sessions.end_all(form.session.user)
    return await sign_out(form)


async def end_session(form: Form) -> Response:
    """End one of the shopper's own sessions, named by `session`; `next`."""
    if form.session:
        await shop().sessions.end_one(form.session.user, form.field("session"))
    return _to(form, form.next_page("/account"))


async def confirm(form: Form) -> Response:
    """Let the order `confirm` go on from its hold, with the account's `password` typed again; `next`."""
    page = form.next_page("/orders")
    try:
        if form.session is None or not form.session.signed_in:
            raise SIGN_IN_AGAIN
        await entering.confirm(form.session, form.field("password"))
        await _release(form.field("confirm"), form.session, page)
    except RefusedError as refusal:
        return await _back(form, page, page, refusal)
    return _to(form, page)


async def choose_language(form: Form) -> Response:
    """The pages are in `language` from now on; `next`, else where the form was."""
    code = form.field("language")
    if code not in LANGUAGES:
        return PlainTextResponse("The shop does not speak this language.", 422)
    was_at = urlsplit(form.request.headers.get("referer", ""))
    there = was_at.path + (f"?{was_at.query}" if was_at.query else "")
    address = form.next_page(there if OF_OURS.fullmatch(there) else "/")
    return _to(form, address, cookie=language_cookie(code, form.request.url.scheme, kept=True))


async def _enter(form: Form, page: str, enter: Enter, confirm: str = "") -> Response:
    caller = caller_of(form.request)
    try:
        token, session = await enter(form.token, caller, form.field("email"), form.field("password"))
    except RefusedError as refusal:
        kept = {name: form.field(name) for name in ("next", "confirm") if form.field(name)}
        return await _back(form, page, f"{page}?{urlencode(kept)}" if kept else page, refusal)
    address = form.next_page("/account")
    if confirm:
        await _release(confirm, session, address)
    return _to(form, address, cookie=_cookie(form, token))


async def _release(order_id: str, session: Session, address: str) -> None:
    """Let the order go on; the page at `address` says so when that can't be."""
    if not await shop().orders.release(order_id, session.user, session.user):
        await shop().flash.put(session.session_id, _path_of(address), NOT_CONFIRMED)


def _path_of(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]


async def _back(form: Form, page: str, address: str, refusal: RefusedError) -> Response:
    """To the page that the form is on, where `Shop.flash` has what went wrong."""
    cookie, session = None, form.session
    if session is None:
        token, session = await entering.begin_session(form.request)
        cookie = _cookie(form, token)
    wrong = refusal.problems[0].field
    await shop().flash.put(session.session_id, _path_of(page), refusal.message, form.field("email"), wrong)
    return _to(form, address, cookie=cookie)


def _to(form: Form, address: str, cookie: str | None = None) -> Response:
    answer = RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
    if cookie:
        answer.headers["Set-Cookie"] = cookie
    return answer


def _cookie(form: Form, token: str | None) -> str:
    return cookie_header(token, shop().settings, form.request.url.scheme)


def _reading(handle: Callable[[Form], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def read(request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != URLENCODED:
            return PlainTextResponse("A form is expected.", 415)
        try:
            body = (await request.body()).decode("ascii")
            pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
        except ValueError:
            return PlainTextResponse("This form can't be read.", 400)
        token = request.cookies.get(COOKIE)
        session = await shop().sessions.find(token) if token else None
        return await handle(Form(request, dict(pairs), token if session else None, session))

    return read


routes = [
    Route(f"/account/{name}", _reading(handle), methods=["POST"])
    for name, handle in (
        ("sign-up", sign_up),
        ("sign-in", sign_in),
        ("sign-out", sign_out),
        ("sign-out-everywhere", sign_out_everywhere),
        ("sessions/end", end_session),
        ("confirm", confirm),
        ("language", choose_language),
    )
]
