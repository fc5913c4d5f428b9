"""Sees to it that identities are indexed, also after Redis was emptied under a running shop."""

import asyncio
import contextlib
from dataclasses import dataclass

import structlog

from backend.identity.service import IdentityService
from backend.stores.outage import is_outage

log = structlog.get_logger()


@dataclass
class Indexing:
    """Looks every `every_s` whether the index is there, and builds it from MongoDB where it isn't."""

    identity: IdentityService
    every_s: float = 15.0

    async def run(self, stop: asyncio.Event) -> None:
        """Look until `stop` is set; an outage is waited out."""
        while not stop.is_set():
            try:
                await self.identity.ensure_index()
            except Exception as error:
                if not is_outage(error):
                    raise
                log.warning("store away", indexing="identities", error=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self.every_s)
