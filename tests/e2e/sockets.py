"""What lies between a page and its server, for states that no server of ours brings about by itself."""

import json

from playwright.async_api import Page, WebSocketRoute

EVENTS = "**/_event/**"
NEWS = "42"  # a message of Socket.IO that carries an event


async def holding_back(page: Page) -> None:
    """The page is connected, and hears nothing yet of what it asked for."""

    def hold(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: None if str(said).startswith(NEWS) else socket.send(said))

    await page.route_web_socket(EVENTS, hold)


async def breaking(page: Page, field: str) -> None:
    """What the server says of this field of a page's state is not what the page is made for."""

    def spoil(said: str) -> str:
        start = said.find("[")
        if not said.startswith(NEWS) or field not in said:
            return said
        name, update = json.loads(said[start:])
        for change in update.get("delta", {}).values():
            change.update({field: None} if field in change else {})
        return said[:start] + json.dumps([name, update])

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda said: socket.send(spoil(said) if isinstance(said, str) else said))

    await page.route_web_socket(EVENTS, between)
