"""`make dev`: the shop as in production, built and started again at every change, open pages included."""

import importlib
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from backend.launch.frontend import ROOT

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

WATCHED = ("storefront/**/*.py", "backend/**/*.py", "assets/**/*.css", "assets/**/*.svg", "rxconfig.py")
ALIVE = "/_dev/alive"
# The event stream ends with the old server and is opened again by the browser once the new one is there.
CODE = f"""
new EventSource("{ALIVE}").onopen = () => window.rivuletSeen ? location.reload() : (window.rivuletSeen = true)
"""
SCRIPT = f"<script>{CODE}</script>".encode()


class Watcher:
    """Says when a file that makes the shop has changed."""

    def __init__(self) -> None:
        self._seen = self._look()

    def changed(self) -> bool:
        """Since it was last asked."""
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> dict[Path, float]:
        found = {}
        for pattern in WATCHED:
            for path in ROOT.glob(pattern):
                try:
                    found[path] = path.stat().st_mtime
                except OSError:
                    continue  # an editor has just moved it
        return found


class ReloadingPages:
    """Serves the same, plus a line in each page that loads it anew after the server was."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == ALIVE:
            await _stay(receive, send)
        else:
            left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since")
            headers = [(name, value) for name, value in scope["headers"] if name not in left_out]
            await self._app({**scope, "headers": headers}, receive, _with_script(send))


async def _stay(receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"retry: 300\n\n", "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        pass


def _with_script(send: Send) -> Send:
    start: Message | None = None
    body = b""

    async def extended(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            if kind.startswith(b"text/html"):
                start = message
                return
        elif start is not None and message["type"] == "http.response.body":
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            body += SCRIPT
            kept = [header for header in start["headers"] if header[0] != b"content-length"]
            await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return extended


def app() -> App:
    """The storefront's app, for the server."""
    return ReloadingPages(importlib.import_module("storefront.serving").served([CODE]))
