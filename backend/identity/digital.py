"""Digital identities as MongoDB stores them: one a login, one an order that was judged."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from backend.events.logins import SessionBegun
from backend.events.orders import OrderPlaced
from backend.identity.schemas import IdentityView
from backend.identity.scores import Judgement, Login, PastOrder
from backend.kit.clock import now
from backend.kit.money import to_minor

Document = dict[str, Any]

KEPT: Final = timedelta(days=90)
LOGIN: Final = "login"
ORDER: Final = "order"


def login_id(session_id: str) -> str:
    """The same for the same session, however often it is told of."""
    return f"{LOGIN}:{session_id}"


def login_identity(begun: SessionBegun) -> Document:
    """What is kept of a session that began."""
    return {
        "_id": login_id(begun.session_id),
        "kind": LOGIN,
        "userId": begun.user_id,
        "action": begun.action.value,
        "sessionId": begun.session_id,
        "fingerprint": begun.fingerprint,
        "ipHash": begun.ip_hash,
        "device": begun.device,
        "at": _moment(begun.occurred_at),
    }


def order_identity(placed: OrderPlaced, judged: Judgement, *, on_hold: bool) -> Document:
    """What is kept of an order that was judged: where it came from, the scores and why."""
    return {
        "_id": f"{ORDER}:{placed.order_id}",
        "kind": ORDER,
        "userId": placed.user_id,
        "action": ORDER,
        "orderId": placed.order_id,
        "sessionId": placed.session_id,
        "fingerprint": placed.fingerprint,
        "ipHash": placed.ip_hash,
        "device": placed.device,
        "amount": to_minor(placed.order_amount),
        "categories": categories_of(placed),
        "identityScore": judged.identity_score,
        "profileScore": judged.profile_score,
        "suspicions": {name: much for name, much in judged.suspicions.items() if much},
        "risk": judged.risk,
        "reasons": list(judged.reasons),
        "onHold": on_hold,
        "at": _moment(placed.occurred_at),
    }


def categories_of(placed: OrderPlaced) -> list[str]:
    """The article types in an order, which a message has in one text."""
    return [name for name in placed.categories.split(",") if name]


def order_of(placed: OrderPlaced, *, held: bool = False) -> PastOrder:
    """The order as a feature sees it."""
    return PastOrder(
        placed.order_id,
        _moment(placed.occurred_at).timestamp(),
        to_minor(placed.order_amount),
        categories_of(placed),
        held,
    )


def login_of(document: Mapping[str, Any]) -> Login:
    """A stored login as a feature sees it."""
    return Login(document["fingerprint"], document["ipHash"])


def _moment(told: datetime) -> datetime:
    """When it was, never later than now, or nothing would let it expire."""
    return min(told if told.tzinfo else told.replace(tzinfo=UTC), now())


def view_of(document: Mapping[str, Any]) -> IdentityView:
    """A stored identity as its shopper sees it."""
    at: datetime = document["at"]
    return IdentityView(
        at=at,
        action=document["action"],
        device=document.get("device", ""),
        session_id=document.get("sessionId", ""),
        order_id=document.get("orderId", ""),
        identity_score=document.get("identityScore"),
        profile_score=document.get("profileScore"),
        risk=document.get("risk"),
        on_hold=document.get("onHold", False),
        reasons=tuple(document.get("reasons", ())),
    )
