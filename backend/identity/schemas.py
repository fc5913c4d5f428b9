"""What others see of sessions, accounts and identities."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Caller:
    """What a connection says of itself: the address after trusted proxies, and two headers of its browser."""

    ip: str = ""
    user_agent: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that lives. `session_id` may be shown; the token that proves it is never kept or shown."""

    session_id: str
    user: str
    email: str = ""
    admin: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether the shopper has an account and is signed in to it here."""
        return bool(self.email)


@dataclass(frozen=True, slots=True)
class SessionView:
    """One of a shopper's sessions as the account page lists it."""

    session_id: str
    device: str
    begun_on: datetime
    seen_on: datetime


@dataclass(frozen=True, slots=True)
class IdentityView:
    """One stored digital identity; `risk` and what follows it are an order's, else None and empty."""

    at: datetime
    action: str
    device: str = ""
    session_id: str = ""
    order_id: str = ""
    identity_score: float | None = None
    profile_score: float | None = None
    risk: float | None = None
    on_hold: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of an order: its risk in 0..1, and when it is on hold a reason for the shopper."""

    risk: float
    on_hold: bool
    reason: str = ""


Role = Literal["shopper", "admin"]
