"""Who really asks, and over which scheme, when so many proxies of ours stand in front of the shop."""

import ipaddress
import re
from collections.abc import MutableMapping
from typing import Any

from backend.gateway.guards.asked import Asked

MAPPED = "::ffff:"
WITH_PORT = re.compile(rb"([0-9.]+):[0-9]{1,5}|\[([0-9A-Fa-f:.]+)\](?::[0-9]{1,5})?")
SCHEMES = {b"http": ("http", "ws"), b"https": ("https", "wss")}


def see_through(scope: MutableMapping[str, Any], asked: Asked, hops: int) -> None:
    """Put the caller's address and scheme into `scope`.

    Each trusted proxy has added the address that it saw at the right, so the caller's is the `hops`-th from
    there; all further left is the caller's own word. What can't be an address leaves the socket's peer.
    """
    if hops and b"x-forwarded-for" in asked:
        address = _address(_from_the_right(asked[b"x-forwarded-for"], hops))
        if address:
            scope["client"] = (address, 0)
    peer = scope.get("client")
    if peer and peer[0].startswith(MAPPED):
        scope["client"] = (_address(peer[0].encode()) or peer[0], peer[1])
    if hops and b"x-forwarded-proto" in asked:
        said = asked[b"x-forwarded-proto"]
        # Most proxies write one word in place of whatever was there; some add theirs to it.
        word = said.strip() if b"," not in said else _from_the_right(said, hops)
        if word.lower() in SCHEMES:
            scope["scheme"] = SCHEMES[word.lower()][scope["type"] == "websocket"]


def _from_the_right(value: bytes, place: int) -> bytes:
    parts = value.split(b",")
    return parts[-place].strip() if len(parts) >= place else b""


def _address(text: bytes) -> str:
    """The address in its one usual form, without the port that some proxies add; nothing when it is none."""
    with_port = WITH_PORT.fullmatch(text)
    try:
        address = ipaddress.ip_address((with_port[1] or with_port[2] if with_port else text).decode("ascii"))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return ""
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
    return str(address)
