"""Keeps Reflex's picture of a page (`og:image`) out of its head.

Reflex adds one to every page, an empty one where a page has none. What a page shows is known when it is asked
for: its document says it then, and a second picture would only contradict that.
"""

from typing import Any

from reflex.components.component import BaseComponent
from reflex.plugins import Plugin
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.base.meta import Image


class NoDefaultPreview(Plugin):
    """Leaves it out whenever the front end is compiled."""

    def enter_component(self, comp: BaseComponent, /, **context: Any) -> BaseComponent | None:
        """Nothing takes its place."""
        return Fragment.create() if isinstance(comp, Image) else None
