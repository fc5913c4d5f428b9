"""How version 1 reads a request: JSON strictly, and a session where one is needed."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.routing import APIRoute
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.responses import Response

from backend.gateway.callers import COOKIE, MalformedAuthorizationError, session_of
from backend.gateway.reading import UnreadableError, read_json, says_json
from backend.gateway.statuses import CHALLENGE
from backend.gateway.v1.problems import ProblemError
from backend.identity.schemas import Session

bearer = HTTPBearer(
    auto_error=False, scheme_name="bearer", description="a token of `POST /api/v1/sessions`, `SES_…`"
)
cookie = APIKeyCookie(
    name=COOKIE, auto_error=False, scheme_name="cookie", description="the session of an open page"
)


class StrictRequest(Request):
    """A request whose JSON is read by `read_json`."""

    async def json(self) -> Any:
        """Raises `ProblemError`."""
        try:
            return read_json(await self.body())
        except UnreadableError as error:
            raise ProblemError(400, str(error)) from error


class StrictRoute(APIRoute):
    """A route whose body is JSON, said to be JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler on a `StrictRequest`."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            try:
                if self.body_field and not says_json(strict) and await strict.body():
                    raise ProblemError(415, "The content type must be application/json.")
                return await handler(strict)
            except ProblemError as error:
                return error.response()

        return handle


async def known_shopper(
    request: Request,
    _bearer: Annotated[object, Security(bearer)],
    _cookie: Annotated[object, Security(cookie)],
) -> Session:
    """The session that the request proves. Raises `ProblemError` without one."""
    try:
        session = await session_of(request)
    except MalformedAuthorizationError:
        raise ProblemError(401, "Authorization must be: Bearer SES_…", headers=CHALLENGE) from None
    if session is None:
        why = "No session, or one that has ended. POST /api/v1/sessions gives a new one."
        raise ProblemError(401, why, headers=CHALLENGE)
    return session


Shopper = Annotated[Session, Depends(known_shopper)]


async def known_admin(session: Shopper) -> Session:
    """The session of an admin. Raises `ProblemError`."""
    if not session.admin:
        raise ProblemError(403, "Only an admin may do this.")
    return session


Admin = Annotated[Session, Depends(known_admin)]
