"""The pages that browsers have open in this process, and how news gets to one."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import reflex as rx
from reflex.event import Event

WAITED_FOR_S = 0.25


class Pages(Protocol):
    """The open pages of this process, by the token that each browser tab chose."""

    def is_open(self, token: str) -> bool:
        """Whether the tab still has its connection here."""

    async def tell(self, token: str, topic: str, changed: list[str] | None) -> None:
        """Let the tab read this again, or all of the topic; returns when it has, or takes long."""


class ReflexPages:
    """Tells Reflex's pages by queueing an event of the topic as if the shopper had caused it."""

    def __init__(self, app: rx.App, news: Mapping[str, Callable[[list[str] | None], Any]]) -> None:
        self._app = app
        self._news = news

    def is_open(self, token: str) -> bool:
        """Ask Reflex's own table of sockets; the public copy of it is made anew on each look."""
        namespace = self._app.event_namespace
        return namespace is not None and token in namespace._token_manager.token_to_socket

    async def tell(self, token: str, topic: str, changed: list[str] | None) -> None:
        """Queue the event; each tab's own run in order."""
        for event in Event.from_event_type(self._news[topic](changed)):
            told = await self._app.event_processor.enqueue(token, event)
            await asyncio.wait([told], timeout=WAITED_FOR_S)
