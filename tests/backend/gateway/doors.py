"""A front door on a real server and a free port, with an inside that says what reached it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
import uvicorn

from backend.gateway.front_door import App, FrontDoor
from backend.gateway.guards.connections import SERVED
from backend.gateway.guards.counting import Standing
from backend.settings import Settings

ANSWER_WITHIN_S = 10.0
PROGRAMS = ("/api/", "/products/", "/orderHistory/", "/account/")


@asynccontextmanager
async def served(app: Any, **options: Any) -> AsyncIterator[int]:
    """The app as the shop serves it, on the port that this gives."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", **{**SERVED, **options})
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # Its own loop around this would take the tests' signals and a tenth of a second.
    await server.startup([listener])
    try:
        yield listener.getsockname()[1]
    finally:
        for opened in server.servers:
            opened.close()
        for connection in [*server.server_state.connections]:
            connection.transport.abort()
        await asyncio.gather(*server.server_state.tasks, return_exceptions=True)


@dataclass
class Inside:
    """Answers with what it was asked; `asked` counts how often anything came this far."""

    asked: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    kind: bytes = b"application/json"
    status: int = 200
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            while (message := await receive())["type"] == "websocket.receive":
                await send({"type": "websocket.send", "text": str(len(message.get("text") or ""))})
            return
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        said = {
            "client": scope["client"][0],
            "scheme": scope["scheme"],
            "path": scope["path"],
            "body": len(body),
            "headers": [name.decode() for name, _ in scope["headers"]],
        }
        kind = [(b"content-type", self.kind)] if self.kind else []
        await send({"type": "http.response.start", "status": self.status, "headers": [*kind, *self.headers]})
        if scope["path"].endswith("/stays"):
            await send({"type": "http.response.body", "body": b"open", "more_body": True})
            await receive()
            self.gone.set()
        body = b"" if self.status == 304 else orjson.dumps(said)
        await send({"type": "http.response.body", "body": body})


class Unlimited:
    """Limits that are never reached."""

    async def request(self, *_: Any) -> Standing | None:
        return None


def door(inside: App, *, limits: Any = None, body_within_s: float = 10.0, **settings: Any) -> FrontDoor:
    """A front door before the same app on both sides."""
    return FrontDoor(
        inside,
        inside,
        Settings(**settings),
        owns=lambda scope: scope["path"].startswith(PROGRAMS),
        limits=lambda: limits or Unlimited(),
        body_within_s=body_within_s,
    )


@dataclass(frozen=True)
class Answer:
    """What came back on a raw socket."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


async def exchange(port: int, *pieces: bytes, pause_s: float = 0.0) -> bytes:
    """Send these bytes as they are; all that comes back until the server ends the connection.

    As a plain program does: it writes while it can, and reads what there is.
    """
    loop = asyncio.get_running_loop()
    with socket.socket() as connection:
        connection.setblocking(False)
        await loop.sock_connect(connection, ("127.0.0.1", port))

        async def send() -> None:
            with contextlib.suppress(ConnectionError):
                for piece in pieces:
                    await loop.sock_sendall(connection, piece)
                    await asyncio.sleep(pause_s)

        sending = asyncio.create_task(send())
        answer = b""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                with contextlib.suppress(ConnectionError):
                    while part := await loop.sock_recv(connection, 65_536):
                        answer += part
        finally:
            sending.cancel()
        return answer


def parsed(raw: bytes) -> Answer:
    """The first answer in these bytes."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
    if headers.get("transfer-encoding") == "chunked":
        whole = b""
        while (size := int(body.partition(b"\r\n")[0] or b"0", 16)) > 0:
            body = body.partition(b"\r\n")[2]
            whole, body = whole + body[:size], body[size + 2 :]
        body = whole
    return Answer(int(first.split()[1]), headers, body)


async def ask(port: int, line: str, *headers: str, body: bytes = b"") -> Answer:
    """One request on a connection of its own; `line` is as in `GET /`."""
    lines = [f"{line} HTTP/1.1", "Connection: close", *headers]
    if not any(header.lower().startswith("host:") for header in headers):
        lines.append(f"Host: 127.0.0.1:{port}")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return parsed(await exchange(port, "\r\n".join([*lines, "", ""]).encode("latin-1") + body))
