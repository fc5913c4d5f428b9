"""What an open document does when the browser moves on: to another address, in another tab to a language.

The newest document of a browser notes its language. Those in another one are loaded anew: at once, or where
that would cost the shopper what they are typing or have opened, when they go to another page.
"""

from typing import Any

import reflex as rx
from reflex_components_core.base.fragment import Fragment

from storefront import browser
from storefront.i18n import language
from storefront.search import SEARCH

NEWEST = "rivulet_language"

FOLLOW_ADDRESS = f"""
const place = useLocation(), cameFrom = useRef(place);
useEffect(() => {{
  if (cameFrom.current === place) return;
  if (cameFrom.current.pathname !== place.pathname) {{ {browser.LEAVE} }}
  cameFrom.current = place;
  {browser.HEAD_OF_HERE}
}}, [place]);
"""

BUSY = f"""
window.rivuletTyped || document.activeElement?.matches("input, textarea")
  || document.querySelector("[data-open]")
  || [...document.querySelectorAll("input, textarea")].some((field) =>
    field.type !== "hidden" && field.id !== "{SEARCH}" && field.value !== field.defaultValue)
"""


class FollowsTheBrowser(Fragment):  # type: ignore[misc]
    """Nothing to be seen."""

    def add_imports(self) -> dict[str, list[str]]:
        """Where the hooks come from."""
        return {"react": ["useEffect", "useRef"], "react-router": ["useLocation"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """The head goes with its address, what lay over a page with that; the language may have waited."""
        follow_language = f"""
useEffect(() => {{ localStorage.setItem("{NEWEST}", "{language()}"); }}, []);
useEffect(() => {{
  const follow = () => {{
    const newest = localStorage.getItem("{NEWEST}");
    if (newest && newest !== "{language()}" && !({BUSY})) {{ {browser.RELOAD_ONCE} }}
  }};
  follow();
  window.addEventListener("storage", follow);
  window.addEventListener("pageshow", follow);
  return () => {{
    window.removeEventListener("storage", follow);
    window.removeEventListener("pageshow", follow);
  }};
}}, [place]);
"""
        return [FOLLOW_ADDRESS, follow_language]


@rx.memo
def follows_the_browser() -> rx.Component:
    """A component of its own: hooks of the app's frame would stand outside of its router."""
    return FollowsTheBrowser.create()
