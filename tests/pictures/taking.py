"""Takes the pictures: one look after the other, the looks of two states side by side."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image
from playwright.async_api import Error, Page

from backend.launch.progress import Step
from tests.e2e.judging import wrong_with
from tests.e2e.looks import Look
from tests.e2e.shoppers import Shoppers
from tests.running_shop import RunningShop

SIDE_BY_SIDE = 2
QUALITY = 55
# A grid or a list that goes on tells nothing new below this.
TALLEST = {390: 2600, 1440: 2000}


@dataclass(frozen=True)
class Taken:
    """A picture and what is wrong with what it shows."""

    look: Look
    path: Path
    wrong: Sequence[str]


async def take_all(looks: Sequence[Look], shoppers: Shoppers, shop: RunningShop, folder: Path) -> list[Taken]:
    """All of them, in their order; those of a state never at the same time, since they share its products."""
    turn = asyncio.Semaphore(SIDE_BY_SIDE)
    with Step("Taking pictures") as step:

        async def of_state(group: list[Look]) -> list[Taken]:
            async with turn:
                taken = []
                for look in group:
                    step.update(str(look))
                    taken.append(await _take(look, shoppers, shop, folder))
                return taken

        groups = [list(group) for _, group in groupby(looks, key=lambda look: look.state)]
        return [each for group in await asyncio.gather(*map(of_state, groups)) for each in group]


async def _take(look: Look, shoppers: Shoppers, shop: RunningShop, folder: Path) -> Taken:
    path = folder / f"{look}.webp"
    try:
        async with look.taken(shoppers, shop) as visit:
            await _picture(visit.page, look, path)
            return Taken(look, path, await wrong_with(visit))
    except (Error, AssertionError, TimeoutError) as error:
        # The others are still worth their time.
        why = next(iter(str(error).splitlines()), "nothing happened in time")
        return Taken(look, path, [f"not reached: {why}"])


async def _picture(page: Page, look: Look, path: Path) -> None:
    """Compressed well, at one pixel for each of CSS."""
    shot = await page.screenshot(full_page=look.state.whole)
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST[look.width])))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=QUALITY, method=6)
