"""`rivulet gateway` as a person starts it, on the tests' stores."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from backend.settings import Settings
from tests.running_shop import RIVULET, ROOT, free_port

OPEN_WITHIN_S = 30.0
ENDS_WITHIN_S = 10.0


@dataclass(frozen=True)
class RunningGateway:
    """The process and where it answers."""

    url: str
    process: asyncio.subprocess.Process

    async def stop(self) -> int:
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(ENDS_WITHIN_S):
            return await self.process.wait()


@asynccontextmanager
async def running_gateway(settings: Settings, **env: str) -> AsyncIterator[RunningGateway]:
    """Runs inside; what is left of it is ended by force."""
    port = free_port()
    told = {
        **os.environ,
        "REDIS_URL": settings.redis_url or "",
        "MONGODB_URL": settings.mongodb_url or "",
        "RIVULET_HOME": str(settings.home),
        "RIVULET_PORT": str(port),
        **env,
    }
    process = await asyncio.create_subprocess_exec(
        RIVULET, "gateway", cwd=ROOT, env=told, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        async with asyncio.timeout(OPEN_WITHIN_S):
            said = await process.stdout.readline()
        assert b"The gateway is open at" in said, said
        yield RunningGateway(f"http://127.0.0.1:{port}", process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
