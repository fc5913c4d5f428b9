"""In which ways pages are looked at: a state of one, a width, a theme and a language."""

from collections.abc import AsyncIterator, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

from backend.kit.languages import LANGUAGES, TAGS
from tests.e2e.pairwise import pairs
from tests.e2e.shoppers import Shoppers
from tests.e2e.states import STATES, State
from tests.e2e.visit import Visit
from tests.running_shop import RunningShop

NARROWEST, PHONE, DESK = 320, 390, 1440
HEIGHTS = {NARROWEST: 640, PHONE: 844, DESK: 900}
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """A state of a page as one browser shows it."""

    state: State
    width: int
    theme: str
    language: str

    def __str__(self) -> str:
        return f"{self.state}-{self.width}-{self.theme}-{self.language}"

    @property
    def needs(self) -> set[Hashable]:
        """What a choice of few must not miss: each state, and each two values of a page's looks."""
        return {self.state, *pairs(self.state.page, self.width, self.theme, self.language)}

    @asynccontextmanager
    async def taken(
        self, shoppers: Shoppers, shop: RunningShop, *, blind: bool = False, **options: Any
    ) -> AsyncIterator[Visit]:
        """A new shopper whose page is in this state; `options` are more of a browser context."""
        page = await shoppers.enter(
            **{
                "base_url": shop.url,
                "viewport": {"width": self.width, "height": HEIGHTS[self.width]},
                "color_scheme": self.theme,
                "locale": TAGS[self.language],
                "timezone_id": "UTC",
                **options,
            }
        )
        try:
            visit = Visit(page, shop, self.language, blind)
            await visit.choose_language()
            await self.state.reach(visit)
            await visit.settle()
            yield visit
        finally:
            await shoppers.leave(page)


def looks(widths: Sequence[int], states: Sequence[State] = STATES) -> list[Look]:
    """All of them."""
    return [Look(*each) for each in product(states, widths, THEMES, LANGUAGES)]
