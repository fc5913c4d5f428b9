"""How the pages feel on a slow phone and a slow desk: the web's vitals of the home and the product page.

A whole shop by `rivulet run` in a home of its own; a headless Chromium whose processor is four times slower
and whose network gives 10 Mbit/s at 40 ms. Each run is a new shopper with an empty cache.

  first    first contentful paint     LCP  largest contentful paint, with the element that it was
  CLS      all layout shift that no input caused, from the first paint to the end of the run
  INP      from an input to the frame after it, the slowest of a run: typing a search, putting into the
           cart, opening and closing it, changing the theme; on the product page without the search
Of all runs the 75th percentile counts, as the web's vitals are judged.
"""

import asyncio
import statistics
import tempfile
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, async_playwright
from report import Report, arguments, finish
from shop_process import UNLIMITED, running_shop

from backend.launch.browser import found_browser

RUNS = 7
IN_PAGE = Path(__file__).with_name("web_page.js").read_text()
SLOWER = 4
BYTES_A_SECOND = 10_000_000 / 8
LATENCY_MS = 40
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PATIENCE_MS = 60_000
HAND_S = 0.3  # from where something came to rest to the click on it or the key that closes it
LCP_S, CLS, INP_MS = 2.0, 0.02, 100.0


@dataclass
class Run:
    """One visit: what was painted, and how long each kind of input took."""

    painted: dict[str, Any]
    inputs: dict[str, float] = field(default_factory=dict)
    shifted: float = 0.0

    @property
    def slowest(self) -> float:
        return max(self.inputs.values())


class Visitor:
    """Somebody with an empty cache on a slow machine."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._main = page.get_by_role("main")

    @classmethod
    @asynccontextmanager
    async def arriving(
        cls, browser: Browser, address: str, device: dict[str, Any]
    ) -> AsyncIterator["Visitor"]:
        """The page has all its pictures in sight."""
        context = await browser.new_context(**device, locale="en-US")
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(IN_PAGE)
        page = await context.new_page()
        tools = await context.new_cdp_session(page)
        await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        await tools.send("Network.enable")
        line = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        await tools.send(
            "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **line}
        )
        await page.goto(address)
        await page.get_by_role("main").get_by_role("article").first.wait_for()
        await page.wait_for_load_state("networkidle")
        yield cls(page)
        await context.close()

    async def look(self) -> Run:
        """What has been painted so far."""
        await self._page.evaluate("bench.frames()")
        return Run(await self._page.evaluate("bench.painted()"))

    async def use(self, run: Run, *, search: bool) -> None:
        """Do what shoppers do, each once."""
        header = self._page.get_by_role("banner")
        theme = header.locator("button[aria-label*='theme']")
        cart = header.locator("button[aria-haspopup=dialog]")
        drawer = self._page.locator("#cart")
        await self._timed(run, "change theme", await self._click(theme))
        # Where size matters it would be asked for.
        at_once = self._main.locator("button:not([aria-haspopup=dialog])")
        add = self._main.get_by_role("button", name="Add to cart").and_(at_once).first
        await self._timed(run, "add to cart", await self._click(add))
        await self._timed(run, "open cart", await self._click(cart))
        await drawer.wait_for()
        await asyncio.sleep(HAND_S)
        await self._timed(run, "close cart", self._page.keyboard.press("Escape"))
        await drawer.wait_for(state="hidden")
        if search:
            box = self._page.get_by_role("searchbox")
            await self._timed(run, "focus search", await self._click(box))
            await self._timed(run, "type search", box.press_sequentially("linen", delay=120))
            await self._page.wait_for_url("**q=linen**", wait_until="commit")
        await self._page.evaluate("bench.frames()")
        run.shifted = await self._page.evaluate("bench.shifted()")

    async def _click(self, what: Locator) -> Awaitable[None]:
        """Go there as a hand does, and look; the click itself is still to come.

        Not Playwright's own click: what it looks for in the page first is slow there too, and would count.
        """
        await what.scroll_into_view_if_needed()
        await self._page.wait_for_load_state("networkidle")
        box = await what.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await self._page.mouse.move(x, y)
        await asyncio.sleep(HAND_S)
        return self._page.mouse.click(x, y)

    async def _timed(self, run: Run, name: str, doing: Awaitable[None]) -> None:
        await self._page.evaluate("bench.begin()")
        await doing
        run.inputs[name] = await self._page.evaluate("bench.slowest()")


def p75(values: Sequence[float]) -> float:
    """The least of the values that three in four don't exceed."""
    return sorted(values)[-(-75 * len(values) // 100) - 1]


async def run(report: Report, runs: int) -> None:
    path = found_browser()
    if not path:
        raise SystemExit("no Chromium or Google Chrome here; `make test` installs one")
    with tempfile.TemporaryDirectory() as folder, running_shop(Path(folder) / "home", **UNLIMITED) as shop:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            first = await _first_product(browser, shop["url"])
            for page, address in (("home", shop["url"]), ("product", first)):
                for device, options in (("phone", PHONE), ("desk", DESK)):
                    found = []
                    for _ in range(runs):
                        async with Visitor.arriving(browser, address, options) as visitor:
                            seen = await visitor.look()
                            await visitor.use(seen, search=page == "home")
                        found.append(seen)
                    add(report, page, device, found)
            await browser.close()


async def _first_product(browser: Browser, url: str) -> str:
    """Of those of one size the first that the home page shows; whatever is made on demand is made then."""
    page = await browser.new_page()
    await page.goto(url)
    address = await _link(page).get_attribute("href")
    await _link(page).click()
    await page.get_by_role("main").get_by_role("heading", level=1).wait_for()
    await page.wait_for_load_state("networkidle")
    await page.close()
    return f"{url.rstrip('/')}{address}"


def _link(page: Page) -> Locator:
    at_once = page.locator("button[aria-haspopup=false]")
    return page.get_by_role("main").get_by_role("article").filter(has=at_once).first.get_by_role("link").first


def add(report: Report, page: str, device: str, found: Sequence[Run]) -> None:
    """A row, the aims, and which input took how long."""
    largest = p75([each.painted["largest"] / 1000 for each in found])
    shifted, slowest = p75([each.shifted for each in found]), p75([each.slowest for each in found])
    report.row(
        page=page,
        device=device,
        answered_ms=p75([each.painted["answered"] for each in found]),
        first_s=p75([each.painted["first"] / 1000 for each in found]),
        lcp_s=largest,
        cls=f"{shifted:.3f}",
        inp_ms=slowest,
        kilobytes=statistics.median(each.painted["kilobytes"] for each in found),
        lcp_of=statistics.mode(each.painted["what"] for each in found),
    )
    for name in found[0].inputs:
        figures = [each.inputs[name] for each in found]
        report.settings["inputs"][f"{page}, {device}, {name}"] = p75(figures)
    report.goal(f"{page}, {device}: LCP", largest, LCP_S, "s")
    report.goal(f"{page}, {device}: CLS", shifted, CLS, "")
    report.goal(f"{page}, {device}: INP", slowest, INP_MS, "ms")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help=f"visits of each page and device ({RUNS})")
    options = parser.parse_args()
    settings = {"runs": options.runs, "slower": SLOWER, "mbit_s": 10, "latency_ms": LATENCY_MS, "inputs": {}}
    report = Report("The pages on a slow machine and a slow network", settings)
    asyncio.run(run(report, options.runs))
    finish(report, options)
    print("\nFrom an input to the next frame, p75 in ms:")
    for name, figure in settings["inputs"].items():
        print(f"  {name}: {figure:,.0f}")


if __name__ == "__main__":
    main()
