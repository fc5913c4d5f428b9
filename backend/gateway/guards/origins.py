"""Whose page sends a request: no other site's may act with a shopper's cookie or listen on a socket."""

from collections.abc import Collection
from urllib.parse import urlsplit

from backend.gateway.guards.asked import Asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.kit.words import words

READING = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}
SECURE = ("https", "wss")
OTHER_SITES = (b"cross-site", b"same-site")
# These answer with a cookie, so not even a configured origin may send them.
FORMS = "/account/"

METHODS = b"GET, POST, PUT, PATCH, DELETE"
HEADERS = b"authorization, content-type, idempotency-key, last-event-id"
EXPOSED = b"RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Location"
KEPT_FOR_S = b"600"

Lines = list[tuple[bytes, bytes]]


class Origins:
    """Knows the shop's own public address and the origins whose programs may use its interface."""

    def __init__(self, public_url: str | None, configured: Collection[str]) -> None:
        self._own = (public_url or "").lower().encode()
        self._configured = frozenset(origin.encode() for origin in configured)

    def is_foreign(self, asked: Asked, scheme: str) -> bool:
        """Whether a browser says that another site's page sends this; other programs say nothing."""
        origin = asked.get(b"origin")
        if asked.get(b"sec-fetch-site") in OTHER_SITES:
            return True
        if origin is None or (self._own and origin == self._own):
            return False
        try:
            asking = urlsplit(origin.decode("ascii"))
            default = DEFAULT_PORTS[asking.scheme]
            here = urlsplit(f"//{asked.get(b'host', b'').decode('ascii')}")
            same = (asking.hostname, asking.port or default) == (here.hostname, here.port or default)
        except (KeyError, ValueError):
            return True
        return not same or (scheme in SECURE and asking.scheme != "https")

    def check_write(self, method: str, path: str, asked: Asked) -> None:
        """For a foreign request: only a configured origin's program with a session of its own may write.

        Raises `RefusedRequestError`.
        """
        if method in READING:
            return
        own_session = bool(asked.get(b"authorization")) or b"cookie" not in asked
        if asked.get(b"origin") not in self._configured or not own_session or path.startswith(FORMS):
            raise RefusedRequestError(403, words("Pages of another site may not do this here."))

    def preflight(self, asked: Asked) -> Lines:
        """What a configured origin may do. Raises `RefusedRequestError` for any other one."""
        if asked.get(b"origin") not in self._configured:
            raise RefusedRequestError(403, words("Pages of this site may not use the shop's interface."))
        return [
            *self.said(asked),
            (b"access-control-allow-methods", METHODS),
            (b"access-control-allow-headers", HEADERS),
            (b"access-control-max-age", KEPT_FOR_S),
        ]

    def said(self, asked: Asked) -> Lines:
        """What an answer of the interface says of origins; never that a cookie may come along."""
        if not self._configured:
            return []
        lines = [(b"vary", b"Origin")]
        if asked.get(b"origin") in self._configured:
            lines.append((b"access-control-allow-origin", asked[b"origin"]))
            lines.append((b"access-control-expose-headers", EXPOSED))
        return lines


def is_preflight(method: str, asked: Asked) -> bool:
    """Whether a browser asks what another site's page may do."""
    return method == "OPTIONS" and b"origin" in asked and b"access-control-request-method" in asked
