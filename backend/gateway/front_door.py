"""The outermost app: what every request passes on its way in, and every answer on its way out."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from backend.gateway.guards import proxies, turned_away
from backend.gateway.guards.asked import Asked, asked
from backend.gateway.guards.bodies import WITHIN_S, CallerGoneError, replayed, whole_body
from backend.gateway.guards.counting import Standing
from backend.gateway.guards.headers import HOST, Lines, SecurityHeaders
from backend.gateway.guards.limits import COME_AGAIN_S, Limits, said
from backend.gateway.guards.limits import limits as limits_of_shop
from backend.gateway.guards.origins import READING, Origins, is_preflight
from backend.gateway.guards.refused import RefusedRequestError
from backend.kit.words import words
from backend.settings import Settings
from backend.wiring import ShopNotOpenError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DENIAL = "websocket.http.response"
NOT_OPEN = words("The shop opens or closes just now. Try again shortly.")


class FrontDoor:
    """Plain ASGI around the interface for programs and the pages; their lifespan is the pages' own.

    `owns` says which requests are for the interface; `scripts` are the hashes of the inline scripts that the
    pages were built with.
    """

    def __init__(
        self,
        interface: App,
        pages: App,
        settings: Settings,
        *,
        owns: Callable[[Scope], bool],
        scripts: Sequence[str] = (),
        limits: Callable[[], Limits] = limits_of_shop,
        body_within_s: float = WITHIN_S,
    ) -> None:
        self._interface, self._pages, self._owns = interface, pages, owns
        self._hops = settings.trusted_proxy_hops
        self._origins = Origins(settings.public_url, settings.cors_origins)
        self._headers = SecurityHeaders(scripts)
        self._limits = limits
        self._body_within_s = body_within_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._open_socket(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = asked(scope["headers"])
        proxies.see_through(scope, told, self._hops)
        owned = self._owns(scope)
        added: Lines = self._origins.said(told) if owned else []
        host, secure = told.get(b"host", b""), scope["scheme"] == "https"

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = message["status"]
                lines = self._headers.added_to(
                    message.get("headers", ()),
                    host=host,
                    secure=secure,
                    interface=owned,
                    page_unchanged=status == 304 and "." not in scope["path"].rpartition("/")[2],
                )
                # A route that counts something narrower says how that stands.
                told_already = {name for name, _ in lines}
                lines += [line for line in added if line[0] not in told_already]
                message = {"type": "http.response.start", "status": status, "headers": lines}
            await send(message)

        try:
            if not HOST.fullmatch(host) and (host or scope["http_version"] != "1.0"):
                raise RefusedRequestError(
                    400, words("Host is not the name of one host."), {"Connection": "close"}
                )
            if owned and is_preflight(scope["method"], told):
                added = self._origins.preflight(told)
                await turned_away.with_nothing(send_dressed)
                return
            self._check_origin(scope, told)
            body = await whole_body(receive, told, self._body_within_s)
            standing = await self._counted(scope["method"], scope, told, body)
        except RefusedRequestError as refused:
            await turned_away.with_words(refused, scope, told, send_dressed, interface=owned)
            return
        except CallerGoneError:
            return
        if standing is not None:
            added = [*added, *said(standing)]
        app = self._interface if owned else self._pages
        await app(scope, receive if body is None else replayed(body, receive), send_dressed)

    def _check_origin(self, scope: Scope, told: Asked) -> None:
        if scope["method"] in READING or not self._origins.is_foreign(told, scope["scheme"]):
            return
        self._origins.check_write(scope["method"], scope["path"], told)
        # Whoever may write from another site does so as the session it names, never as the browser's.
        scope["headers"] = [line for line in scope["headers"] if line[0] != b"cookie"]
        told.pop(b"cookie", None)

    async def _counted(
        self, method: str, scope: Scope, told: Asked, body: bytes | None = None
    ) -> Standing | None:
        client = scope.get("client")
        try:
            limits = self._limits()
        except ShopNotOpenError:
            raise RefusedRequestError(503, NOT_OPEN, {"Retry-After": str(COME_AGAIN_S)}) from None
        return await limits.request(method, scope["path"], client[0] if client else "", told, body)

    async def _open_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = asked(scope["headers"])
        proxies.see_through(scope, told, self._hops)
        try:
            if self._origins.is_foreign(told, scope["scheme"]):
                raise RefusedRequestError(403, words("Pages of another site may not listen here."))
            await self._counted("GET", scope, told)
        except RefusedRequestError as refused:
            await receive()
            if DENIAL not in scope.get("extensions", {}):
                await send({"type": "websocket.close", "code": 1008, "reason": refused.message})
                return
            await turned_away.with_words(refused, scope, told, _as_denial(send), interface=False)
            return
        await self._pages(scope, receive, send)


def _as_denial(send: Send) -> Send:
    """An answer in the place of a socket."""

    async def denying(message: Message) -> None:
        await send({**message, "type": f"websocket.{message['type']}"})

    return denying
