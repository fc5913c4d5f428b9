"""Who asks: what a request says of its browser, and the session that it proves."""

import re
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from backend.events.origin import Origin
from backend.identity.schemas import Caller, Session
from backend.settings import Settings
from backend.wiring import shop

COOKIE = "shop_sid"
BEARER = re.compile(r"(?i:Bearer) +(SES_.*?) *")  # whatever isn't a session of ours proves nobody


class MalformedAuthorizationError(ValueError):
    """The `Authorization` header is not `Bearer SES_…`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The token that a request shows; a bearer's is known to its program, a cookie's to the browser alone."""

    token: str | None = None
    bearer: bool = False


def caller_of(connection: HTTPConnection) -> Caller:
    """The address as the front door set it, and two headers that tell one browser from another."""
    headers = connection.headers
    return Caller(
        ip=connection.client.host if connection.client else "",
        user_agent=headers.get("user-agent", "")[:500],
        language=headers.get("accept-language", "")[:200],
    )


def claim_of(connection: HTTPConnection) -> Claim:
    """What the request shows: a bearer's token before a cookie's. Raises `MalformedAuthorizationError`."""
    given = connection.headers.getlist("authorization")
    if len(given) > 1:
        raise MalformedAuthorizationError
    if given and given[0]:
        match = BEARER.fullmatch(given[0])
        if match is None:
            raise MalformedAuthorizationError
        return Claim(match[1], bearer=True)
    return Claim(connection.cookies.get(COOKIE))


async def session_of(connection: HTTPConnection) -> Session | None:
    """The session that the request proves, if it does. Raises `MalformedAuthorizationError`."""
    claim = claim_of(connection)
    return await shop().sessions.find(claim.token) if claim.token else None


def origin_of(session: Session, connection: HTTPConnection) -> Origin:
    """Where an order of this request comes from, as its risk is judged by it."""
    return shop().sessions.origin(session, caller_of(connection))


def cookie_header(token: str | None, settings: Settings, scheme: str) -> str:
    """The value of `Set-Cookie` that gives a browser this session, or with None takes away what it has."""
    secure = "; Secure" if scheme in ("https", "wss") else ""
    age = settings.session_days * 24 * 3600 if token else 0
    return f"{COOKIE}={token or ''}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"
