"""Where an order came from, in what the shop may keep of it: no address, no browser, only keyed hashes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A session's public id, and keyed hashes of the browser and the address it was used from.

    `device` is a kind of browser in words. `signed_in`: the session was an account's, so its password can
    tell later who placed the order.
    """

    session_id: str = ""
    fingerprint: str = ""
    ip_hash: str = ""
    device: str = ""
    signed_in: bool = False


NOWHERE = Origin()
"""For an order of which nothing is known but its shopper."""
