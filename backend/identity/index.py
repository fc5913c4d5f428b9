"""Digital identities in Redis: the only module that writes, searches and indexes them.

What comes from a shopper or a stream reaches the index as a parameter and never as query text. Of each
shopper it holds the newest logins and orders, so a search costs the same for the heaviest shopper.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from aredis_om import Field, JsonModel
from redis.asyncio import Redis

from backend.identity.digital import KEPT, LOGIN, ORDER, Document
from backend.identity.scores import Login, PastOrder
from backend.stores.search_indexes import create_index

log = structlog.get_logger()

INDEX_PREFIX = "rivulet:digital_identity_index:"
KINDS = (LOGIN, ORDER)
SEARCHED_AT_ONCE = 32  # a script holds up all others: so many take Redis 3 ms
SEEN = 20  # of each kind, for a decision
MOST_KEPT = 60  # of each kind and shopper; then all but the newest SEEN are forgotten
AT_ONCE = 500
MOST_ROUNDS = 100

# KEYS: the identities' keys. ARGV: for each its JSON and when it expires (Unix seconds).
_PUT = """
for number, key in ipairs(KEYS) do
  redis.call('JSON.SET', key, '$', ARGV[number * 2 - 1])
  redis.call('EXPIREAT', key, ARGV[number * 2])
