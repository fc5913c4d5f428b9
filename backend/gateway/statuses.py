"""Which HTTP status each refusal of a service is."""

from collections.abc import Mapping

from backend.identity.errors import AccountsBusyError, CredentialsError
from backend.kit.errors import RefusedError
from backend.orders.errors import IdempotencyConflictError, OrdersUnavailableError, PriceChangedError

TRY_AGAIN_AFTER_S = 2
CHALLENGE = {"WWW-Authenticate": "Bearer"}


def status_of(refusal: RefusedError, otherwise: int = 422) -> int:
    """`otherwise` is for what the caller wrote wrong; 409 is what changed in the shop meanwhile."""
    if isinstance(refusal, OrdersUnavailableError | AccountsBusyError):
        return 503
    if isinstance(refusal, CredentialsError):
        return 401
    if isinstance(refusal, IdempotencyConflictError):
        return 422
    if isinstance(refusal, PriceChangedError) or _sold_out(refusal):
        return 409
    return otherwise


def headers_of(status: int) -> Mapping[str, str] | None:
    """When to come again, or what to bring, where that helps."""
    if status == 401:
        return CHALLENGE
    return {"Retry-After": str(TRY_AGAIN_AFTER_S)} if status == 503 else None


def _sold_out(refusal: RefusedError) -> bool:
    # What a line's quantity may be at all was checked before; what is left to refuse there is the stock.
    return any(problem.field.endswith(".qty") for problem in refusal.problems)
