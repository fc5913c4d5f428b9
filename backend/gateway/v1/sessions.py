"""`/api/v1/sessions`: what proves a program's shopper."""

from fastapi import APIRouter, Request, Response

from backend.gateway import entering
from backend.gateway.callers import MalformedAuthorizationError, caller_of, claim_of, cookie_header
from backend.gateway.statuses import CHALLENGE
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import Shopper, StrictRoute
from backend.gateway.v1.schemas import Credentials, NewSession, SessionShape, session_shape
from backend.kit.errors import Problem
from backend.wiring import shop

NEVER_KEPT = {"Cache-Control": "no-store"}

router = APIRouter(prefix="/api/v1/sessions", tags=["Sessions"], route_class=StrictRoute)


@router.post("", status_code=201, responses=documented(401, 415, 422))
async def begin_session(
    request: Request, response: Response, credentials: Credentials | None = None
) -> NewSession:
    """A new session: without a body a guest's, with email and password the account's.

    The cart and the orders of the bearer session that asks, if it is a guest's, become the account's, and
    that session ends.
    """
    response.headers.update(NEVER_KEPT)
    asked = credentials or Credentials()
    missing = [name for name in ("email", "password") if getattr(asked, name) is None]
    if len(missing) == 1:
        raise ProblemError(
            422, "An account has both.", [Problem(missing[0], "This is needed as well, or neither.")]
        )
    try:
        claim = claim_of(request)
    except MalformedAuthorizationError:
        raise ProblemError(401, "Authorization must be: Bearer SES_…", headers=CHALLENGE) from None
    if asked.email is None or asked.password is None:
        token, session = await entering.begin_session(request)
    else:
        # A browser's session stays its own: a program never ends it or learns of it.
        guest = claim.token if claim.bearer else None
        token, session = await entering.sign_in(guest, caller_of(request), asked.email, asked.password)
    return NewSession(token=token, **session_shape(session))


@router.get("/current", responses=documented(401))
async def get_session(response: Response, session: Shopper) -> SessionShape:
    """Whose session this is."""
    response.headers.update(NEVER_KEPT)
    return SessionShape(**session_shape(session))


@router.delete("/current", status_code=204, responses=documented(401))
async def end_session(request: Request, session: Shopper) -> Response:
    """End this session: its token proves nobody any more."""
    claim = claim_of(request)
    await shop().sessions.end(claim.token)
    answer = Response(status_code=204)
    if not claim.bearer:
        answer.headers["Set-Cookie"] = cookie_header(None, shop().settings, request.url.scheme)
    return answer
