"""`make pictures`: every state of every page, in two widths, both themes and both languages.

python -m tests.pictures [--only PATTERN]
"""

import argparse
import asyncio
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from playwright.async_api import async_playwright

from backend.launch.browser import installed_browser, installed_chinese
from backend.launch.frontend import ROOT
from backend.launch.progress import Step, say
from backend.stores.embedded import LaunchError
from tests.e2e.looks import DESK, PHONE, looks
from tests.e2e.shoppers import Shoppers
from tests.e2e.still import NOBODY_PAYS, prepare
from tests.pictures.sheets import make_sheets
from tests.pictures.story import tell_story
from tests.pictures.taking import Taken, take_all
from tests.running_shop import RunningShop

PICTURES = ROOT / "docs" / "pictures"
SHEETS = ROOT / ".build" / "sheets"
STORY = "story"
MOST_MB = 40.0


def main() -> int:
    """Take the pictures; 1 when something is wrong with any of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument(
        "--only",
        default="*",
        metavar="PATTERN",
        help="those of this name, as home/full-390-dark-zh; * is anything, and story is the README's picture",
    )
    wanted = parser.parse_args().only
    say(f"- browser: {installed_browser()}; Chinese: {installed_chinese()}")
    taken = asyncio.run(_take(wanted))
    make_sheets([each.path for each in taken], SHEETS)
    size = sum(path.stat().st_size for path in PICTURES.rglob("*.webp")) / 1e6
    say(f"- {len(taken)} pictures taken, {size:.1f} MB in docs/pictures; contact sheets are in .build/sheets")
    if size > MOST_MB:
        say(f"  That is more than {MOST_MB:.0f} MB: lower QUALITY in tests/pictures/taking.py.")
    return 1 if _show_wrong(taken) or size > MOST_MB else 0


async def _take(wanted: str) -> list[Taken]:
    chosen = [look for look in looks((PHONE, DESK)) if fnmatch(str(look), f"{wanted}*")]
    with tempfile.TemporaryDirectory() as folder:
        shop = RunningShop(Path(folder) / "shop", **NOBODY_PAYS)
        try:
            with Step("Opening a shop"):
                await asyncio.to_thread(shop.start)
                await asyncio.to_thread(prepare, shop)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=installed_browser(), args=["--no-sandbox"]
                )
                if fnmatch(STORY, wanted):
                    await tell_story(browser, shop, PICTURES / "shop.webp")
                return await take_all(chosen, Shoppers(browser), shop, PICTURES)
        finally:
            await asyncio.to_thread(shop.clean_up)


def _show_wrong(taken: list[Taken]) -> bool:
    """A line for each thing that is wrong, and in how many pictures it is; whether there was any."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in taken:
        for wrong in each.wrong:
            look = each.look
            found.setdefault((str(look.state), wrong), []).append(
                f"{look.width} {look.theme} {look.language}"
            )
    for (state, wrong), places in found.items():
        say(f"{state:28} {len(places)} x  {wrong}\n{'':33} {', '.join(places)}")
    say(f"- {len(found)} things are wrong" if found else "- nothing is wrong by axe, in width, in targets")
    return bool(found)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LaunchError as error:
        sys.exit(f"rivulet: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
