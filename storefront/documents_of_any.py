"""Has a document built for the pages whose addresses name what they show: of any product, of any order.

React Router builds one for each page with an address of its own, and sends all others the frame alone. Its
browser side goes by the address bar and never asks which address a document was built for, so one document of
an address where nothing is does for all of its kind.
"""

from typing import Any

from reflex.plugins import Plugin

from storefront.addresses import ANY_ORDER, ANY_PRODUCT

CONFIG = "react-router.config.js"
OF_THEIR_OWN = '"prerender": true'
OF_ANY_TOO = f'"prerender": ({{ getStaticPaths }}) => [...getStaticPaths(), "{ANY_PRODUCT}", "{ANY_ORDER}"]'


class DocumentsOfAnyError(Exception):
    """Reflex no longer writes React Router's configuration as this module expects; look at what it writes."""


def with_documents_of_any(config: str) -> str:
    """The configuration with these documents too; development, which builds none, keeps its own."""
    if OF_ANY_TOO in config or "prerender" not in config:
        return config
    if config.count(OF_THEIR_OWN) != 1:
        raise DocumentsOfAnyError(f"{CONFIG} has no single place that says which documents are built")
    return config.replace(OF_THEIR_OWN, OF_ANY_TOO)


class DocumentsOfAny(Plugin):
    """Applies `with_documents_of_any` whenever the front end is compiled."""

    def pre_compile(self, **context: Any) -> None:
        """Ask the compiler to pass the configuration through the change."""
        context["add_modify_task"](CONFIG, with_documents_of_any)
