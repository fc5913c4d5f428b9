"""`/healthz`: this process answers. `/readyz`: the shop can sell, and if not, why not."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from backend.bus.streams import backlog
from backend.events import READERS
from backend.gateway.v1.problems import documented
from backend.stores.outage import is_outage
from backend.wiring import shop

log = structlog.get_logger(__name__)

WITHIN_S = 2.0
KEPT_FOR_S = 1.0
MOST_WAITING = 10_000
QUIET_AFTER_MS = 30_000


class Healthy(BaseModel):
    """This process answers."""

    status: str = Field(examples=["ok"])


class Check(BaseModel):
    """One thing that the shop needs; `reason` is empty where it is well."""

    ok: bool
    reason: str = Field(examples=["", "Redis doesn't answer."])


class Readiness(BaseModel):
    """Whether the shop can sell."""

    ready: bool
    checks: dict[str, Check]


NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": Readiness, "description": "The shop can't sell now."}
}

Finding = Callable[[], Awaitable[str]]
"""Why the shop can't sell; empty when it can, as far as this goes."""


@dataclass
class Lookout:
    """Looks at most once a second, whoever asks how often, and never longer than two."""

    _looking: asyncio.Task[Readiness] | None = None
    _looked: Readiness | None = None
    _until: float = 0.0
    _mending: set[asyncio.Task[None]] = field(default_factory=set)

    async def look(self) -> Readiness:
        """How things are now, or were within the last second."""
        if self._looked is not None and asyncio.get_running_loop().time() < self._until:
            return self._looked
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        return await asyncio.shield(self._looking)

    async def _look(self) -> Readiness:
        try:
            findings: dict[str, Finding] = {
                "redis": _redis,
                "mongodb": _mongodb,
                "search": self._search,
            }
            for stream, groups in READERS.items():
                findings |= {group: partial(_group, stream, group) for group in groups}
            reasons = await asyncio.gather(*(_bounded(name, each) for name, each in findings.items()))
            checks = {
                name: Check(ok=not why, reason=why) for name, why in zip(findings, reasons, strict=True)
            }
            self._looked = Readiness(ready=not any(reasons), checks=checks)
            self._until = asyncio.get_running_loop().time() + KEPT_FOR_S
            return self._looked
        finally:
            self._looking = None

    async def _search(self) -> str:
        products = shop().products
        if await products.indexed():
            return ""
        if not await products.count():
            return "The catalogue is empty."
        # Nobody is sent here while this fails, so nobody's search would build it.
        if not self._mending:
            task = asyncio.create_task(_build_index())
            self._mending.add(task)
            task.add_done_callback(self._mending.discard)
        return "The product index is being built."


async def _redis() -> str:
    await shop().redis.commands.ping()
    return ""


async def _mongodb() -> str:
    await shop().products.count()
    return ""


async def _group(stream: str, group: str) -> str:
    found = await backlog(shop().redis.commands, stream, group)
    # While all that a reader took is being charged, it asks for no more.
    patience_ms = QUIET_AFTER_MS + 2 * shop().settings.payment_latency_ms
    if found.quiet_ms is None or found.quiet_ms > patience_ms:
        return f"Nothing reads {stream}; {found.waiting} messages wait."
    if found.waiting > MOST_WAITING:
        return f"{found.waiting} messages of {stream} wait."
    return ""


async def _bounded(name: str, finding: Finding) -> str:
    try:
        async with asyncio.timeout(WITHIN_S):
            return await finding()
    except TimeoutError:
        return f"No answer within {WITHIN_S:.0f} s."
    except Exception as error:
        # The error itself may hold an address or worse; it goes to the log alone.
        log.warning("not_ready", check=name, error=repr(error), exc_info=not is_outage(error))
        return "It can't be reached." if is_outage(error) else "It answers with an error; see the log."


async def _build_index() -> None:
    try:
        await shop().products.ensure_index()
    except Exception as error:
        log.warning("product_index_not_built", error=repr(error), exc_info=not is_outage(error))


router = APIRouter(tags=["Health"])


@router.get("/healthz", responses=documented())
async def healthz() -> Healthy:
    """Whether this process answers; says nothing of the stores."""
    return Healthy(status="ok")


@router.get("/readyz", responses=documented() | NOT_READY)
async def readyz(request: Request, response: Response) -> Readiness:
    """Whether the shop can sell: Redis, MongoDB, the search index, and that every stream is read.

    Looked at within two seconds. `reason` says what is wrong, without any address.
    """
    lookout: Lookout = request.app.state.lookout
    found = await lookout.look()
    response.status_code = 200 if found.ready else 503
    response.headers["Cache-Control"] = "no-store"
    return found
