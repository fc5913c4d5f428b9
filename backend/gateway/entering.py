"""How a stranger or a password comes in by HTTP: never more often than the limits allow."""

from starlette.requests import HTTPConnection

from backend.gateway.callers import caller_of
from backend.gateway.guards.limits import limits
from backend.identity.credentials import checked
from backend.identity.schemas import Caller, Session
from backend.wiring import shop


async def begin_session(connection: HTTPConnection) -> tuple[str, Session]:
    """A new guest's session. Raises `RefusedRequestError` when too many come from one address."""
    caller = caller_of(connection)
    await limits().new_session(caller.ip)
    return await shop().sessions.begin(caller)


async def sign_up(token: str | None, caller: Caller, email: object, password: object) -> tuple[str, Session]:
    """As `AccountService.sign_up`. Raises `RefusedRequestError` when the account is tried too often."""
    await _try(email, password)
    return await shop().accounts.sign_up(token, caller, email, password)


async def sign_in(token: str | None, caller: Caller, email: object, password: object) -> tuple[str, Session]:
    """As `AccountService.sign_in`. Raises `RefusedRequestError` when the account is tried too often."""
    await _try(email, password)
    return await shop().accounts.sign_in(token, caller, email, password)


async def confirm(session: Session, password: object) -> None:
    """As `AccountService.confirm`. Raises `RefusedRequestError` when the account is tried too often."""
    await limits().account_sign_in(session.email)
    await shop().accounts.confirm(session, password)


async def _try(email: object, password: object) -> None:
    # Every spelling of an address is the same account; what can be no address or password costs nothing.
    address, _ = checked(email, password)
    await limits().account_sign_in(address)
