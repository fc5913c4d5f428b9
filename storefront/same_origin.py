"""Makes the built pages talk to the server that they came from, whatever its port, host or TLS.

Reflex bakes the backend's port into the bundle. The built client is told to take the address bar's
instead, so that one build serves any number of shops. Development keeps Reflex's own rule: there the
pages come from Vite's server on another port.
"""

from typing import Any

from reflex.plugins import Plugin

CLIENT = "utils/state.js"
BAKED = "  const endpoint = new URL(url_str);\n"
OF_THIS_PAGE = (
    '  if (import.meta.env.PROD && typeof window !== "undefined") {\n'
    "    return new URL(endpoint.pathname, window.location.origin);\n"
    "  }\n"
)


class SameOriginError(Exception):
    """Reflex's client no longer reads as this module expects; look at `getBackendURL` in it."""


def with_this_pages_origin(client: str) -> str:
    """Reflex's client code with the one function changed that names the backend; changed code stays."""
    if BAKED + OF_THIS_PAGE in client:
        return client
    if client.count(BAKED) != 1:
        raise SameOriginError(f"{CLIENT} has no single place that makes the backend's URL")
    return client.replace(BAKED, BAKED + OF_THIS_PAGE)


class SameOrigin(Plugin):
    """Applies `with_this_pages_origin` whenever the front end is compiled."""

    def pre_compile(self, **context: Any) -> None:
        """Ask the compiler to pass the client's file through the change."""
        context["add_modify_task"](CLIENT, with_this_pages_origin)
