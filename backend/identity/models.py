"""Sessions as MongoDB stores and Redis caches them; neither knows the token, the browser or the address."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from backend.bus.outbox import entry_of
from backend.events.logins import LoginAction, SessionBegun
from backend.events.origin import Origin
from backend.identity.schemas import Session, SessionView

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A session as it was last read, with its times."""

    session: Session
    seen_on: datetime
    expires_on: datetime


def new_session(
    digest: str,
    session: Session,
    action: LoginAction,
    origin: Origin,
    *,
    device: str,
    guest: str = "",
    at: datetime,
    life: timedelta,
) -> Document:
    """A session that begins, with the event of it in its outbox."""
    begun = SessionBegun(
        event_id=f"{session.session_id}:1",
        user_id=session.user,
        session_id=session.session_id,
        action=action,
        fingerprint=origin.fingerprint,
        ip_hash=origin.ip_hash,
        device=device,
        guest_id=guest,
    )
    return {
        "_id": digest,
        "sessionId": session.session_id,
        "userId": session.user,
        "email": session.email,
        "admin": session.admin,
        "device": device,
        "begunOn": at,
        "seenOn": at,
        "expiresOn": at + life,
        "lastUpdatedOn": at,
        "version": 1,
        "outbox": [entry_of(begun)],
        "dirty": True,
    }


def known(document: Document) -> Known:
    """What a stored session says."""
    session = Session(document["sessionId"], document["userId"], document["email"], document["admin"])
    return Known(session, document["seenOn"], document["expiresOn"])


def view(document: Document) -> SessionView:
    """A stored session as its shopper sees it."""
    return SessionView(document["sessionId"], document["device"], document["begunOn"], document["seenOn"])


def to_cache(digest: str, one: Known) -> bytes:
    """The text that Redis keeps for a while; it says whose it is."""
    session = one.session
    return orjson.dumps(
        [
            digest,
            session.session_id,
            session.user,
            session.email,
            session.admin,
            one.seen_on.timestamp(),
            one.expires_on.timestamp(),
        ]
    )


def from_cache(digest: str, text: bytes) -> Known | None:
    """What `to_cache` made for this digest; None for anything else, lest anybody be taken for another."""
    try:
        whose, session_id, user, email, admin, seen_on, expires_on = orjson.loads(text)
    except (ValueError, TypeError):
        return None
    if whose != digest:
        return None
    return Known(
        Session(session_id, user, email, admin),
        datetime.fromtimestamp(seen_on, UTC),
        datetime.fromtimestamp(expires_on, UTC),
    )
