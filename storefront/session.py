"""Who the shopper is: a signed cookie that only the server reads, made on the first page.

The WebSocket's handshake carries the same cookie, and handlers trust nothing else: a page's own token is
chosen by the browser. Without a valid cookie nobody is known, and the page is asked to load once more.
"""

import hashlib
import os
import re
import secrets
from functools import cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

import reflex as rx
from itsdangerous import BadSignature, TimestampSigner
from reflex.event import Event

from backend.kit.ids import new_id
from backend.settings import Settings

COOKIE = "shop_sid"
CONNECTED = f"{rx.State.get_full_name()}.hydrate_and_load"
KEPT_FOR_S = 400 * 24 * 3600
RENEWED_AFTER_S = 30 * 24 * 3600
USER_ID = re.compile(r"USR_[0-9A-HJKMNP-TV-Z]{26}")


class Sessions:
    """Makes and verifies the cookie's value with one key."""

    def __init__(self, key: bytes) -> None:
        self._signer = TimestampSigner(key, salt="rivulet.shopper", digest_method=hashlib.sha256)

    def sign(self, user: str) -> str:
        """The cookie's value for a shopper."""
        return self._signer.sign(user).decode()

    def new(self) -> str:
        """The cookie's value for somebody never seen before."""
        return self.sign(f"USR_{new_id()}")

    def user(self, cookie_header: str, younger_than_s: int = KEPT_FOR_S) -> str | None:
        """The shopper that a `Cookie` header proves; None when it proves nobody."""
        try:
            morsel = SimpleCookie(cookie_header).get(COOKIE)
        except CookieError:
            return None
        if morsel is None:
            return None
        try:
            user = self._signer.unsign(morsel.value, max_age=younger_than_s).decode()
        except (BadSignature, UnicodeDecodeError):
            return None
        return user if USER_ID.fullmatch(user) else None


def key_of(settings: Settings) -> bytes:
    """The signing key: `RIVULET_SECRET`, else one made on first use and kept for this user alone."""
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    path = settings.home / "secret"
    if not path.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(32))
    return path.read_bytes()


def _write_once(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all, 0600; the first of two writers wins."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def sessions() -> Sessions:
    """This process's sessions, with the key of its settings."""
    return Sessions(key_of(Settings()))


class SessionState(rx.State):
    """Whose page this is, so that another's connection never inherits it."""

    cookie_missing: rx.Field[bool] = rx.field(False)
    _owner: str = ""
    _back: bool = False


async def shopper(state: rx.State) -> str | None:
    """The shopper whose connection brought this event; None, and the page says so, when nobody is proven."""
    user = sessions().user(state.router.headers.cookie)
    session = await state.get_state(SessionState)
    if session.cookie_missing != (user is None):
        session.cookie_missing = user is None
    return user


async def came_back(state: rx.State) -> bool:
    """Whether the document that is open was here before on a connection that it lost; true only once."""
    session = await state.get_state(SessionState)
    back, session._back = session._back, False
    return back


class OnlyItsOwner(rx.Middleware):
    """Empties a page's state before another shopper's connection can use it with a guessed page token."""

    async def preprocess(self, app: rx.App, state: rx.State, event: Event) -> None:  # type: ignore[override]
        """Compare the connection's shopper with the one whose state this is."""
        root = state._get_root_state()
        session = await root.get_state(SessionState)
        user = sessions().user(state.router.headers.cookie) or ""
        if session._owner != user:
            if session._owner:
                root.reset()  # type: ignore[no-untyped-call]
            session._owner = user
        if event.name == CONNECTED:
            session._back = not event.payload.get("hashes")  # only a new document sends what it holds
