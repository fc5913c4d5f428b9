"""Sessions by the tutorial's rules: who has none gets one, and holds it as `auth`."""

from dataclasses import dataclass

from starlette.requests import Request

from backend.gateway.callers import claim_of
from backend.gateway.entering import begin_session
from backend.identity.schemas import Session
from backend.wiring import shop


@dataclass(frozen=True, slots=True)
class Visit:
    """A request's session; `auth` is its token, None for a browser's cookie, which no program may read."""

    session: Session
    auth: str | None


async def visit_of(request: Request) -> Visit:
    """The session that the request proves, else a new one; what it made up is never taken over.

    Raises `MalformedAuthorizationError`, and `RefusedRequestError` for too many new ones.
    """
    claim = claim_of(request)
    session = await shop().sessions.find(claim.token) if claim.token else None
    if session is not None:
        return Visit(session, claim.token if claim.bearer else None)
    token, session = await begin_session(request)
    return Visit(session, token)
