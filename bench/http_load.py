"""A closed loop over HTTP: so many connections, each sending its next request when the last is answered.

Written for little processor time of its own, since it shares the machine with what it measures: one
connection a worker, kept alive, answers counted by their Content-Length and not decoded.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; `headers` without Host and Content-Length."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def packed(self, host: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(self.body)}"]
        return "\r\n".join(lines).encode() + END_OF_HEAD + self.body


@dataclass(frozen=True, slots=True)
class Load:
    """How it went: seconds in all, and for each request its seconds, in no order."""

    seconds: float
    latencies: list[float]

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile_ms(self, share: float) -> float:
        """The latency that this share of the requests stayed under or at, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Connection(asyncio.Protocol):
    """One kept-alive connection with at most one request in flight."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._parts: list[bytes] = []
        self._missing = -1
        self._head = b""

    @classmethod
    async def to(cls, host: str, port: int) -> "Connection":
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, port)
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one by its methods alone

    async def send(self, packed: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        self._answer = asyncio.get_running_loop().create_future()
        self._parts, self._missing, self._head = [], -1, b""
        self._transport.write(packed)
        return await self._answer

    def data_received(self, data: bytes) -> None:
        if self._missing < 0:
            head, end, body = (self._head + data).partition(END_OF_HEAD)
            if not end:
                self._head += data
                return
            self._head, data = head, body
            self._missing = _content_length(head)
        self._parts.append(data)
        self._missing -= len(data)
        if self._missing == 0 and self._answer:
            self._answer.set_result((int(self._head[9:12]), b"".join(self._parts)))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError(f"closed before the answer was whole: {exc}"))

    def close(self) -> None:
        self._transport.close()


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError(f"an answer without Content-Length: {head[:200]!r}")


async def closed_loop(
    host: str, port: int, requests: Iterator[Request], *, at_once: int, total: int, status: int = 200
) -> Load:
    """Send `total` requests over `at_once` connections. Raises `SystemExit` on any other status."""
    connections = [await Connection.to(host, port) for _ in range(at_once)]
    latencies: list[float] = []
    left = total

    async def work(connection: Connection) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            packed = next(requests).packed(f"{host}:{port}")
            began = time.perf_counter()
            found, body = await connection.send(packed)
            latencies.append(time.perf_counter() - began)
            if found != status:
                raise SystemExit(f"{packed[:200]!r} was answered {found}: {body[:500]!r}")

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for connection in connections:
            group.create_task(work(connection))
    load = Load(time.perf_counter() - began, latencies)
    for connection in connections:
        connection.close()
    return load