end
"""
_OWN = """
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then redis.call('JSON.SET', key, '$.user_id', ARGV[1]) end
end
"""


# ARGV: the index, how many of each kind, then shoppers. For each shopper and kind: how many there are, and of
# the newest what a decision looks at. One script: the client would take longer to write the commands down.
_KNOWN = """
local answers = {}
for number = 3, #ARGV do
  for _, kind in ipairs({'login', 'order'}) do
    local found = redis.call('FT.SEARCH', ARGV[1], '@user_id:{$user} @kind:{$kind}', 'RETURN', 1, '$.told',
      'SORTBY', 'at', 'DESC', 'LIMIT', 0, ARGV[2], 'PARAMS', 4, 'user', ARGV[number], 'kind', kind,
      'DIALECT', 2)
    local answer = {found[1]}
    for row = 3, #found, 2 do answer[#answer + 1] = found[row][2] end
    answers[#answers + 1] = answer
  end
end
return answers
"""


class DigitalIdentityDoc(JsonModel, index=True):
    """What Redis keeps of an identity. `at` is Unix seconds; `told` is what a decision looks at, as JSON."""

    identity_id: str = Field(primary_key=True)
    user_id: str = Field(index=True, case_sensitive=True)
    kind: str = Field(index=True, case_sensitive=True)
    action: str = Field(index=True, case_sensitive=True)
    session_id: str = Field(index=True, case_sensitive=True)
    fingerprint: str = Field(index=True, case_sensitive=True)
    ip_hash: str = Field(index=True, case_sensitive=True)
    at: float = Field(index=True, sortable=True)
    told: str = Field(default="[]")

    class Meta:
        global_key_prefix = "rivulet"
        model_key_prefix = "digital_identity"


KEY_PREFIX: str = DigitalIdentityDoc.make_key("")


def index_schema() -> list[str]:
    """The arguments of FT.CREATE: Redis OM's schema with tags that are kept whole (decision 6)."""
    words: list[str] = DigitalIdentityDoc.redisearch_schema().split()  # type: ignore[no-untyped-call]
    return [
        word for before, word in zip(["", *words], words, strict=False) if "SEPARATOR" not in (before, word)
    ]


def index_name() -> str:
    """The index of exactly this schema: another schema is another index."""
    return INDEX_PREFIX + hashlib.sha256(" ".join(index_schema()).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Known:
    """What the index has of a shopper, the newest first; `crowded` are the kinds of which it has too many."""

    logins: tuple[Login, ...] = ()
    past: tuple[PastOrder, ...] = ()
    crowded: tuple[str, ...] = ()


class DigitalIdentityIndex:
    """Raises `redis.exceptions.RedisError` whenever Redis can't do it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._name = index_name()
        self._put = redis.register_script(_PUT)
        self._own = redis.register_script(_OWN)
        self._known = redis.register_script(_KNOWN)

    async def put(self, identities: Sequence[Document]) -> None:
        """Store these; each is gone after its 90 days."""
        for start in range(0, len(identities), AT_ONCE):
            some = identities[start : start + AT_ONCE]
            await self._put(
                keys=[KEY_PREFIX + each["_id"] for each in some],
                args=[value for each in some for value in (_packed(each), _expires(each))],
            )

    async def known(self, users: Sequence[str]) -> dict[str, Known]:
        """What a decision needs to know of these shoppers, in a round trip for each 32."""
        known = {}
        for start in range(0, len(users), SEARCHED_AT_ONCE):
            some = users[start : start + SEARCHED_AT_ONCE]
            answers = await self._known(args=[self._name, SEEN, *some])
            for user, logins, orders in zip(some, answers[0::2], answers[1::2], strict=True):
                known[user] = Known(
                    logins=tuple(Login(*orjson.loads(each)) for each in logins[1:]),
                    past=tuple(PastOrder(*orjson.loads(each)) for each in orders[1:]),
                    crowded=_crowded(logins[0], orders[0]),
                )
        return known

    async def prune(self, user: str, kind: str) -> None:
        """Forget all but the newest of a shopper's."""
        _, *keys = await self._redis.execute_command(
            "FT.SEARCH", self._name, "@user_id:{$user} @kind:{$kind}", "NOCONTENT",
            "SORTBY", "at", "DESC", "LIMIT", SEEN, AT_ONCE,
            "PARAMS", 4, "user", user, "kind", kind, "DIALECT", 2,
        )  # fmt: skip
        if keys:
            await self._redis.unlink(*keys)

    async def take_over(self, guest: str, account: str) -> None:
        """Make what the index has of the guest the account's."""
        for _ in range(MOST_ROUNDS):
            if not (keys := await self._keys_of(guest)):
                return
            await self._own(keys=keys, args=[orjson.dumps(account)])

    async def remove_of(self, user: str) -> None:
        """Forget this shopper."""
        for _ in range(MOST_ROUNDS):
            if not (keys := await self._keys_of(user)):
                return
            await self._redis.unlink(*keys)

    async def stored_ids(self) -> list[str]:
        """The ids of all identities, indexed or not."""
        found = self._redis.scan_iter(match=KEY_PREFIX + "*", count=AT_ONCE)
        return [key.decode().removeprefix(KEY_PREFIX) async for key in found]

    async def remove(self, ids: Sequence[str]) -> None:
        """Forget these."""
        if ids:
            await self._redis.unlink(*(KEY_PREFIX + each for each in ids))

    async def create(self) -> bool:
        """Create the index of this schema and drop those of others; False when it is there already."""
        created = await create_index(self._redis, self._name, index_schema(), INDEX_PREFIX)
        if created:
            log.info("identity_index_created", index=self._name)
        return created

    async def _keys_of(self, user: str) -> list[bytes]:
        answer: list[Any] = await self._redis.execute_command(
            "FT.SEARCH", self._name, "@user_id:{$user}", "NOCONTENT", "LIMIT", 0, AT_ONCE,
            "PARAMS", 2, "user", user, "DIALECT", 2,
        )  # fmt: skip
        return answer[1:]


def is_missing_index(error: Exception) -> bool:
    """Whether Redis says that there is no such index (2.10 and 8 say it differently)."""
    text = str(error).lower()
    return "no such index" in text or "unknown index" in text or "index not found" in text


def _packed(identity: Document) -> bytes:
    return orjson.dumps(
        {
            "identity_id": identity["_id"],
            "user_id": identity["userId"],
            "kind": identity["kind"],
            "action": identity["action"],
            "session_id": identity["sessionId"],
            "fingerprint": identity["fingerprint"],
            "ip_hash": identity["ipHash"],
            "at": identity["at"].timestamp(),
            "told": orjson.dumps(_told(identity)).decode(),
        }
    )


def _told(identity: Document) -> list[Any]:
    """The fields of `Login` or of `PastOrder`."""
    if identity["kind"] == LOGIN:
        return [identity["fingerprint"], identity["ipHash"]]
    at = identity["at"].timestamp()
    return [identity["orderId"], at, identity["amount"], identity["categories"], identity["onHold"]]


def _expires(identity: Document) -> int:
    return int((identity["at"] + KEPT).timestamp())


def _crowded(*found: int) -> tuple[str, ...]:
    return tuple(kind for kind, total in zip(KINDS, found, strict=True) if total > MOST_KEPT)
