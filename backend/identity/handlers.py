"""What identity does when a session begins."""

from collections.abc import Sequence

from backend.bus.dead_letters import Rejected
from backend.events.logins import SessionBegun
from backend.identity.service import IdentityService
from backend.identity.takeovers import Takeovers


async def record_logins(
    begun: Sequence[SessionBegun], identity: IdentityService, takeovers: Takeovers
) -> Sequence[Rejected]:
    """Store a login identity a session, and make a guest's things their account's; again changes nothing."""
    rejected = await identity.record(begun)
    for message in begun:
        if message.guest_id not in ("", message.user_id):
            await takeovers.again(message.guest_id, message.user_id)
    return rejected
