"""How much an order is like its shopper: every feature with its weight in one table, and the formula.

A feature looks at one thing and says how suspicious it is, from 0 (as ever) to 1 (not at all like this
shopper), or None where too little is known; what is not known adds nothing. The risk is the sum of weight
times suspicion over all features. The weights add up to 1, so the risk is in 0..1 too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Literal

from backend.identity.hashes import comparable

ENOUGH_ORDERS = 3
USUAL_AMOUNT = 2
STRANGE_AMOUNT = 10
MINUTE_S = 60
USUAL_IN_A_MINUTE = 5
MANY_IN_A_MINUTE = 20


@dataclass(frozen=True, slots=True)
class Login:
    """What is known of a session that the shopper began; empty is unknown."""

    fingerprint: str = ""
    ip_hash: str = ""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order of the shopper's: when (seconds), how much (minor units), of which kinds of products."""

    order_id: str
    at: float
    amount: int
    categories: Sequence[str] = ()
    held: bool = False


@dataclass(frozen=True)
class Case:
    """An order, where it came from, and what is known of its shopper, the newest first."""

    order: PastOrder
    origin: Login
    logins: Sequence[Login] = ()
    past: Sequence[PastOrder] = ()

    @cached_property
    def nearest(self) -> tuple[float, Login] | None:
        """The login that shares most with this order's origin, and that share of what both are known by."""
        shared = [
            (share, login) for login in self.logins if (share := _share(self.origin, login)) is not None
        ]
        return max(shared, key=lambda each: each[0], default=None)

    @cached_property
    def usual(self) -> Sequence[PastOrder]:
        """Earlier orders that show what the shopper usually buys; none while there are few."""
        usual = [order for order in self.past if not order.held and order.order_id != self.order.order_id]
        return usual if len(usual) >= ENOUGH_ORDERS else ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing to look at. `words` are a sentence that says to a shopper what was suspicious."""

    name: str
    kind: Literal["identity", "profile"]
    weight: float
    words: str
    suspicion: Callable[[Case], float | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores (1 is "as ever", None "nothing known"), the risk, and what each known feature said."""

    identity_score: float | None
    profile_score: float | None
    risk: float
    suspicions: dict[str, float]
    reasons: tuple[str, ...]


def judge(case: Case) -> Judgement:
    """Score an order. The identity score is the tutorial application's: the share of what matches."""
    found = [(feature, feature.suspicion(case)) for feature in FEATURES]
    known = [(feature, suspicion) for feature, suspicion in found if suspicion is not None]
    profile = [(feature.weight, suspicion) for feature, suspicion in known if feature.kind == "profile"]
    weight = sum(each for each, _ in profile)
    return Judgement(
        identity_score=case.nearest[0] if case.nearest else None,
        profile_score=round(1 - sum(each * much for each, much in profile) / weight, 4) if weight else None,
        risk=round(sum(feature.weight * suspicion for feature, suspicion in known), 2),
        suspicions={feature.name: round(suspicion, 4) for feature, suspicion in known},
        reasons=tuple(feature.words for feature, suspicion in known if suspicion > 0),
    )


def _share(origin: Login, login: Login) -> float | None:
    pairs = ((origin.fingerprint, login.fingerprint), (origin.ip_hash, login.ip_hash))
    known = [ours == theirs for ours, theirs in pairs if comparable(ours, theirs)]
    return sum(known) / len(known) if known else None


def _between(low: float, value: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _other_browser(case: Case) -> float | None:
    login = case.nearest[1] if case.nearest else Login()
    if not comparable(case.origin.fingerprint, login.fingerprint):
        return None
    return float(case.origin.fingerprint != login.fingerprint)


def _other_address(case: Case) -> float | None:
    login = case.nearest[1] if case.nearest else Login()
    if not comparable(case.origin.ip_hash, login.ip_hash):
        return None
    return float(case.origin.ip_hash != login.ip_hash)


def _new_categories(case: Case) -> float | None:
    """The share of the order's kinds of products that are in none of the earlier orders."""
    if not case.usual or not case.order.categories:
        return None
    bought = {category for order in case.usual for category in order.categories}
    if not bought:
        return None
    return sum(category not in bought for category in case.order.categories) / len(case.order.categories)


def _high_amount(case: Case) -> float | None:
    """0 up to twice the median of the earlier amounts, 1 from ten times on."""
    usual = median(order.amount for order in case.usual) if case.usual else 0
    return _between(USUAL_AMOUNT, case.order.amount / usual, STRANGE_AMOUNT) if usual else None


def _many_at_once(case: Case) -> float | None:
    """0 up to five orders within a minute, this one included; 1 from twenty on."""
    near = sum(
        abs(case.order.at - order.at) <= MINUTE_S and order.order_id != case.order.order_id
        for order in case.past
    )
    return _between(USUAL_IN_A_MINUTE, near + 1, MANY_IN_A_MINUTE)


FEATURES = (
    Feature("browser", "identity", 0.35, "The browser is new to us.", _other_browser),
    Feature("address", "identity", 0.30, "The address is new to us.", _other_address),
    Feature("categories", "profile", 0.10, "Nothing of this kind was bought before.", _new_categories),
    Feature("amount", "profile", 0.15, "The amount is far above the usual.", _high_amount),
    Feature("velocity", "profile", 0.10, "Many orders came within a minute.", _many_at_once),
)
