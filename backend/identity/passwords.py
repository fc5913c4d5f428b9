"""Password hashes: argon2id, two at a time, in threads of their own so that no page waits for one."""

import asyncio
import base64
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from backend.identity.errors import AccountsBusyError

AT_ONCE = 2
MOST_WAITING = 100

# One thread and 32 MiB each: above OWASP's least (19 MiB at the same time cost), bounded by AT_ONCE.
TIME_COST = 2
MEMORY_KIB = 32 * 1024

Result = TypeVar("Result")


class Passwords:
    """Hashes and verifies; without a stored hash a verification takes the same work and fails."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=1)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0

    async def hashed(self, password: str) -> str:
        """The text to store, with its own salt and costs. Raises `AccountsBusyError`."""
        return await self._in_turn(lambda: self._hasher.hash(password))

    async def fits(self, stored: str | None, password: str) -> bool:
        """Whether this is the password; None is nobody's. Raises `AccountsBusyError`."""
        return await self._in_turn(lambda: self._verified(stored or _nobodys(), password))

    def is_outdated(self, stored: str) -> bool:
        """Whether a hash was made at other costs than today's."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        """Let go of the threads; what waits is not done."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verified(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except VerifyMismatchError:
            return False

    async def _in_turn(self, work: Callable[[], Result]) -> Result:
        if self._waiting >= MOST_WAITING:
            raise AccountsBusyError
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def _nobodys() -> str:
    """A hash at today's costs that no password is known for: its bytes are random."""
    salt, tag = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={MEMORY_KIB},t={TIME_COST},p=1${salt}${tag}"
