"""What every answer tells the browser to keep away from it."""

import re
from collections.abc import Iterable, Sequence

Lines = list[tuple[bytes, bytes]]

HOST = re.compile(rb"[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
CSP = b"content-security-policy"
CACHE = b"cache-control"

EVERYWHERE: Lines = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin")]
ON_PAGES: Lines = [
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
]
# A year. Other names under this domain are not the shop's to speak for.
OVER_TLS = (b"strict-transport-security", b"max-age=31536000")
NO_PAGE = (CSP, b"default-src 'none'; frame-ancestors 'none'")


class SecurityHeaders:
    """Adds what the answering app hasn't said itself, so that a picture keeps its own stricter policy."""

    def __init__(self, script_hashes: Sequence[str] = ()) -> None:
        scripts = " ".join(("'self'", *script_hashes))
        self._before_host = (
            f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; connect-src 'self'"
        ).encode()
        self._after_host = b"; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"

    def policy(self, host: bytes, *, secure: bool) -> bytes:
        """What a page may load and run: the shop's own, and the inline scripts it was built with.

        The socket is named besides, for browsers in which 'self' is no WebSocket.
        """
        socket = b""
        if HOST.fullmatch(host):
            socket = (b" wss://" if secure else b" ws://") + host
        return self._before_host + socket + self._after_host

    def added_to(
        self,
        lines: Iterable[tuple[bytes, bytes]],
        *,
        host: bytes,
        secure: bool,
        interface: bool,
        page_unchanged: bool = False,
    ) -> Lines:
        """All headers of an answer. `interface` is for programs; `page_unchanged` is a page's 304."""
        answer: Lines = []
        said = set()
        is_page = page_unchanged
        for name, value in lines:
            lower = name.lower()
            if lower.startswith(b"access-control-"):
                continue  # the front door alone speaks of origins
            if lower == b"content-type":
                is_page = value.startswith(b"text/html")
            said.add(lower)
            answer.append((name, value))
        wanted = [*EVERYWHERE, *ON_PAGES] if is_page else EVERYWHERE
        answer += [line for line in wanted if line[0] not in said]
        if interface and CACHE not in said:
            answer.append((CACHE, b"no-store"))  # most of it is one shopper's
        if CSP not in said:
            if is_page:
                answer.append((CSP, self.policy(host, secure=secure)))
            elif interface:
                answer.append(NO_PAGE)
        if secure:
            answer.append(OVER_TLS)
        return answer
