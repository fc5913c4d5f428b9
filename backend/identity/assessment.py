"""Judges the orders of a batch: what is known of their shoppers, the scores, and who is put on hold."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from backend.events.orders import OrderPlaced
from backend.identity.digital import login_of, order_identity, order_of
from backend.identity.digital_repository import DigitalIdentityRepository
from backend.identity.index import DigitalIdentityIndex, Known, is_missing_index
from backend.identity.repository import SessionRepository
from backend.identity.schemas import Verdict
from backend.identity.scores import Case, Judgement, Login, judge
from backend.kit.words import joined, words
from backend.stores.outage import is_outage

log = structlog.get_logger()

PRUNED_AT_ONCE = 8

Judged = dict[str, tuple[Judgement, Verdict]]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdicts on a batch, by order id; `keep` stores what they rest on."""

    placed: Sequence[OrderPlaced]
    judged: Judged
    identities: DigitalIdentityRepository
    index: DigitalIdentityIndex
    crowded: Sequence[tuple[str, str]] = ()

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """What is to become of each order."""
        return {order_id: verdict for order_id, (_, verdict) in self.judged.items()}

    async def keep(self) -> None:
        """Store a validation identity an order; again is innocent. Redis may miss it, MongoDB not."""
        stored = [
            order_identity(message, judgement, on_hold=verdict.on_hold)
            for message in self.placed
            for judgement, verdict in [self.judged[message.order_id]]
        ]
        await asyncio.gather(self.identities.insert(stored), self._index(stored))

    async def _index(self, stored: Sequence[dict[str, object]]) -> None:
        try:
            await self.index.put(stored)
            for user, kind in self.crowded[:PRUNED_AT_ONCE]:
                await self.index.prune(user, kind)
        except Exception as error:
            if not (is_outage(error) or is_missing_index(error)):
                raise
            log.warning("identities not indexed", orders=len(stored), error=repr(error))


class Assessor:
    """Asks Redis about a batch's shoppers in one round trip, and MongoDB again before it holds an order."""

    def __init__(
        self,
        identities: DigitalIdentityRepository,
        index: DigitalIdentityIndex,
        sessions: SessionRepository,
        *,
        hold_at: float,
    ) -> None:
        self._identities = identities
        self._index = index
        self._sessions = sessions
        self._hold_at = hold_at

    async def assess(self, placed: Sequence[OrderPlaced]) -> Assessment:
        """Judge these orders, in the order given; nothing is stored yet."""
        known = await self._known({message.user_id for message in placed})
        judged = self._judge_all(placed, known)
        doubtful = {each.user_id for each in placed if judged[each.order_id][1].on_hold}
        if doubtful:
            # A sign-in may not have been recorded yet, or Redis have lost it: nobody waits for that.
            known |= await self._beyond_doubt({user: known[user] for user in doubtful})
            judged |= self._judge_all([each for each in placed if each.user_id in doubtful], known)
        crowded = [(user, kind) for user, each in known.items() for kind in each.crowded]
        return Assessment(placed, judged, self._identities, self._index, crowded)

    async def _known(self, users: Collection[str]) -> dict[str, Known]:
        try:
            return await self._index.known(list(users))
        except Exception as error:
            if not (is_outage(error) or is_missing_index(error)):
                raise
            log.warning("identities are read without Redis", users=len(users), error=repr(error))
        return await self._beyond_doubt({user: Known() for user in users})

    async def _beyond_doubt(self, known: Mapping[str, Known]) -> dict[str, Known]:
        """With every login that MongoDB has, recorded or only begun."""
        stored, begun = await asyncio.gather(
            self._identities.logins(known), self._sessions.begun_unrecorded(known)
        )
        logins: dict[str, list[Login]] = {user: [*each.logins] for user, each in known.items()}
        for document in stored:
            logins[document["userId"]].append(login_of(document))
        for event in begun:
            logins[event.user_id].append(Login(event.fingerprint, event.ip_hash))
        return {user: replace(each, logins=tuple(logins[user])) for user, each in known.items()}

    def _judge_all(self, placed: Sequence[OrderPlaced], known: Mapping[str, Known]) -> Judged:
        """Each order of a shopper counts for the ones behind it."""
        past = {user: list(each.past) for user, each in known.items()}
        judged: Judged = {}
        for message in placed:
            order, earlier = order_of(message), past[message.user_id]
            case = Case(
                order, Login(message.fingerprint, message.ip_hash), known[message.user_id].logins, earlier
            )
            judgement = judge(case)
            verdict = self._verdict(judgement)
            judged[message.order_id] = judgement, verdict
            past[message.user_id] = [replace(order, held=verdict.on_hold), *earlier]
        return judged

    def _verdict(self, judgement: Judgement) -> Verdict:
        if judgement.risk < self._hold_at:
            return Verdict(judgement.risk, on_hold=False)
        return Verdict(judgement.risk, on_hold=True, reason=_reason(judgement.reasons))


def _reason(suspicions: Sequence[str]) -> str:
    """For the shopper, who must know what to do about it."""
    first = words("We look at this order before we charge it.")
    return joined([first, *suspicions, words("Nothing was charged yet.")])
