"""Answers of product queries, kept in Redis for about a minute and, while they last, in the process too.

An answer is kept under the generation that the catalogue had before it was looked up, and counts only while
that is still the catalogue's generation: one that was on its way when a product changed is never given out.
"""

import asyncio
import hashlib
import random
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

PREFIX = "rivulet:{queries}:"
GENERATION = PREFIX + "generation"
KEYS_BY_END = PREFIX + "by_end"
SIZES = PREFIX + "sizes"

LIFE_S = 60.0
LARGEST_IN_REDIS = 64_000_000
LARGEST_HERE = 32_000_000
LARGEST_ANSWER = 8_000_000
OVERHEAD = 300  # of keeping an answer, whatever its size
AT_ONCE = 32
PATIENCE_S = 2.0
MOST_TO_STORE = 16_000_000

# Neither the append-only file nor a replica gets any of it: a cache needs not outlive its server, and a
# megabyte on disk for every question would cost more than looking it up again.
STORE = """
redis.set_repl(redis.REPL_NONE)
local size = #ARGV[1] + tonumber(ARGV[5])
local total = tonumber(redis.call('HGET', KEYS[3], '') or 0) + size
total = total - tonumber(redis.call('HGET', KEYS[3], KEYS[1]) or 0)
while total > tonumber(ARGV[4]) do
  local first = redis.call('ZPOPMIN', KEYS[2])[1]
  if not first then break end
  if first ~= KEYS[1] then
    redis.call('UNLINK', first)
    total = total - tonumber(redis.call('HGET', KEYS[3], first) or 0)
    redis.call('HDEL', KEYS[3], first)
  end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], KEYS[1])
redis.call('HSET', KEYS[3], KEYS[1], size, '', total)
"""
STORE_SHA = hashlib.sha1(STORE.encode(), usedforsecurity=False).hexdigest()

_TOKEN = 16
_HEAD = _TOKEN + 8  # the generation, and when the answer ends in milliseconds


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer as it is kept."""

    generation: bytes
    ends_ms: int
    answer: bytes

    @property
    def size(self) -> int:
        return len(self.answer) + OVERHEAD

    def packed(self) -> bytes:
        return self.generation + self.ends_ms.to_bytes(8, "big") + self.answer

    @classmethod
    def unpacked(cls, text: bytes) -> "_Kept":
        return cls(text[:_TOKEN], int.from_bytes(text[_TOKEN:_HEAD], "big"), text[_HEAD:])


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look-up came to: the catalogue's generation (None: Redis can't say) and a good answer."""

    generation: bytes | None
    answer: bytes | None = None


