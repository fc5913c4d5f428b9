"""Counts what happens in a minute, in Redis: all that waits is asked for in one round trip.

While one call is under way the next questions gather, so that their number follows the pace of Redis and not
that of the requests. A count is that of the last sixty seconds: this minute's, and of the minute before the
share that still lies in them. What is refused isn't counted.
"""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How one limit stands after it was asked for."""

    allowed: bool
    limit: int
    remaining: int
    reset_s: int


Question = tuple[Sequence[Limited], "asyncio.Future[list[Standing]]"]


class Counting:
    """All counts that this process asks for."""

    def __init__(self, redis: Callable[[], Redis]) -> None:
        self._redis = redis
        self._waiting: list[Question] = []
        self._asking: asyncio.Task[None] | None = None
        self._left_alone_until = 0.0

    async def count(self, limited: Sequence[Limited]) -> list[Standing]:
        """Count one of each and say how each then stands. Raises `CountingAwayError`."""
        if time.monotonic() < self._left_alone_until:
            raise CountingAwayError
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Standing]] = loop.create_future()
        self._waiting.append((limited, answer))
        if self._asking is None or self._asking.done():
            self._asking = loop.create_task(self._ask_all())
        return await answer

    async def _ask_all(self) -> None:
        while self._waiting:
            questions, self._waiting = self._waiting[:ASKED_AT_ONCE], self._waiting[ASKED_AT_ONCE:]
            try:
                async with asyncio.timeout(ANSWER_WITHIN_S):
                    found = await self._ask(questions)
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("rate_limits_unknown", why=str(error) or type(error).__name__)
                self._left_alone_until = time.monotonic() + LEFT_ALONE_S
                questions += self._waiting
                self._waiting = []
                found = None
            for limited, answer in questions:
                if answer.done():
                    continue
                if found is None:
                    answer.set_exception(CountingAwayError())
                else:
                    answer.set_result([found[each].next() for each in limited])

    async def _ask(self, questions: Sequence[Question]) -> dict[Limited, "_Found"]:
        asked: dict[Limited, int] = {}
        for limited, _ in questions:
            for each in limited:
                asked[each] = asked.get(each, 0) + 1
        script: Any = self._redis().register_script(COUNT)
        arguments = [number for each, times in asked.items() for number in (each.limit, times)]
        over, *counts = await script(keys=[each.key for each in asked], args=arguments)
        return {
            each: _Found(each.limit, float(over), *map(int, count))
            for each, count in zip(asked, counts, strict=True)
        }


class _Found:
    """One limit as Redis had it, given out to the questions in the order in which they came."""

    def __init__(self, limit: int, over: float, room: int, count: int, before: int) -> None:
        self._limit, self._over = limit, over
        self._room, self._count, self._before = room, count, before

    def next(self) -> Standing:
        if self._room > 0:
            self._room -= 1
            self._count += 1
            return Standing(True, self._limit, self._room, math.ceil(MINUTE_S * (1 - self._over)))
        return Standing(False, self._limit, 0, wait_s(self._limit, self._over, self._count, self._before))


def wait_s(limit: int, over: float, count: int, before: int) -> int:
    """Whole seconds until one more fits if nothing else happens; the share `over` of this minute is past."""
    if count < limit:
        # It is the minute before that still fills it: until enough of that one has fallen out.
        needed = 1 - (limit - count - 1) / max(before, 1)
        return max(1, math.ceil(MINUTE_S * (needed - over)))
    return max(1, math.ceil(MINUTE_S * (1 - over + max(0.0, 1 - (limit - 1) / count))))
