"""How often one session and one address may ask, by class of request; every number is a setting, 0 is none.

Keys in Redis hold hashes only, and are gone after two minutes.
"""

import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache

from starlette.requests import cookie_parser

from backend.gateway.callers import COOKIE
from backend.gateway.guards.asked import Asked
from backend.gateway.guards.counting import Counting, CountingAwayError, Limited, Standing
from backend.gateway.guards.events import EventsAllowed
from backend.gateway.guards.refused import RefusedRequestError
from backend.gateway.reading import UnreadableError, read_json
from backend.identity.hashes import Hashes
from backend.identity.secret import secret_of
from backend.identity.tokens import digest_of
from backend.kit.words import words
from backend.settings import Settings
from backend.wiring import Shop, shop

EXEMPT = ("/assets/", "/fonts/", "/pictures/")
EXEMPT_NAMES = frozenset({"/favicon.svg", "/favicon.ico", "/theme.css", "/healthz", "/readyz"})
ORDERS = frozenset({"/orders/createOrder", "/api/v1/orders", "/api/v1/cart/checkout"})
SIGN_INS = frozenset({"/account/sign-in", "/account/sign-up", "/account/confirm"})
SESSIONS = "/api/v1/sessions"
ORDER, CONFIRM = "/api/v1/orders/", "/confirm"
COME_AGAIN_S = 2

TOO_MANY = words("That was too often in a short time. Wait a moment and try again.")
UNKNOWN = words("This can't be done for a moment. Nothing was changed. Try again shortly.")


class Limits:
    """The limits of one shop in this process."""

    def __init__(self, settings: Settings, counting: Counting) -> None:
        self._settings = settings
        self._counting = counting
        self._secret = secret_of(settings)
        self._address = lru_cache(maxsize=4096)(Hashes(self._secret).address)
        self.event_allowed = EventsAllowed(settings.rate_limit_session_events)

    async def request(
        self, method: str, path: str, ip: str, asked: Asked, body: bytes | None = None
    ) -> Standing | None:
        """Count one request; of the limits that it falls under the one that it comes closest to.

        Raises `RefusedRequestError`: 429, and 503 for an order or a sign-in while nobody knows the counts.
        """
        if method in ("GET", "HEAD") and (path.startswith(EXEMPT) or path in EXEMPT_NAMES):
            return None
        limits = self._settings
        address, session = self._address(ip) or "unknown", session_of(asked)
        wanted = [
            ("all:ip", address, limits.rate_limit_ip),
            ("all:session", session, limits.rate_limit_session),
        ]
        guarded = False
        if method == "POST" and path in ORDERS:
            guarded = True
            wanted.append(("orders:ip", address, limits.rate_limit_ip_orders))
            wanted.append(("orders:session", session, limits.rate_limit_session_orders))
        elif method == "POST" and is_sign_in(path, body):
            guarded = True
            wanted.append(("sign-ins:ip", address, limits.rate_limit_ip_sign_ins))
        return await self._count(wanted, guarded=guarded)

    async def new_session(self, ip: str) -> None:
        """To be asked before a session is begun for a stranger. Raises `RefusedRequestError`: 429."""
        address = self._address(ip) or "unknown"
        await self._count([("sessions:ip", address, self._settings.rate_limit_ip_sessions)], guarded=False)

    async def account_sign_in(self, email: str) -> None:
        """To be asked before a password is compared; `email` as identity spells it.

        Raises `RefusedRequestError`: 429 or 503.
        """
        account = hmac.digest(self._secret, f"account\n{email}".encode(), hashlib.sha256).hex()
        await self._count(
            [("sign-ins:account", account, self._settings.rate_limit_account_sign_ins)], guarded=True
        )

    async def _count(self, wanted: Sequence[tuple[str, str, int]], *, guarded: bool) -> Standing | None:
        limited = [Limited(f"limits:{what}:{who}", limit) for what, who, limit in wanted if limit and who]
        if not limited:
            return None
        try:
            standings = await self._counting.count(limited, exactly=guarded)
        except CountingAwayError:
            if guarded:
                raise RefusedRequestError(503, UNKNOWN, {"Retry-After": str(COME_AGAIN_S)}) from None
            return None
        refused = [standing for standing in standings if not standing.allowed]
        if refused:
            raise too_many(max(refused, key=lambda standing: standing.reset_s))
        return min(standings, key=lambda standing: standing.remaining)


def too_many(standing: Standing) -> RefusedRequestError:
    """Whoever waits as long as this says is let in again."""
    headers = {name.decode(): value.decode() for name, value in said(standing)}
    return RefusedRequestError(429, TOO_MANY, {**headers, "Retry-After": str(standing.reset_s)})


def said(standing: Standing) -> list[tuple[bytes, bytes]]:
    """The headers that tell a program how it stands."""
    return [
        (b"ratelimit-limit", b"%d" % standing.limit),
        (b"ratelimit-remaining", b"%d" % standing.remaining),
        (b"ratelimit-reset", b"%d" % standing.reset_s),
    ]


def is_sign_in(path: str, body: bytes | None) -> bool:
    """Whether a POST brings a password; what can't be read may."""
    if path == SESSIONS:
        try:
            wish = read_json(body) if body else None
        except UnreadableError:
            return True
        return isinstance(wish, dict) and bool(wish)
    return path in SIGN_INS or (path.startswith(ORDER) and path.endswith(CONFIRM))


def session_of(asked: Asked) -> str:
    """The digest of the token that the request shows, as a bearer before a cookie; empty without one."""
    bearer = asked.get(b"authorization")
    if bearer is not None:
        return digest_of(bearer.partition(b" ")[2].strip().decode("latin-1")) or ""
    cookie = asked.get(b"cookie")
    if cookie is None:
        return ""
    return digest_of(cookie_parser(cookie.decode("latin-1")).get(COOKIE)) or ""


_known: list[tuple[Shop, Limits]] = []


def limits() -> Limits:
    """The limits of this process's open shop. Raises `ShopNotOpenError`."""
    opened = shop()
    if not _known or _known[0][0] is not opened:
        _known[:] = [(opened, Limits(opened.settings, Counting(lambda: opened.redis.commands)))]
    return _known[0][1]