def renew(pipe: Any) -> None:
    """Add to `pipe`, after what changes the catalogue: from here on no earlier answer counts."""
    pipe.set(GENERATION, secrets.token_hex(_TOKEN // 2))


class QueryCache:
    """Asks once for everyone who asks the same; `hits` and `misses` count answers from here and others."""

    def __init__(self, redis: Redis) -> None:
        self.hits = 0
        self.misses = 0
        self._redis = redis
        self._looking: list[tuple[str, asyncio.Future[_Look]]] = []
        self._looker: asyncio.Task[None] | None = None
        self._asking: dict[tuple[bytes, str], asyncio.Task[bytes]] = {}
        self._to_store: list[tuple[str, _Kept]] = []
        self._to_store_size = 0
        self._storer: asyncio.Task[None] | None = None
        self._here: dict[str, _Kept] = {}
        self._here_size = 0
        self._seen = b""

    async def answer(self, question: str, ask: Callable[[], Awaitable[bytes]]) -> tuple[bytes, bool]:
        """The answer, and whether it came from the cache.

        Raises what `ask` raises. Redis away costs time only: then everyone asks.
        """
        key = PREFIX + hashlib.blake2b(question.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        look = await self._look(key)
        if look.answer is not None:
            self.hits += 1
            return look.answer, True
        self.misses += 1
        if look.generation is None:
            return await ask(), False
        # Whoever joins has read the same generation after asking, so nothing changed in between.
        flight = look.generation, key
        asking = self._asking.get(flight)
        if asking is None:
            asking = asyncio.create_task(self._ask(look.generation, key, ask))
            self._asking[flight] = asking
            asking.add_done_callback(lambda done: self._asked(flight, done))
        return await asyncio.shield(asking), False

    async def forget(self) -> None:
        """No answer of before counts any more. Raises RedisError."""
        async with self._redis.pipeline(transaction=False) as pipe:
            renew(pipe)
            await pipe.execute()

    async def close(self) -> None:
        """Let the answers that are on their way to Redis arrive, for at most two seconds."""
        if self._storer is not None:
            await asyncio.wait([self._storer], timeout=PATIENCE_S)

    # -- asking ---------------------------------------------------------------------------------------

    async def _ask(self, generation: bytes, key: str, ask: Callable[[], Awaitable[bytes]]) -> bytes:
        answer = await ask()
        if len(answer) <= LARGEST_ANSWER and generation == self._seen:
            life_s = LIFE_S * random.uniform(0.8, 1.2)
            kept = _Kept(generation, int((time.time() + life_s) * 1000), answer)
            self._keep_here(key, kept)
            self._store(key, kept)
        return answer

    def _asked(self, flight: tuple[bytes, str], done: asyncio.Task[bytes]) -> None:
        del self._asking[flight]
        if not done.cancelled():
            done.exception()  # whoever still waits gets it; nobody may

    # -- looking up -----------------------------------------------------------------------------------

    async def _look(self, key: str) -> _Look:
        """While one reading is under way the next ones gather, so each begins after its question came."""
        found: asyncio.Future[_Look] = asyncio.get_running_loop().create_future()
        self._looking.append((key, found))
        if self._looker is None:
            self._looker = asyncio.create_task(self._look_up())
        return await found

    async def _look_up(self) -> None:
        try:
            while self._looking:
                asked, self._looking = self._looking[:AT_ONCE], self._looking[AT_ONCE:]
                generation, found = await self._read({key for key, _ in asked})
                for key, waiting in asked:
                    if not waiting.done():
                        waiting.set_result(_Look(generation, found.get(key)))
        finally:
            self._looker = None

    async def _read(self, keys: set[str]) -> tuple[bytes | None, dict[str, bytes]]:
        missing = [key for key in keys if not self._is_here(key)]
        try:
            async with asyncio.timeout(PATIENCE_S):
                generation, *texts = await self._redis.mget(GENERATION, *missing)
                if generation is None:
                    generation = await self._first_generation()
        except (RedisError, OSError) as error:  # TimeoutError is an OSError
            log.warning("query_cache_unavailable", error=str(error) or type(error).__name__)
            return None, {}
        except Exception:
            # Whatever it was, nobody may wait for an answer that never comes.
            log.exception("query_cache_failed")
            return None, {}
        self._seen = generation
        fetched = {key: _Kept.unpacked(text) for key, text in zip(missing, texts, strict=True) if text}
        for key, kept in fetched.items():
            if self._counts(kept):
                self._keep_here(key, kept)
        found = {key: fetched.get(key) or self._here.get(key) for key in keys}
        return generation, {key: kept.answer for key, kept in found.items() if kept and self._counts(kept)}

    async def _first_generation(self) -> bytes:
        await self._redis.set(GENERATION, secrets.token_hex(_TOKEN // 2), nx=True)
        generation: bytes = await self._redis.get(GENERATION)
        return generation

    # -- in this process ------------------------------------------------------------------------------

    def _is_here(self, key: str) -> bool:
        return key in self._here and self._counts(self._here[key])

    def _counts(self, kept: _Kept) -> bool:
        return kept.generation == self._seen and kept.ends_ms > time.time() * 1000

    def _keep_here(self, key: str, kept: _Kept) -> None:
        """Unless answers that still count take all the room: then those stay until their minute is over."""
        self._drop(key)
        while self._here and self._here_size + kept.size > LARGEST_HERE:
            oldest = next(iter(self._here))
            if self._counts(self._here[oldest]):
                return
            self._drop(oldest)
        self._here[key] = kept
        self._here_size += kept.size

    def _drop(self, key: str) -> None:
        kept = self._here.pop(key, None)
        if kept is not None:
            self._here_size -= kept.size

    # -- storing --------------------------------------------------------------------------------------

    def _store(self, key: str, kept: _Kept) -> None:
        """Soon, beside whoever waits for the answer; what is too much at once is left out."""
        if self._to_store_size + kept.size > MOST_TO_STORE:
            return
        self._to_store.append((key, kept))
        self._to_store_size += kept.size
        if self._storer is None:
            self._storer = asyncio.create_task(self._store_all())

    async def _store_all(self) -> None:
        try:
            while self._to_store:
                some, self._to_store, self._to_store_size = self._to_store, [], 0
                async with self._redis.pipeline(transaction=False) as pipe:
                    # Redis forgets scripts when it restarts: naming it each time costs less than asking.
                    pipe.script_load(STORE)
                    for key, kept in some:
                        left_ms = max(1, kept.ends_ms - int(time.time() * 1000))
                        pipe.evalsha(
                            STORE_SHA, 3, key, KEYS_BY_END, SIZES,
                            kept.packed(), left_ms, kept.ends_ms, LARGEST_IN_REDIS, OVERHEAD,
                        )  # fmt: skip
                    await pipe.execute()
        except (RedisError, OSError) as error:
            log.warning("query_answers_not_kept", error=str(error) or type(error).__name__)
        finally:
            self._storer = None
