"""Reflex's configuration: the app's place, its look, and a build that runs under any address."""

from datetime import timedelta

import reflex as rx
from reflex.environment import environment
from reflex.plugins.sitemap import SitemapPlugin

from storefront.documents_of_any import DocumentsOfAny
from storefront.look import TAILWIND
from storefront.no_default_preview import NoDefaultPreview
from storefront.same_origin import SameOrigin

# A connection that died without a word (a laptop that slept, a lost network) is noticed in half a minute.
environment.REFLEX_SOCKET_INTERVAL.set(timedelta(seconds=15))
environment.REFLEX_SOCKET_TIMEOUT.set(timedelta(seconds=15))

config = rx.Config(
    app_name="storefront",
    app_module_import="storefront.app",
    plugins=[rx.plugins.TailwindV4Plugin(TAILWIND), SameOrigin(), NoDefaultPreview(), DocumentsOfAny()],
    disable_plugins=[SitemapPlugin],
    # One process serves all pages, so their state is kept in it.
    state_manager_mode=rx.constants.StateManagerMode.MEMORY,
    redis_token_expiration=2 * 3600,  # also how long the state of a page without events is kept
    # No page of another site may read from or talk to the shop; the front door refuses their sockets.
    cors_allowed_origins=[],
    frontend_compression_formats=["brotli", "gzip"],
    frontend_lazy_bundled_libraries=True,
    show_built_with_reflex=False,
    telemetry_enabled=False,
)
