"""Counts what happens in a minute, in Redis, for all processes of the shop together.

A count is that of the last sixty seconds: this minute's, and of the minute before the share that still lies
in them. What is refused isn't counted. All that waits is asked for in one round trip; and while a limit is
far away nobody waits at all: it is counted here, and Redis is told a moment later.
"""

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

MINUTE_S = 60
ANSWER_WITHIN_S = 0.5
# A Redis that didn't answer is left alone for a moment, so that not everybody waits for it.
LEFT_ALONE_S = 1.0
ASKED_AT_ONCE = 256
# To be counted here first, so much of a limit must have been left when Redis last said, in the last second,
# and Redis be owed no more than that: several processes let in too many by no more than this each.
FAR = 64
FAR_SHARE = 0.25
KNOWN_FOR_S = 1.0
TOLD_EVERY_S = 0.05

# Redis' own clock: processes on several machines count the same minute.
COUNT = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local minute = math.floor(now / 60)
local over = now / 60 - minute
local answer = {tostring(over)}
for place, key in ipairs(KEYS) do
    local limit, asked = tonumber(ARGV[2 * place - 1]), tonumber(ARGV[2 * place])
    local had = redis.call('HMGET', key, 'minute', 'count', 'before')
    local behind = had[1] and minute - had[1] or 0
    local count, before = tonumber(had[2] or 0), tonumber(had[3] or 0)
    if behind == 1 then
        before, count = count, 0
    elseif behind ~= 0 then
        before, count = 0, 0
    end
    local room = math.max(0, math.floor(limit - count - before * (1 - over)))
    local given = math.min(room, asked)
    if given > 0 then
        redis.call('HSET', key, 'minute', minute, 'count', count + given, 'before', before)
        redis.call('EXPIRE', key, 121)
    end
    answer[#answer + 1] = {room, count, before}
end
return answer
"""


class CountingAwayError(Exception):
    """Redis doesn't answer, so nobody knows how often something has happened."""


class Limited(NamedTuple):
    """One thing that may happen `limit` times in a minute; `key` names who and what."""

    key: str
    limit: int


class Standing(NamedTuple):
    """How one limit stands after it was asked for."""

    allowed: bool
    limit: int
    remaining: int
    reset_s: int


class Counting:
    """All counts that this process asks for."""

    def __init__(self, redis: Callable[[], Redis]) -> None:
        self._redis = redis
        self._waiting: list[tuple[Sequence[Limited], asyncio.Future[list[Standing]]]] = []
        self._asking: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._known: dict[Limited, _Known] = {}
        self._left_alone_until = 0.0

    async def count(self, limited: Sequence[Limited], *, exactly: bool = False) -> list[Standing]:
        """Count one of each and say how each then stands; `exactly` never without Redis' word.

        Raises `CountingAwayError`.
        """
        now = time.monotonic()
        if now < self._left_alone_until:
            raise CountingAwayError
        loop = asyncio.get_running_loop()
        if not exactly:
            known = [self._known.get(each) for each in limited]
            if all(each is not None and each.is_far(now) for each in known):
                if self._telling is None or self._telling.done():
                    self._telling = loop.create_task(self._tell())
                return [each.owe() for each in known if each]
        answer: asyncio.Future[list[Standing]] = loop.create_future()
        self._waiting.append((limited, answer))
        if self._asking is None or self._asking.done():
            self._asking = loop.create_task(self._ask_all())
        return await answer

    async def _ask_all(self) -> None:
        while self._waiting:
            questions, self._waiting = self._waiting[:ASKED_AT_ONCE], self._waiting[ASKED_AT_ONCE:]
            asked: dict[Limited, int] = {}
            for limited, _ in questions:
                for each in limited:
                    asked[each] = asked.get(each, 0) + 1
            found = await self._ask(asked)
            if found is None:
                questions += self._waiting
                self._waiting = []
            for limited, answer in questions:
                if answer.done():
                    continue
                if found is None:
                    answer.set_exception(CountingAwayError())
                else:
                    answer.set_result([found[each].next() for each in limited])

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TOLD_EVERY_S)
            now = time.monotonic()
            kept = {each: known for each, known in self._known.items() if known.owed or known.is_new(now)}
            self._known = kept
            owed = {each: 0 for each, known in kept.items() if known.owed}
            if not owed:
                return
            await self._ask(owed)

    async def _ask(self, asked: Mapping[Limited, int]) -> "dict[Limited, _Known] | None":
        """Tell Redis what it is owed of these, ask for so many more, and remember what it says."""
        owed = {each: self._known[each].told() for each in asked if each in self._known}
        script: Any = self._redis().register_script(COUNT)
        arguments = [
            number for each, more in asked.items() for number in (each.limit, more + owed.get(each, 0))
        ]
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                over, *counts = await script(keys=[each.key for each in asked], args=arguments)
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("rate_limits_unknown", why=str(error) or type(error).__name__)
            self._left_alone_until = time.monotonic() + LEFT_ALONE_S
            self._known.clear()
            return None
        found = {
            each: _Known(each.limit, float(over), *map(int, count))
            for each, count in zip(asked, counts, strict=True)
        }
        for each, known in found.items():
            meanwhile = self._known[each].owed if each in self._known else 0
            known.room = max(0, known.room - owed.get(each, 0) - meanwhile)
            known.owed = meanwhile
        self._known |= found
        return found


class _Known:
    """One limit as Redis had it a moment ago, less what was let in here since."""

    __slots__ = ("_at", "_before", "_count", "_limit", "_over", "_reset_s", "owed", "room")

    def __init__(self, limit: int, over: float, room: int, count: int, before: int) -> None:
        self._at = time.monotonic()
        self._limit, self._over, self._count, self._before = limit, over, count, before
        self._reset_s = math.ceil(MINUTE_S * (1 - over))
        self.room = room
        self.owed = 0

    def is_new(self, now: float) -> bool:
        return now - self._at < KNOWN_FOR_S

    def is_far(self, now: float) -> bool:
        far = self.room > FAR and self.room > self._limit * FAR_SHARE
        return far and self.owed < FAR and self.is_new(now)

    def told(self) -> int:
        """What Redis is owed; from now on nothing."""
        owed, self.owed = self.owed, 0
        return owed

    def owe(self) -> Standing:
        """Let one in that Redis doesn't know of yet."""
        self.owed += 1
        self.room -= 1
        return Standing(True, self._limit, self.room, self._reset_s)

    def next(self) -> Standing:
        """One of those that were asked for, in the order in which they came."""
        if self.room > 0:
            self.room -= 1
            self._count += 1
            return Standing(True, self._limit, self.room, self._reset_s)
        return Standing(False, self._limit, 0, wait_s(self._limit, self._over, self._count, self._before))


def wait_s(limit: int, over: float, count: int, before: int) -> int:
    """Whole seconds until one more fits if nothing else happens; the share `over` of this minute is past."""
    if count < limit:
        # It is the minute before that still fills it: until enough of that one has fallen out.
        needed = 1 - (limit - count - 1) / max(before, 1)
        return max(1, math.ceil(MINUTE_S * (needed - over)))
    return max(1, math.ceil(MINUTE_S * (1 - over + max(0.0, 1 - (limit - 1) / count))))
