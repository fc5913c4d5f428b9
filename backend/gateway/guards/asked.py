"""What the guards need to know of a request, read from its headers once."""

from collections.abc import Iterable

LOOKED_AT = frozenset(
    {
        b"accept",
        b"accept-language",
        b"access-control-request-method",
        b"authorization",
        b"content-length",
        b"cookie",
        b"expect",
        b"host",
        b"origin",
        b"sec-fetch-site",
        b"transfer-encoding",
        b"x-forwarded-for",
        b"x-forwarded-proto",
    }
)

Asked = dict[bytes, bytes]


def asked(headers: Iterable[tuple[bytes, bytes]]) -> Asked:
    """The headers that a guard looks at; one that was sent twice is both values with a comma between."""
    found: Asked = {}
    for name, value in headers:
        if name in LOOKED_AT:
            found[name] = found[name] + b"," + value if name in found else value
    return found
