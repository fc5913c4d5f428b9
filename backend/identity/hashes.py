"""Keyed hashes of browser and address: equal for equal ones, nothing to whoever lacks the shop's secret."""

import hashlib
import hmac
import ipaddress
import re

LONGEST = 1_000
DIGITS = 64
KEY_DIGITS = 8
IPV6_HOME_BITS = 64
_VERSIONS = re.compile(r"[0-9][0-9._]*")


class Hashes:
    """HMAC-SHA256 with one secret, cut to make room for which one it was. The unknown has an empty hash."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._key = hmac.digest(secret, b"key", hashlib.sha256).hex()[:KEY_DIGITS]

    def browser(self, user_agent: str, language: str) -> str:
        """A kind of browser and its languages, the same before and after an update of the browser."""
        words = (_VERSIONS.sub("", user_agent[:LONGEST]).strip(), language[:LONGEST].strip().lower())
        return self._hash("browser", "\n".join(words)) if any(words) else ""

    def address(self, ip: str) -> str:
        """An IPv4 address, or the network of 64 bits that an IPv6 address is in."""
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return ""
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped is None:
                return self._hash("address", str(int(address) >> (128 - IPV6_HOME_BITS)))
            address = address.ipv4_mapped
        return self._hash("address", str(address))

    def _hash(self, kind: str, text: str) -> str:
        # A header may hold any character, a lone surrogate too.
        message = f"{kind}\n{text}".encode("utf-8", "surrogatepass")
        return (self._key + hmac.digest(self._secret, message, hashlib.sha256).hex())[:DIGITS]


def comparable(one: str, other: str) -> bool:
    """Whether both are known, by hashes with the same secret: then they say whether they are the same."""
    return bool(one and other) and one[:KEY_DIGITS] == other[:KEY_DIGITS]
