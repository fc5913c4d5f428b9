"""What a page's socket may bring: an event in the shape of one. Anything else is a line in the log."""

import inspect
from typing import Any

import structlog
from reflex.app import EventNamespace
from reflex_base.registry import RegistrationContext

log = structlog.get_logger(__name__)


def hear_only_events(namespace: EventNamespace) -> None:
    """Let through to Reflex only what it can take; whoever sends anything else is told nothing."""
    on_event, trigger_event = namespace.on_event, namespace.trigger_event

    async def on_event_understood(sid: str, *said: Any) -> None:
        why = complaint(said[0]) if len(said) == 1 else "not one event"
        if why:
            log.warning("page_event_refused", why=why)
        else:
            await on_event(sid, said[0])

    async def trigger_event_quietly(event: Any, *args: Any) -> Any:
        if event == "connect":
            if is_connection(args):
                return await trigger_event(event, *args)
            log.warning("page_event_refused", why="no event of a page")
            return None
        try:
            return await trigger_event(event, *args)
        except Exception as error:  # noqa: BLE001  whatever it was, a page sent it
            log.warning("page_event_refused", why=type(error).__name__)
            return None

    namespace.on_event = on_event_understood  # type: ignore[method-assign, assignment]
    namespace.trigger_event = trigger_event_quietly


def complaint(said: object) -> str:
    """Why this is no event of ours; empty when it is one."""
    if not isinstance(said, dict):
        return "no event"
    name, payload, route = said.get("name"), said.get("payload", {}), said.get("router_data", {})
    registered = RegistrationContext.get().event_handlers.get(name) if isinstance(name, str) else None
    if registered is None:
        return "no such handler"
    if not isinstance(payload, dict) or not isinstance(route, dict):
        return "no payload or route"
    try:
        inspect.signature(registered.handler.fn).bind(None, **payload)
    except TypeError:
        return "other arguments"
    texts = (route.get(key, "") for key in ("pathname", "asPath"))
    if not all(isinstance(text, str) for text in texts) or not isinstance(route.get("query", {}), dict):
        return "no route"
    return ""


def is_connection(args: tuple[Any, ...]) -> bool:
    """Whether the server itself says that somebody connected: a page can't send a function."""
    return len(args) > 1 and isinstance(args[1], dict) and callable(args[1].get("asgi.send"))
