"""The search box: it holds what the page shows, unless the shopper has typed something since.

What was typed is noted in the browser until the address asks for it. A connection that was lost meanwhile may
have taken it along: it is then sent again, so that what the shopper typed last wins whatever the timing.
"""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_components_core.base.fragment import Fragment

from storefront import browser
from storefront.components.icons import icon
from storefront.i18n import _
from storefront.search import SEARCH, SearchState
from storefront.shown import Shown, events
from storefront.wishes import HOME

LONGEST = 200
ON_ITS_WAY_MS = 1000

FOLLOW = f"""
const place = useLocation(), cameBy = useNavigationType(), wasHere = useRef(false);
useEffect(() => {{
  const box = document.getElementById("{SEARCH}");
  if (!box) return;
  const plain = (text) => text.trim().replace(/\\s+/g, " ").slice(0, {LONGEST});
  const query = place.pathname === "{HOME}" && new URLSearchParams(place.search).get("q");
  const shown = plain(query || "");
  const early = !wasHere.current && box.value;
  const typed = wasHere.current && cameBy !== "POP" && Date.now() - window.rivuletTyped < {ON_ITS_WAY_MS};
  wasHere.current = true;
  if (plain(box.value) !== shown) {{
    if (early || typed) return;
    box.value = shown;
  }}
  window.rivuletTyped = 0;
}}, [place]);
"""


class FollowsThePage(Fragment):  # type: ignore[misc]
    """Keeps the box in step with the address, and sends again what a lost connection swallowed."""

    def add_imports(self) -> dict[str, list[str]]:
        """Where the hooks come from."""
        return {"react": ["useEffect", "useRef"], "react-router": ["useLocation", "useNavigationType"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """Two effects: the address changed; a connection came back and its page is ready."""
        page: Shown = rx.State
        connection, ready = page.router.session.session_id, page.is_hydrated
        send_again: rx.Var[Any] = rx.Var(
            f"""
const connectedBy = useRef("");
useEffect(() => {{
  if (!{ready!s} || connectedBy.current === {connection!s}) return;
  const isFirst = !connectedBy.current;
  connectedBy.current = {connection!s};
  if (!isFirst && window.rivuletTyped) {browser.hear_again(SEARCH)}
}}, [{ready!s}, {connection!s}]);
""",
            _var_data=VarData.merge(connection._get_all_var_data(), ready._get_all_var_data()),
        )
        return [FOLLOW, send_again]


@rx.memo
def _follows_the_page() -> rx.Component:
    """A component of its own: hooks of the app's frame would stand outside of its state."""
    return FollowsThePage.create()


def search_box() -> rx.Component:
    """A form, so that Enter searches too."""
    return rx.el.form(
        rx.el.span(
            icon("search"),
            class_name="absolute left-4 inset-y-0 flex items-center text-muted pointer-events-none",
        ),
        rx.el.input(
            type="search",
            id=SEARCH,
            name="q",
            aria_label=_("Search products"),
            placeholder=_("Search products"),
            auto_complete="off",
            spell_check=False,
            max_length=LONGEST,
            on_change=lambda text: events(SearchState).search(browser.noted(text)).debounce(150),
            on_mount=browser.hear_what_was_typed(SEARCH),
            class_name="w-full min-h-11 rounded-full border border-control bg-surface pl-11 pr-4 text-body "
            "placeholder:text-muted hover:border-ink transition-colors",
        ),
        _follows_the_page(),
        role="search",
        on_submit=events(SearchState).submit,
        class_name="relative order-3 md:order-2 basis-full md:basis-auto md:grow md:max-w-xl md:mx-auto",
    )
