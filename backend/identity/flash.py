"""What a page has to say once, after a form on it was refused: kept for its session, for a few minutes."""

from dataclasses import dataclass

import orjson
import structlog
from redis.asyncio import Redis

from backend.kit.words import joined, made_of
from backend.stores.outage import is_outage

log = structlog.get_logger()

KEY = "rivulet:flash:"
KEPT_S = 300
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """The sentence to show, the field that is wrong, the email to fill in again; a password is never kept."""

    problem: str
    email: str = ""
    field: str = ""


class Flash:
    """With Redis away a page says nothing; nothing else depends on it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def put(self, session_id: str, page: str, problem: str, email: str = "", field: str = "") -> None:
        """Keep this for the page at that path, in place of what was there."""
        try:
            said = joined([problem[:LONGEST]] if len(problem) > LONGEST else [problem]).made_of
            kept = orjson.dumps({"problem": said, "email": email[:LONGEST], "field": field})
            await self._redis.set(_key(session_id, page), kept, ex=KEPT_S)
        except Exception as error:
            if not is_outage(error):
                raise
            log.warning("flash_not_kept", error=repr(error))

    async def take(self, session_id: str, page: str) -> Kept | None:
        """What is kept for the page; it is kept no longer."""
        try:
            kept = await self._redis.getdel(_key(session_id, page))
        except Exception as error:
            if not is_outage(error):
                raise
            return None
        if not kept:
            return None
        fields = orjson.loads(kept)
        return Kept(**{**fields, "problem": made_of(fields["problem"])})


def _key(session_id: str, page: str) -> str:
    return f"{KEY}{session_id}:{page}"
