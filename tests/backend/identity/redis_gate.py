"""A way to the real Redis that a test can cut or clog."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

CHUNK = 65_536


@dataclass
class Gate:
    """`cut()` ends and refuses every connection; a clogged one takes everything and answers nothing."""

    host: str
    port: int
    is_cut: bool = False
    clear: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        self.is_cut = True
        for writer in self._open:
            writer.close()

    def mend(self) -> None:
        self.is_cut = False
        self.clear.set()

    def clog(self) -> None:
        self.clear.clear()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.close()
            return
        behind, to_redis = await asyncio.open_connection(self.host, self.port)
        self._open |= {writer, to_redis}
        await asyncio.gather(self._pass(reader, to_redis), self._pass(behind, writer))
        self._open -= {writer, to_redis}

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                await self.clear.wait()
                target.write(data)
                await target.drain()
        target.close()


@asynccontextmanager
async def gate_before(url: str) -> AsyncIterator[tuple[Gate, str]]:
    """A gate before the Redis at `url`, and the URL that leads through it."""
    parts = urlsplit(url)
    gate = Gate(parts.hostname or "", parts.port or 6379)
    gate.mend()
    server = await asyncio.start_server(gate.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    login = parts.netloc.rpartition("@")[0]
    try:
        yield gate, urlunsplit(parts._replace(netloc=f"{login}@127.0.0.1:{port}"))
    finally:
        gate.mend()
        gate.cut()
        server.close()
