"""What every answer passes on its way out."""

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from storefront import edge
from storefront.edge import Edge
from storefront.session import COOKIE, RENEWED_AFTER_S, Sessions


async def page(request: Request) -> Response:
    return HTMLResponse(f"<p>{request.url.path}</p>")


async def unchanged(request: Request) -> Response:
    return Response(status_code=304)


async def script(request: Request) -> Response:
    return PlainTextResponse("1", media_type="text/javascript")


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("hello")
    await websocket.close()


@pytest.fixture
def client(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(edge, "documents", lambda: frozenset({"/orders"}))
    routes: list[Any] = [
        Route("/", page),
        Route("/orders/", page),
        Route("/same", unchanged),
        Route("/assets/a-1.js", script),
        WebSocketRoute("/_event", socket),
    ]
    return TestClient(Edge(Starlette(routes=routes)), base_url="http://shop.test:3000")  # type: ignore[arg-type]


def test_a_first_page_brings_an_identity_that_scripts_cannot_read(
    client: TestClient, sessions: Sessions
) -> None:
    said = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Secure" not in said
    assert sessions.user(said.partition(";")[0])


def test_a_shopper_keeps_the_identity(client: TestClient) -> None:
    client.get("/")
    assert "set-cookie" not in client.get("/").headers
    assert "set-cookie" not in client.get("/same").headers


def test_a_page_from_the_browsers_own_copy_brings_an_identity_too(client: TestClient) -> None:
    assert COOKIE in client.get("/same").headers["set-cookie"]


def test_a_forged_identity_is_replaced(client: TestClient, sessions: Sessions) -> None:
    forged = f"{COOKIE}=USR_01M86AW1DXVT6T01ZQTETXVTTM.aaaa.bbbb"
    said = client.get("/", headers={"cookie": forged}).headers["set-cookie"]
    assert sessions.user(said.partition(";")[0]) != "USR_01M86AW1DXVT6T01ZQTETXVTTM"


def test_an_identity_that_grows_old_is_renewed_for_the_same_shopper(
    client: TestClient, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    value = sessions.new()
    later = time.time() + RENEWED_AFTER_S + 5
    monkeypatch.setattr(time, "time", lambda: later)
    said = client.get("/", headers={"cookie": f"{COOKIE}={value}"}).headers["set-cookie"]
    assert sessions.user(said.partition(";")[0]) == sessions.user(f"{COOKIE}={value}")


def test_over_tls_the_identity_is_sent_over_tls_alone(sessions: Sessions, client: TestClient) -> None:
    secure = TestClient(client.app, base_url="https://shop.test")
    assert "; Secure" in secure.get("/").headers["set-cookie"]


def test_scripts_bring_no_identity_and_are_kept_for_ever(client: TestClient) -> None:
    answer = client.get("/assets/a-1.js")
    assert "set-cookie" not in answer.headers
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "private, no-cache"


def test_a_page_is_answered_at_its_address_without_a_detour(client: TestClient) -> None:
    answer = client.get("/orders", follow_redirects=False)
    assert (answer.status_code, answer.text) == (200, "<p>/orders/</p>")


@pytest.mark.parametrize("origin", [None, "http://shop.test:3000", "https://shop.test:3000"])
def test_our_own_page_opens_the_socket(client: TestClient, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    with client.websocket_connect("ws://shop.test:3000/_event", headers=headers) as opened:
        assert opened.receive_text() == "hello"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.test", "http://shop.test:3001", "http://shop.test.evil.test:3000", "null", "http://[", ""],
)
def test_another_sites_page_opens_no_socket(client: TestClient, origin: str) -> None:
    with (
        pytest.raises((WebSocketDisconnect, WebSocketDenialResponse)),
        client.websocket_connect("ws://shop.test:3000/_event", headers={"origin": origin}),
    ):
        pass
