"""What identity does when a session begins."""

from collections.abc import Sequence

from backend.bus.dead_letters import Rejected
from backend.events.logins import SessionBegun
from backend.identity.service import IdentityService


async def record_logins(begun: Sequence[SessionBegun], identity: IdentityService) -> Sequence[Rejected]:
    """Store a login identity a session; one that is told of again changes nothing."""
    return await identity.record(begun)
